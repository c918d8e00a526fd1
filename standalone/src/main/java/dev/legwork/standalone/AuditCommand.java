package dev.legwork.standalone;

import dev.legwork.audit.Audit;
import dev.legwork.audit.GatewayWitness;
import dev.legwork.audit.SimulatorWitness;
import dev.legwork.audit.Witness;
import dev.legwork.invariant.LedgerTrade;
import dev.legwork.ledger.Ledger;
import dev.legwork.ledger.LedgerDatabase;
import dev.legwork.ledger.LedgerSettings;
import dev.legwork.ledger.sql.LedgerUnavailableException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.springframework.dao.DataAccessException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** Checks a real ledger against a real gateway; only reads. */
@Command(
    name = "./legwork audit",
    mixinStandardHelpOptions = true,
    description = {
      "Checks the fifteen invariants over the ledger and the broker, and only reads. The ledger is"
          + " that of --legwork.database.url (default: that of ./legwork up on this machine).",
      "Things go on meanwhile: what is found is looked at again, and counts only if it lasts.",
      "Open divergences and critical alerts are told as well; they do not change the exit code."
    },
    footer = {
      "%nExamples:",
      "  ./legwork audit --gateway 127.0.0.1:4002",
      "  ./legwork audit --simulator http://127.0.0.1:4080 --json"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:nothing was found",
      "2:bad usage",
      "3:violations",
      "4:cannot reach ledger or broker"
    })
final class AuditCommand implements Callable<Integer> {
  private static final int CLEAN = 0;
  private static final int BAD_USAGE = 2;
  private static final int VIOLATIONS = 3;
  private static final int CANNOT_REACH = 4;
  private static final Duration CLOCKS_MAY_DIFFER = Duration.ofSeconds(2);

  private final PrintStream out;

  @Option(
      names = "--gateway",
      paramLabel = "HOST:PORT",
      description =
          "a gateway to ask over TWS (default 127.0.0.1 and the simulated gateway's port)")
  private String gateway;

  @Option(
      names = "--client-id",
      paramLabel = "N",
      description = "for the gateway; one that nobody else uses (default ${DEFAULT-VALUE})")
  private int clientId = 990;

  @Option(
      names = "--account",
      paramLabel = "ACCOUNT",
      description =
          "to look at; repeatable (default: all that the ledger has traded; what is open is told of"
              + " all)")
  private List<String> accounts = new ArrayList<>();

  @Option(
      names = "--simulator",
      paramLabel = "URL",
      description =
          "take the simulated gateway's own ledger instead, at its control port: its whole history")
  private String simulator;

  @Option(
      names = "--patience",
      paramLabel = "SECONDS",
      description = "how long what is found must last (default ${DEFAULT-VALUE})")
  private int patience = 15;

  @Option(names = "--json", description = "for programs")
  private boolean json;

  @Unmatched private List<String> others = new ArrayList<>();

  @Spec private CommandLine.Model.CommandSpec spec;

  AuditCommand(PrintStream out) {
    this.out = out;
  }

  /** Runs it; the exit code. */
  static int execute(PrintStream out, String... arguments) {
    return new CommandLine(new AuditCommand(out))
        .setExecutionExceptionHandler((problem, line, parsed) -> failed(problem, line))
        .execute(arguments);
  }

  @Override
  public Integer call() {
    Logs.silent();
    for (String argument : others) {
      if (!argument.startsWith("--legwork.")) {
        throw new ParameterException(spec.commandLine(), "unknown argument: " + argument);
      }
    }
    Settings settings = Settings.read(others);
    try (LedgerDatabase database = new LedgerDatabase(ledger(settings))) {
      Ledger ledger = new Ledger(database);
      List<String> asked = accounts.isEmpty() ? traded(ledger) : accounts;
      Audit.Result result =
          new Audit(ledger, witness(settings, asked), CLOCKS_MAY_DIFFER, asked::contains)
              .run(Duration.ofSeconds(patience), Optional.empty());
      new AuditReport(result, json).print(out, () -> OpenTroubles.of(ledger, accounts));
      return result.violations().isEmpty() ? CLEAN : VIOLATIONS;
    }
  }

  private static LedgerSettings ledger(Settings settings) {
    return settings
        .databaseUrl()
        .map(url -> LedgerSettings.of(url, settings.databaseUser(), settings.databasePassword()))
        .orElseGet(
            () ->
                LedgerSettings.of(
                    "jdbc:postgresql://127.0.0.1:" + settings.databasePort() + "/legwork",
                    EmbeddedPostgres.USER,
                    EmbeddedPostgres.USER));
  }

  private Witness witness(Settings settings, List<String> asked) {
    if (simulator != null && gateway != null) {
      throw new ParameterException(spec.commandLine(), "--gateway or --simulator, not both");
    }
    if (simulator != null) {
      return new SimulatorWitness(simulator);
    }
    String address = gateway == null ? "127.0.0.1:" + settings.simulatorPort() : gateway;
    int colon = address.lastIndexOf(':');
    if (colon < 1 || !address.substring(colon + 1).matches("[0-9]{1,5}")) {
      throw new ParameterException(spec.commandLine(), "--gateway must be HOST:PORT: " + address);
    }
    return new GatewayWitness(
        address.substring(0, colon),
        Integer.parseInt(address.substring(colon + 1)),
        clientId,
        asked);
  }

  private static List<String> traded(Ledger ledger) {
    TreeSet<String> traded = new TreeSet<>();
    ledger.truth().read().trades().stream().map(LedgerTrade::account).forEach(traded::add);
    return List.copyOf(traded);
  }

  private static int failed(Exception problem, CommandLine line) throws Exception {
    if (problem instanceof Witness.CannotReach
        || problem instanceof LedgerUnavailableException
        || problem instanceof DataAccessException) {
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
