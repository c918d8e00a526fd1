package dev.legwork.standalone;

import dev.legwork.cli.LegworkCli;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;

/**
 * The one entry point behind {@code ./legwork}. Exit codes: 0 done, 2 bad usage or bad input, 3 the
 * execution ended other than COMMITTED, 4 cannot reach what it needs.
 */
public final class Legwork {

  private Legwork() {}

  public static void main(String[] arguments) throws Exception {
    String command = arguments.length == 0 ? "help" : arguments[0];
    String[] rest = Arrays.copyOfRange(arguments, Math.min(1, arguments.length), arguments.length);
    switch (command) {
      case "up" -> exit(StartCommand.execute(new UpCommand(), rest));
      case "demo" -> exit(StartCommand.execute(new DemoCommand(), rest));
      case "simulator" -> exit(StartCommand.execute(new SimulatorCommand(), rest));
      case "simulate" ->
          exit(
              SimulateCommand.execute(
                  new PrintWriter(System.out, true), new PrintWriter(System.err, true), rest));
      case "audit" -> exit(AuditCommand.execute(System.out, rest));
      case "example" -> exit(ExampleCommand.execute(System.out, rest));
      case "worker" -> exitUnlessItRuns(ProcessCommand.execute(new WorkerCommand(), rest));
      case "api" -> exitUnlessItRuns(ProcessCommand.execute(new ApiCommand(), rest));
      default -> {
        Logs.silent();
        exit(LegworkCli.run(List.of(arguments).toArray(String[]::new)));
      }
    }
  }

  private static void exitUnlessItRuns(int code) {
    if (code != ProcessCommand.RUNS) {
      exit(code);
    }
  }

  private static void exit(int code) {
    System.exit(code);
  }
}
