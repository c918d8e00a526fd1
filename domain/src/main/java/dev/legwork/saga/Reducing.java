package dev.legwork.saga;

import dev.legwork.book.OrderBookEntry;
import dev.legwork.order.OrderIntent;
import dev.legwork.order.OrderRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Places waves of orders that reduce risk, and sees each to its proven end. */
final class Reducing {
  private final Trade trade;
  private final TradeWorld world;

  Reducing(Trade trade, TradeWorld world) {
    this.trade = trade;
    this.world = world;
  }

  /** Places a wave, lets it work for so long, and returns when nothing of it can trade any more. */
  void run(List<OrderIntent> wave, Duration time, Reason why) {
    place(wave);
    Instant until = world.now().plus(time);
    while (!trade.live().isEmpty() && world.now().isBefore(until)) {
      trade.await(until);
    }
    new Withdrawal(trade, world).run(why);
  }

  private void place(List<OrderIntent> wave) {
    trade.places(refs(wave));
    switch (world.place(wave)) {
      case PlaceAnswer.Placed placed -> trade.placed(placed.orders(), placed.outcome());
      case PlaceAnswer.Unanswered unanswered -> {
        trade.note(wave.getFirst().ref().purpose() + "_UNANSWERED", null, unanswered.detail());
        trade.fold(new Resolution(trade, world).of(refs(wave)));
      }
    }
  }

  /** Legs whose order was never stored, never written, or is proven never to have arrived. */
  Set<String> absentLegs(List<OrderIntent> wave) {
    Set<String> legs = new TreeSet<>();
    for (OrderRef ref : refs(wave)) {
      if (trade.book().withSiblings(ref).stream().allMatch(OrderBookEntry::isAbsent)) {
        legs.add(ref.leg());
      }
    }
    return legs;
  }

  private static List<OrderRef> refs(List<OrderIntent> wave) {
    return wave.stream().map(OrderIntent::ref).toList();
  }
}
