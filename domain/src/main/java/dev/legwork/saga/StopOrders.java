package dev.legwork.saga;

import dev.legwork.book.OrderBookEntry;
import dev.legwork.order.OrderIntent;
import dev.legwork.order.OrderRef;
import dev.legwork.order.Purpose;
import dev.legwork.stop.StopPolicy;
import dev.legwork.stop.StopState;
import dev.legwork.stop.StopStatus;
import dev.legwork.stop.StopStep;
import dev.legwork.stop.Tries;
import java.time.Duration;
import java.util.List;

/** The stop order of a leg at the venue: placed, lost there, and placed again. */
final class StopOrders {
  private final Trade trade;
  private final TradeWorld world;
  private final StopPolicy patience;
  private final StopJournal journal;
  private final StopSight sight;
  private final StopAlerts alerts;

  StopOrders(
      Trade trade,
      TradeWorld world,
      StopPolicy patience,
      StopJournal journal,
      StopSight sight,
      StopAlerts alerts) {
    this.trade = trade;
    this.world = world;
    this.patience = patience;
    this.journal = journal;
    this.sight = sight;
    this.alerts = alerts;
  }

  void place(OrderIntent order) {
    OrderRef ref = order.ref();
    journal.set(status -> status.numbered(ref.attempt()));
    journal.note("STOP_PLACED", ref.leg(), order.label());
    trade.places(List.of(ref));
    switch (world.place(List.of(order))) {
      case PlaceAnswer.Placed placed -> trade.placed(placed.orders(), placed.outcome());
      case PlaceAnswer.Unanswered unanswered -> {
        journal.note("STOP_UNANSWERED", ref.leg(), unanswered.detail());
        trade.fold(new Resolution(trade, world).of(List.of(ref)));
      }
    }
    if (trade.book().withSiblings(ref).stream().allMatch(OrderBookEntry::isAbsent)) {
      unsent("the stop order never reached the venue");
    } else {
      journal.enter(StopState.ARMED, order.label());
      sight.expectNews();
      journal.tell();
    }
  }

  /** Nothing reached the venue: that is no order that it ended. */
  void unsent(String why) {
    Tries inVain =
        journal.status().unsent().failed(world.now(), patience.closeLook(), patience.retry());
    journal.set(status -> status.sending(inVain));
    journal.enter(StopState.ARMING, why);
    journal.note("NOT_WRITTEN", trade.request().stop().leg(), why + "; trying again");
    if (inVain.inARow() == patience.mostUnsent()) {
      alerts.unsent(inVain.inARow(), patience.retry());
    }
    journal.tell();
  }

  /** It has rested at the venue for so long that it surely reached it. */
  void rests() {
    StopStatus status = journal.status();
    boolean armed = status.state() == StopState.ARMED;
    if (armed && !world.now().isBefore(status.since().plus(patience.proof()))) {
      journal.set(now -> now.sending(Tries.NONE));
    }
  }

  void lost(StopStep.Lost lost) {
    StopStatus before = journal.status();
    Duration held = Duration.between(before.since(), world.now());
    int inARow = held.compareTo(patience.held()) >= 0 ? 1 : before.lost() + 1;
    journal.set(status -> status.losing(inARow).triggered(null));
    journal.enter(StopState.ARMING, lost.why());
    journal.note("STOP_LOST", trade.request().stop().leg(), lost.why());
    alerts.lost(lost.why() + rejections(), inARow >= patience.mostLost());
    journal.tell();
    trade.await(world.now().plus(patience.closeLook()));
  }

  private String rejections() {
    return trade.book().orders().values().stream()
        .filter(order -> order.intent().ref().purpose() == Purpose.STOP)
        .filter(order -> order.rejection() != null)
        .reduce((first, last) -> last)
        .map(order -> " (" + order.rejection() + ")")
        .orElse("");
  }
}
