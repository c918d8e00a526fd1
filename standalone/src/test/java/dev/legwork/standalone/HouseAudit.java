package dev.legwork.standalone;

import dev.legwork.audit.Audit;
import dev.legwork.audit.SimulatorWitness;
import dev.legwork.invariant.Violation;
import dev.legwork.ledger.Ledger;
import dev.legwork.ledger.LedgerDatabase;
import dev.legwork.ledger.LedgerSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** All invariants, by the simulated gateway's own ledger and the database of a house. */
final class HouseAudit {
  private static final Duration CLOCKS_MAY_DIFFER = Duration.ofMillis(100);
  private static final Duration SETTLED_WITHIN = Duration.ofSeconds(30);

  private HouseAudit() {}

  /**
   * What breaks an invariant; found twice, on both sides read anew, for as long as that takes
   * things to settle.
   *
   * @param control address of the simulated gateway's control port
   * @param accounts to look at; none: all
   */
  static List<Violation> of(String databaseUrl, String control, String... accounts) {
    Set<String> wanted = Set.of(accounts);
    try (LedgerDatabase database =
        new LedgerDatabase(LedgerSettings.of(databaseUrl, "legwork", "legwork"))) {
      return new Audit(
              new Ledger(database),
              new SimulatorWitness(control),
              CLOCKS_MAY_DIFFER,
              account -> wanted.isEmpty() || wanted.contains(account))
          .run(SETTLED_WITHIN, Optional.empty())
          .violations();
    }
  }
}
