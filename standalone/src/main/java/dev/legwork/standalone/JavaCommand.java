package dev.legwork.standalone;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How one of our own main classes is run in a JVM of its own: the same JDK, the same classes. */
final class JavaCommand {

  /** From here on the JVM prints warnings about protobuf's use of Unsafe unless it is allowed. */
  private static final int WARNS_OF_UNSAFE = 24;

  private JavaCommand() {}

  /** The command line. */
  static List<String> of(String mainClass, List<String> flags, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    // A process that has lost a thread for want of memory looks alive and does half its work.
    command.add("-XX:+ExitOnOutOfMemoryError");
    if (Runtime.version().feature() >= WARNS_OF_UNSAFE) {
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
    command.addAll(arguments);
    return command;
  }
}
