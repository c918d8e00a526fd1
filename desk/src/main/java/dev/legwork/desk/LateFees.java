package dev.legwork.desk;

import dev.legwork.order.OrderRef;
import dev.legwork.tws.message.ServerMessage.CommissionReport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fees whose execution is not in memory: it has not come yet, or its order was finished long ago
 * and is only in the ledger, or it is not ours.
 */
final class LateFees {
  private static final Logger LOG = LoggerFactory.getLogger(LateFees.class);

  /** The execution itself usually follows at once. */
  private static final Duration FOLLOWS_WITHIN = Duration.ofSeconds(2);

  private static final int KEPT = 10_000;

  private final DeskLedger ledger;
  private final Background background;
  private final Timers timers;
  private final OrderLoader loader;
  private final Map<String, CommissionReport> waiting = Bounded.map(KEPT);
  private final Set<String> toLookUp = new TreeSet<>();
  private boolean scheduled;

  LateFees(DeskLedger ledger, Background background, Timers timers, OrderLoader loader) {
    this.ledger = ledger;
    this.background = background;
    this.timers = timers;
    this.loader = loader;
  }

  /**
   * Keeps a fee, and looks in the ledger if its execution does not come.
   *
   * @param joined called again with the fee once its order is in memory
   */
  void keep(CommissionReport fee, Consumer<CommissionReport> joined) {
    waiting.put(fee.execId(), fee);
    toLookUp.add(fee.execId());
    if (!scheduled) {
      scheduled = true;
      timers.after(FOLLOWS_WITHIN, () -> lookUp(joined));
    }
  }

  /** The fee that came before this execution, or null. */
  CommissionReport take(String execId) {
    toLookUp.remove(execId);
    return waiting.remove(execId);
  }

  private void lookUp(Consumer<CommissionReport> joined) {
    scheduled = false;
    List<String> execIds = List.copyOf(toLookUp);
    toLookUp.clear();
    if (execIds.isEmpty()) {
      return;
    }
    background.submit(
        Background.Lane.INTENTS,
        () -> ledger.ordersOfExecutions(execIds),
        (orders, failure) -> {
          if (failure == null) {
            orders.forEach((execId, ref) -> join(execId, ref, joined));
          } else {
            LOG.warn("The ledger did not tell whose fees {} are; asked again", execIds, failure);
            execIds.stream()
                .map(waiting::get)
                .filter(fee -> fee != null)
                .forEach(fee -> keep(fee, joined));
          }
        });
  }

  private void join(String execId, OrderRef ref, Consumer<CommissionReport> joined) {
    loader.whenLoaded(
        ref,
        () -> {
          CommissionReport fee = take(execId);
          if (fee != null) {
            joined.accept(fee);
          }
        });
  }
}
