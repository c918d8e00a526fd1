package dev.legwork.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The working copy this test runs in. */
final class Repository {

  private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

  private Repository() {}

  /** The folder that holds {@code mvnw}, from the module's folder upwards. */
  static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.exists(folder.resolve("mvnw"))) {
      folder = folder.getParent();
    }
    if (folder == null) {
      throw new IllegalStateException("not inside a working copy: " + Path.of("").toAbsolutePath());
    }
    return folder;
  }

  /** Modules named in the top-level {@code pom.xml}. */
  static List<String> modules() {
    return MODULE.matcher(read(root().resolve("pom.xml"))).results().map(m -> m.group(1)).toList();
  }

  /** Every Java source of every module, main and test. */
  static List<Path> javaSources() {
    return modules().stream().flatMap(module -> javaSources(module, "src").stream()).toList();
  }

  /** Java sources of one module under a folder of it; none if there is no such folder. */
  static List<Path> javaSources(String module, String under) {
    Path folder = root().resolve(module).resolve(under);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
