package dev.legwork.stop;

import dev.legwork.book.OrderBookEntry;
import dev.legwork.book.TradeBook;
import dev.legwork.num.Decimals;
import dev.legwork.order.Purpose;
import dev.legwork.request.ProtectiveStop;
import dev.legwork.saga.Reason;
import dev.legwork.saga.ReasonCode;
import dev.legwork.unwind.Kept;
import java.math.BigDecimal;
import java.util.List;

/**
 * Decides what a protective stop does next. One exit at most: an order is proposed only while no
 * other order of the leg lives, and only for what is held.
 */
public final class StopDecisions {
  private final StopSituation now;
  private final TradeBook book;
  private final StopScope scope;
  private final Kept due;

  private StopDecisions(StopSituation situation) {
    this.now = situation;
    this.book = situation.book();
    this.scope = situation.scope();
    this.due = scope.due(book);
  }

  public static StopStep next(StopSituation situation) {
    return new StopDecisions(situation).decide();
  }

  /** Whether the quotes tell what the stop would have to see. */
  public static boolean sees(StopSituation now) {
    ProtectiveStop stop = now.scope().request().stop();
    if (stop == null) {
      return true;
    }
    return stop.isGroup()
        ? GroupValue.of(now.book(), now.quotes(), now.quoteMaxAge()).isPresent()
        : new LegStop(now, now.scope().due(now.book())).market().isPresent();
  }

  private StopStep decide() {
    if (now.wish() != null) {
      return wished(now.wish());
    }
    if (now.status().exit() != null && now.status().state() == StopState.EXITING) {
      return new StopStep.Exit(now.status().exit());
    }
    if (book.live().isEmpty() && isClosed()) {
      return new StopStep.End(StopState.EXITED, "what it guards is closed");
    }
    if (!now.gone().isEmpty() && due.without(now.gone()).isReached(book)) {
      return new StopStep.End(
          StopState.CLOSED_BY_OTHERS, "the account does not hold any more what it guards");
    }
    if (now.status().exit() != null) {
      return again(now.status());
    }
    Reason wrong = whatMustNotBe();
    if (wrong != null) {
      return new StopStep.Trim(wrong);
    }
    ProtectiveStop stop = scope.request().stop();
    if (stop == null) {
      return new StopStep.Exit(
          new Reason(ReasonCode.FLATTENED, "nothing guards it, and it is to be closed"));
    }
    return stop.isGroup() ? group(stop) : new LegStop(now, due).next();
  }

  private StopStep wished(StopWish wish) {
    return switch (wish.kind()) {
      case CANCEL -> new StopStep.End(StopState.CANCELLED, wish.text());
      case EXIT -> new StopStep.Exit(new Reason(ReasonCode.MANUAL_EXIT, wish.text()));
      case FLATTEN -> new StopStep.Exit(new Reason(ReasonCode.FLATTENED, wish.text()));
    };
  }

  private StopStep again(StopStatus status) {
    return status.retryAt() != null && now.now().isBefore(status.retryAt())
        ? new StopStep.Wait(StopState.INCOMPLETE, status.retryAt())
        : new StopStep.Exit(status.exit());
  }

  private boolean isClosed() {
    return book.legs().stream()
            .filter(leg -> scope.guards(leg.leg()))
            .allMatch(leg -> Decimals.isZero(leg.net().subtract(due.of(leg))))
        && Decimals.isZero(due.surplus(book.hedge()));
  }

  /** What came after the trade had ended is nobody's but ours to put right. */
  private Reason whatMustNotBe() {
    Kept most = scope.standing(book).without(now.gone());
    if (!most.isReached(book)) {
      return new Reason(ReasonCode.LATE_EXECUTION, "more is held than the trade ended with");
    }
    List<OrderBookEntry> others =
        book.orders().values().stream()
            .filter(order -> !order.isOver() && order.intent().ref().purpose() != Purpose.STOP)
            .toList();
    return others.isEmpty()
        ? null
        : new Reason(
            ReasonCode.PROOF_CONTRADICTED,
            others.getFirst().intent().ref() + " works, and was held to be over");
  }

  private StopStep group(ProtectiveStop stop) {
    BigDecimal value = GroupValue.of(book, now.quotes(), now.quoteMaxAge()).orElse(null);
    if (value == null || value.compareTo(stop.netTrigger()) > 0) {
      return new StopStep.Wait(StopState.WATCHING, now.now().plus(now.policy().look()));
    }
    BigDecimal reach = stop.netTrigger().abs().multiply(now.policy().band());
    boolean gapped = value.compareTo(stop.netTrigger().subtract(reach)) < 0;
    return new StopStep.Exit(
        new Reason(
            gapped ? ReasonCode.STOP_GAPPED : ReasonCode.STOP_TRIGGERED,
            "closing fetches %s, the stop is at %s"
                .formatted(Decimals.price(value), Decimals.price(stop.netTrigger()))));
  }
}
