package dev.legwork.standalone;

import dev.legwork.api.ApiApplication;
import dev.legwork.cli.LegworkCli;
import dev.legwork.worker.WorkerApplication;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;

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
      case "simulate" -> exit(new CommandLine(new SimulateCommand()).execute(rest));
      case "audit" -> exit(AuditCommand.execute(System.out, rest));
      case "worker" -> WorkerApplication.main(rest);
      case "api" -> ApiApplication.main(rest);
      default -> {
        Logs.silent();
        exit(LegworkCli.run(List.of(arguments).toArray(String[]::new)));
      }
    }
  }

  private static void exit(int code) {
    System.exit(code);
  }
}
