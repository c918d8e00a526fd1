package dev.legwork.standalone;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** One process of the real set-up; runs on when its main method has returned. */
@Command(
    description = "Settings are given as --legwork.NAME=VALUE; see docs/configuration.md.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"2:bad usage", "4:cannot start: something that is needed is not there"})
abstract class ProcessCommand implements Callable<Integer> {
  private static final int CANNOT_START = 4;

  /** Loggers of Spring that would tell a failed start again, over many lines. */
  private static final List<String> REPORTERS =
      List.of(
          "org.springframework.boot.SpringApplication",
          "org.springframework.boot.diagnostics.LoggingFailureAnalysisReporter",
          "org.springframework.boot.web.server.servlet.context",
          "org.springframework.boot.logging.logback",
          "org.springframework.boot.autoconfigure.logging",
          "org.springframework.context.support");

  @Unmatched List<String> settings = new ArrayList<>();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "explain this command")
  boolean help;

  @Spec CommandLine.Model.CommandSpec spec;

  /** Starts it and returns; throws if it cannot. */
  abstract void start(String[] arguments);

  /** The exit code; {@link #RUNS} when the process goes on. */
  static int execute(ProcessCommand command, String... arguments) {
    return new CommandLine(command).execute(arguments);
  }

  /** No exit code: threads of the process go on. */
  static final int RUNS = -1;

  @Override
  public Integer call() {
    for (String argument : settings) {
      if (!StartCommand.isSetting(argument)) {
        throw new ParameterException(spec.commandLine(), "unknown argument: " + argument);
      }
    }
    REPORTERS.forEach(logger -> System.setProperty("logging.level." + logger, "off"));
    System.setProperty("spring.main.banner-mode", "off");
    try {
      start(settings.toArray(String[]::new));
      return RUNS;
    } catch (RuntimeException e) {
      spec.commandLine().getErr().println("legwork: " + StartFailure.line(e));
      return CANNOT_START;
    }
  }
}
