package dev.legwork.standalone;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** What {@code up}, {@code demo} and {@code simulator} have in common. */
abstract class StartCommand implements Callable<Integer> {

  private static final int BAD_USAGE = 2;
  private static final int CANNOT_REACH = 4;
  private static final List<String> SETTINGS =
      List.of("--legwork.", "--server.", "--management.", "--spring.", "--logging.");

  @Mixin StartOptions options;

  @Unmatched List<String> others = new ArrayList<>();

  @Spec CommandLine.Model.CommandSpec spec;

  final Console console = new Console(System.out);

  /** Runs a command; the exit code. */
  static int execute(StartCommand command, String[] arguments) {
    return new CommandLine(command)
        .setExecutionExceptionHandler((problem, line, parsed) -> failed(problem, line))
        .execute(arguments);
  }

  @Override
  public final Integer call() {
    Logs.silent();
    for (String argument : others) {
      if (!isSetting(argument)) {
        throw new ParameterException(spec.commandLine(), "unknown argument: " + argument);
      }
    }
    return run(Settings.read(others));
  }

  /** Whether an argument is one that the processes read themselves. */
  static boolean isSetting(String argument) {
    return SETTINGS.stream().anyMatch(argument::startsWith);
  }

  abstract int run(Settings settings);

  private static int failed(Exception problem, CommandLine line) throws Exception {
    if (problem instanceof CannotStart) {
      line.getErr().println("legwork: " + problem.getMessage());
      return CANNOT_REACH;
    }
    if (problem instanceof IllegalArgumentException) {
      line.getErr().println("legwork: " + problem.getMessage());
      return BAD_USAGE;
    }
    throw problem;
  }
}
