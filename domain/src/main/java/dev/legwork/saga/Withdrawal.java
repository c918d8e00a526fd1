package dev.legwork.saga;

import dev.legwork.order.OrderRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Ends every order that may still trade: cancel, prove, count. A cancel is only a request, so it
 * goes on until the desk has proven each order's end, however long that takes (order-rules: Proof).
 */
final class Withdrawal {
  private static final Duration ANSWER_TIME = Duration.ofSeconds(1);
  private static final Duration ALERT_AFTER = Duration.ofSeconds(10);

  private final Trade trade;
  private final TradeWorld world;

  Withdrawal(Trade trade, TradeWorld world) {
    this.trade = trade;
    this.world = world;
  }

  /** Returns when no order of the trade can trade any more, but for those that it spares. */
  void run(Reason why) {
    Patience patience = new Patience(world.now());
    boolean alerted = false;
    while (!trade.live().isEmpty()) {
      cancelUnanswered(why);
      awaitAnswers();
      proveWhatLives();
      if (!trade.live().isEmpty()) {
        if (!alerted && patience.since(world.now()).compareTo(ALERT_AFTER) >= 0) {
          alerted = true;
          alertUnproven();
        }
        trade.await(patience.pause(world.now()));
      }
    }
  }

  /** What was filled while it was being cancelled is proven by its executions already. */
  private void proveWhatLives() {
    if (!trade.live().isEmpty()) {
      trade.fold(world.snapshot(trade.book().liveOrAbsent()));
    }
  }

  private void cancelUnanswered(Reason why) {
    List<OrderRef> unanswered = unanswered();
    if (!unanswered.isEmpty()) {
      world.cancel(unanswered, why);
    }
  }

  /** The venue's answers usually come within milliseconds; a query before them would be wasted. */
  private void awaitAnswers() {
    Instant until = world.now().plus(ANSWER_TIME);
    while (!unanswered().isEmpty() && world.now().isBefore(until)) {
      trade.await(until);
    }
  }

  private List<OrderRef> unanswered() {
    List<OrderRef> refs = new ArrayList<>(trade.live());
    refs.removeIf(ref -> trade.book().orders().get(ref).isAnsweredTerminal());
    return refs;
  }

  private void alertUnproven() {
    world.alert(
        new Alert(
            Alert.Severity.CRITICAL,
            "ORDER_UNPROVEN",
            "nobody can tell yet whether these orders ended: "
                + trade.live()
                + "; the trade keeps cancelling and asking, and holds the account's lock",
            List.of()));
  }
}
