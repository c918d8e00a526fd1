package dev.legwork.saga;

import dev.legwork.book.LegBook;
import dev.legwork.contract.Instrument;
import dev.legwork.decision.Policy;
import dev.legwork.order.OrderIntent;
import dev.legwork.order.OrderRef;
import dev.legwork.order.WriteOutcome;
import dev.legwork.quote.Quote;
import dev.legwork.unwind.UnwindPlan;
import dev.legwork.unwind.UnwindProgress;
import dev.legwork.unwind.UnwindStep;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reverses what was executed, wave by wave, until flat or stuck (order-rules: Unwind). */
final class Unwinding {
  private static final Duration AFTER_UNWRITTEN = Duration.ofSeconds(1);

  private final Trade trade;
  private final TradeWorld world;
  private final Policy policy;
  private final Reason why;
  private UnwindProgress progress = UnwindProgress.NONE;

  Unwinding(Trade trade, TradeWorld world, Policy policy, Reason why) {
    this.trade = trade;
    this.world = world;
    this.policy = policy;
    this.why = why;
  }

  /** Why positions remain, or null when every leg is proven flat. */
  Reason run() {
    while (true) {
      switch (UnwindPlan.next(trade.book(), quotes(), progress, policy)) {
        case UnwindStep.Flat ignored -> {
          return null;
        }
        case UnwindStep.Stuck stuck -> {
          return stuck.reason();
        }
        case UnwindStep.Send send -> attempt(send);
      }
    }
  }

  private void attempt(UnwindStep.Send step) {
    trade.note("UNWIND_WAVE", null, labels(step.wave()));
    switch (world.place(step.wave())) {
      case PlaceAnswer.Placed placed -> {
        trade.placed(placed.orders(), placed.outcome());
        if (placed.outcome() == WriteOutcome.NOT_WRITTEN) {
          pauseUnwritten();
        } else {
          settle(step);
        }
      }
      case PlaceAnswer.Unanswered ignored -> {
        trade.fold(world.snapshot(refs(step.wave())));
        settle(step);
      }
    }
  }

  /** Nothing reached the market: that is no attempt. */
  private void pauseUnwritten() {
    trade.note("NOT_WRITTEN", null, "the unwinding orders were not written; trying again");
    trade.await(world.now().plus(AFTER_UNWRITTEN));
  }

  private void settle(UnwindStep.Send step) {
    progress = step.progress();
    Instant until = world.now().plus(policy.unwindAttemptTime());
    while (!trade.book().live().isEmpty() && world.now().isBefore(until)) {
      trade.await(until);
    }
    new Withdrawal(trade, world).run(why);
  }

  private Map<String, Quote> quotes() {
    Map<String, Instrument> open = new TreeMap<>();
    for (LegBook leg : trade.book().legs()) {
      if (!leg.isFlat()) {
        open.put(leg.leg().name(), leg.instrument());
      }
    }
    return open.isEmpty() ? Map.of() : world.quotes(open);
  }

  private static List<OrderRef> refs(List<OrderIntent> wave) {
    return wave.stream().map(OrderIntent::ref).toList();
  }

  private static String labels(List<OrderIntent> wave) {
    return wave.stream().map(OrderIntent::label).collect(Collectors.joining(", "));
  }
}
