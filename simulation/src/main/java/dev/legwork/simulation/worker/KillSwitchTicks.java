package dev.legwork.simulation.worker;

import dev.legwork.desk.DeskLedger.StoredOrder;
import dev.legwork.desk.DeskUnavailable;
import dev.legwork.guard.AccountSwitch;
import dev.legwork.guard.StandDown;
import dev.legwork.order.OrderRef;
import dev.legwork.simulation.ledger.Database;
import dev.legwork.simulation.ledger.ExposureRows;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The thread on which a process brings its account's kill switch to those whom it concerns. */
final class KillSwitchTicks {
  private static final Duration STEP = Duration.ofSeconds(1);

  private record Seen(
      Optional<AccountSwitch> stands, List<String> unfinished, List<OrderRef> open) {}

  private final Process process;
  private final Worker worker;
  private final ExposureRows rows;
  private final Database database;
  private final StandDown standDown = new StandDown();

  KillSwitchTicks(Process process, ExposureRows rows, Database database) {
    this.process = process;
    this.worker = process.worker();
    this.rows = rows;
    this.database = database;
  }

  void start() {
    if (!process.hasTenure()) {
      later();
      return;
    }
    database.call(process, this::read, (seen, failure) -> process.run(() -> looked(seen, failure)));
  }

  private Seen read() {
    return new Seen(
        worker.ledger().killSwitch(),
        rows.unfinished(),
        worker.ledger().openIntents().stream().map(StoredOrder::ref).toList());
  }

  private void looked(Seen seen, Exception failure) {
    if (failure == null && seen.stands().isPresent()) {
      String reason = StandDown.cancelReason(seen.stands().get());
      List<String> untold = standDown.toTell(seen.unfinished(), reason, worker.clock().nanos());
      cancel(standDown.toCancel(seen.open(), worker.clock().nanos()), reason);
      untold.forEach(id -> tell(id, reason));
    } else if (failure == null) {
      standDown.allClear();
    }
    later();
  }

  private void tell(String id, String reason) {
    if (!worker.isCutFromTemporal()) {
      worker
          .signals()
          .cancel(
              id,
              reason,
              outcome ->
                  process.run(
                      () -> {
                        if (outcome != TradeSignals.Outcome.FAILED) {
                          standDown.told(id, reason);
                        }
                      }));
    }
  }

  private void cancel(List<OrderRef> due, String reason) {
    if (due.isEmpty()) {
      return;
    }
    worker.met("CANCELLED_PAST_TRADE");
    try {
      process.core().cancel(due, reason);
    } catch (DeskUnavailable lost) {
      worker.tell("has no desk to cancel " + due + " with");
    }
  }

  private void later() {
    worker.parts().scheduler().in(STEP, () -> process.run(this::start));
  }
}
