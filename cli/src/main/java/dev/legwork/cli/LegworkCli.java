package dev.legwork.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/**
 * {@code legwork submit, scan, trade, sessions, show, list, report, cancel, stop, exit, lock,
 * kill-switch, reducing-only, pause, limits, settle, alerts, divergences, reconciliations}.
 */
@Command(
    name = "./legwork",
    description = "Executes multi-leg trades and shows what became of them.",
    mixinStandardHelpOptions = true,
    version = "legwork 0.1.0",
    subcommands = {HelpCommand.class},
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "2:bad usage or bad input",
      "3:the execution ended other than COMMITTED",
      "4:cannot reach what it needs"
    })
public final class LegworkCli implements Runnable {
  @Spec private CommandSpec spec;

  private LegworkCli() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String... args) {
    System.exit(run(args));
  }

  /**
   * Runs a command on the standard streams.
   *
   * @return 0 done, 2 bad usage or bad input, 3 the execution ended other than COMMITTED, 4 cannot
   *     reach what it needs
   */
  public static int run(String... args) {
    return run(System.in, System.out, System.err, args);
  }

  /** Runs a command on these streams. */
  static int run(InputStream in, PrintStream out, PrintStream err, String... args) {
    Output output = new Output(out);
    CommandLine line =
        new CommandLine(new LegworkCli())
            .addSubcommand(new Submit(in, output))
            .addSubcommand(new Scan(output))
            .addSubcommand(new Trade(output))
            .addSubcommand(new Sessions(output))
            .addSubcommand(new TemplateCommand(output))
            .addSubcommand(new Show(output))
            .addSubcommand(new ListExecutions(output))
            .addSubcommand(new Report(output))
            .addSubcommand(new Cancel(output))
            .addSubcommand(new Stop(output))
            .addSubcommand(new Exit(output))
            .addSubcommand(new Lock(output))
            .addSubcommand(new KillSwitch(output))
            .addSubcommand(new ReducingOnly(output))
            .addSubcommand(new Pause(output))
            .addSubcommand(new Limits(output))
            .addSubcommand(new Settle(output))
            .addSubcommand(new Alerts(output))
            .addSubcommand(new Divergences(output))
            .addSubcommand(new Reconciliations(output))
            .setOut(writer(out))
            .setErr(writer(err))
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setParameterExceptionHandler(LegworkCli::badUsage)
            .setExecutionExceptionHandler(LegworkCli::failed);
    return line.execute(args);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command?");
  }

  private static int badUsage(ParameterException e, String... args) {
    CommandLine command = e.getCommandLine();
    command.getErr().println("legwork: " + e.getMessage());
    command.getErr().println("try: " + command.getCommandSpec().qualifiedName() + " --help");
    return ExitCode.BAD_INPUT;
  }

  private static int failed(Exception e, CommandLine command, ParseResult parsed) throws Exception {
    if (e instanceof Failure failure) {
      failure.getMessage().lines().forEach(l -> command.getErr().println("legwork: " + l));
      return failure.exitCode();
    }
    throw e;
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }
}
