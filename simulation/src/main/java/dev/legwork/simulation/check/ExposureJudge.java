package dev.legwork.simulation.check;

import dev.legwork.invariant.BrokerTruth;
import dev.legwork.invariant.Invariants;
import dev.legwork.invariant.LedgerTrade;
import dev.legwork.invariant.LedgerTruth;
import dev.legwork.invariant.Moment;
import dev.legwork.invariant.Violation;
import dev.legwork.simulation.ledger.TradeLedger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Asks, while a world runs, whether what running trades hold is visible (11): of the ledger as it
 * stands, and since the time that a process watches and the database answers.
 */
public final class ExposureJudge {
  private static final int EXPOSURE_VISIBLE = 11;
  private static final BrokerTruth NOTHING =
      new BrokerTruth(List.of(), List.of(), List.of(), BrokerTruth.Extent.WHOLE_HISTORY);

  private final TradeLedger trades;
  private final List<Violation> found = new ArrayList<>();
  private int asked;

  public ExposureJudge(TradeLedger trades) {
    this.trades = trades;
  }

  /**
   * Looks at one account.
   *
   * @param since somebody has been there to raise alerts
   */
  public void look(String account, Instant now, Instant since) {
    List<LedgerTrade> open = trades.exposed(account);
    if (open.isEmpty()) {
      return;
    }
    Moment moment = Moment.running(now, since);
    if (!violations(open, List.of(), moment).isEmpty()) {
      asked++;
      violations(open, trades.alerts(), moment).stream()
          .filter(violation -> !found.contains(violation))
          .forEach(found::add);
    }
  }

  private static List<Violation> violations(
      List<LedgerTrade> open, List<LedgerTruth.OpenAlert> alerts, Moment moment) {
    LedgerTruth ledger =
        new LedgerTruth(open, alerts, List.of(), List.of(), List.of(), Set.of(), Optional.empty());
    return Invariants.check(NOTHING, ledger, moment).stream()
        .filter(violation -> violation.invariant() == EXPOSURE_VISIBLE)
        .toList();
  }

  public List<Violation> violations() {
    return found;
  }

  /** How often an alert had to be there. */
  public int asked() {
    return asked;
  }
}
