package dev.legwork.simulation.check;

import dev.legwork.invariant.Invariants;
import dev.legwork.invariant.LedgerTruth;
import dev.legwork.invariant.LedgerTruth.Fence;
import dev.legwork.invariant.LedgerTruth.LockHold;
import dev.legwork.invariant.LedgerTruth.Stop;
import dev.legwork.invariant.Moment;
import dev.legwork.invariant.Violation;
import dev.legwork.simulation.ledger.DeskRows;
import dev.legwork.simulation.ledger.TradeLedger;
import dev.legwork.simulation.temporal.LockServer;
import dev.legwork.simulator.broker.Ledger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts both accounts before the invariants. */
public final class Judge {
  private final TradeLedger trades;
  private final Map<String, DeskRows> desks;
  private final Map<String, LockServer> locks;

  public Judge(TradeLedger trades, Map<String, DeskRows> desks, Map<String, LockServer> locks) {
    this.trades = trades;
    this.desks = desks;
    this.locks = locks;
  }

  /** What does not hold. */
  public List<Violation> judge(Ledger venue, Moment moment) {
    return Invariants.check(BrokerRows.truth(venue), ledger(), moment);
  }

  private LedgerTruth ledger() {
    List<Fence> fences = new ArrayList<>();
    desks.values().forEach(desk -> fences.addAll(desk.fences()));
    List<Stop> stops = new ArrayList<>();
    desks.values().forEach(desk -> stops.addAll(desk.stops()));
    List<LockHold> holds = new ArrayList<>();
    Set<String> forced = new java.util.TreeSet<>();
    locks.forEach(
        (account, lock) -> {
          forced.addAll(lock.forced());
          lock.book()
              .holder()
              .ifPresent(
                  holder -> holds.add(new LockHold(account, holder.requestId(), holder.token())));
        });
    return new LedgerTruth(
        trades.rows(),
        trades.alerts(),
        fences,
        List.of(),
        List.of(),
        forced,
        Optional.of(holds),
        stops);
  }
}
