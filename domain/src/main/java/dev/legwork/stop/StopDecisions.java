package dev.legwork.stop;

import dev.legwork.book.TradeBook;
import dev.legwork.num.Decimals;
import dev.legwork.order.Purpose;
import dev.legwork.request.ProtectiveStop;
import dev.legwork.saga.Reason;
import dev.legwork.saga.ReasonCode;
import dev.legwork.unwind.Kept;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

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

  /** Whether the quotes tell what the stop would have to see; nothing where all is closed. */
  public static boolean sees(StopSituation now) {
    ProtectiveStop stop = now.scope().request().stop();
    if (stop == null || now.scope().whole() || !isPlaced(now.book(), stop)) {
      return true;
    }
    return stop.isGroup()
        ? GroupValue.of(now.book(), now.quotes(), now.known(), now.quoteMaxAge())
            .filter(GroupValue::isSeen)
            .isPresent()
        : new LegStop(now, now.scope().due(now.book())).market().isPresent();
  }

  /** A leg of which nothing was ever sent holds nothing, and has no contract to be quoted. */
  private static boolean isPlaced(TradeBook book, ProtectiveStop stop) {
    return stop.isGroup() || !book.leg(stop.leg()).orders().isEmpty();
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
    ProtectiveStop stop = scope.request().stop();
    if (stop == null || scope.whole()) {
      return new StopStep.Exit(
          new Reason(ReasonCode.FLATTENED, "nothing guards it, and it is to be closed"));
    }
    return isPlaced(book, stop)
        ? beside(stop, stop.isGroup() ? group(stop) : new LegStop(now, due).next())
        : beside(stop, new StopStep.Wait(StopState.WATCHING, now.now().plus(now.policy().look())));
  }

  /**
   * What has to be put right beside the guard, and never instead of it: an exit closes it as well,
   * and what could not be closed once is tried again between the guard's looks.
   */
  private StopStep beside(ProtectiveStop stop, StopStep guard) {
    if (guard instanceof StopStep.Exit) {
      return guard;
    }
    Reason works = whatWorks();
    if (works != null) {
      return new StopStep.Trim(works);
    }
    if (!isBeyond(now)) {
      return guard;
    }
    Tries tries = now.status().tries();
    if (!tries.isDue(now.now())) {
      return guard instanceof StopStep.Wait wait && wait.until().isAfter(tries.again())
          ? new StopStep.Wait(wait.state(), tries.again())
          : guard;
    }
    return waitsForTrim(stop, guard)
        ? new StopStep.Trim(
            new Reason(ReasonCode.LATE_EXECUTION, "more is held than the trade ended with"))
        : guard;
  }

  /** Whether the guard can spare the time, and no order of it is needed before. */
  private boolean waitsForTrim(ProtectiveStop stop, StopStep guard) {
    return switch (guard) {
      case StopStep.Wait ignored -> now.status().triggeredAt() == null;
      case StopStep.Place ignored -> isGuardedBeyond(stop);
      case StopStep.Resize ignored -> isGuardedBeyond(stop);
      default -> false;
    };
  }

  private boolean isGuardedBeyond(ProtectiveStop stop) {
    return !Decimals.isZero(scope.standing(book).without(now.gone()).surplus(book.leg(stop.leg())));
  }

  private StopStep wished(StopWish wish) {
    return switch (wish.kind()) {
      case CANCEL -> new StopStep.End(StopState.CANCELLED, wish.text());
      case EXIT -> new StopStep.Exit(new Reason(ReasonCode.MANUAL_EXIT, wish.text()));
      case FLATTEN -> new StopStep.Exit(new Reason(ReasonCode.FLATTENED, wish.text()));
    };
  }

  private StopStep again(StopStatus status) {
    StopStep unaffordable = restingBeyond();
    if (unaffordable != null) {
      return unaffordable;
    }
    return status.retryAt() != null && now.now().isBefore(status.retryAt())
        ? new StopStep.Wait(StopState.INCOMPLETE, status.retryAt())
        : new StopStep.Exit(status.exit());
  }

  /** A stop order that rests until the venue opens, for more than is held by then; else null. */
  private StopStep restingBeyond() {
    ProtectiveStop stop = scope.request().stop();
    return stop == null || stop.isGroup() || !isPlaced(book, stop)
        ? null
        : new LegStop(now, due).tooLarge();
  }

  private boolean isClosed() {
    return book.legs().stream()
            .filter(leg -> scope.guards(leg.leg()))
            .allMatch(leg -> Decimals.isZero(leg.net().subtract(due.of(leg))))
        && Decimals.isZero(due.surplus(book.hedge()));
  }

  /**
   * Whether more is held than the trade ended with: what came after that is nobody's but ours to
   * put right.
   */
  public static boolean isBeyond(StopSituation now) {
    return !now.scope().standing(now.book()).without(now.gone()).isReached(now.book());
  }

  private Reason whatWorks() {
    return book.orders().values().stream()
        .filter(order -> !order.isOver() && order.intent().ref().purpose() != Purpose.STOP)
        .findFirst()
        .map(
            order ->
                new Reason(
                    ReasonCode.PROOF_CONTRADICTED,
                    order.intent().ref() + " works, and was held to be over"))
        .orElse(null);
  }

  private StopStep group(ProtectiveStop stop) {
    if (now.closed()) {
      return unsuspicious(true, "the venue is closed");
    }
    GroupValue value =
        GroupValue.of(book, now.quotes(), now.known(), now.quoteMaxAge()).orElse(null);
    Instant since = now.status().triggeredAt();
    boolean surely = value != null && value.isSurelyAt(stop.netTrigger());
    if (!surely && (value == null || !value.isPerhapsAt(stop.netTrigger()))) {
      boolean sees = value != null && value.isSeen();
      return unsuspicious(
          sees, sees ? "closing fetches " + value.text() : "nothing is seen any more");
    }
    if (since == null) {
      return new StopStep.Suspect(reason(stop, value).detail());
    }
    Duration holds = surely ? now.policy().holds() : now.policy().doubt();
    return now.now().isBefore(since.plus(holds))
        ? new StopStep.Wait(StopState.WATCHING, now.now().plus(now.policy().closeLook()))
        : new StopStep.Exit(reason(stop, value));
  }

  /** A look that sees nothing neither confirms what was suspected nor clears it, for a while. */
  private StopStep unsuspicious(boolean sees, String why) {
    Instant since = now.status().triggeredAt();
    if (since == null) {
      return new StopStep.Wait(StopState.WATCHING, now.now().plus(now.policy().look()));
    }
    return sees || !now.now().isBefore(since.plus(now.policy().blindAfter()))
        ? new StopStep.Recede(StopState.WATCHING, why)
        : new StopStep.Wait(StopState.WATCHING, now.now().plus(now.policy().closeLook()));
  }

  private Reason reason(ProtectiveStop stop, GroupValue value) {
    BigDecimal reach = stop.netTrigger().abs().multiply(now.policy().band());
    boolean gapped = value.isSurelyAt(stop.netTrigger().subtract(reach));
    return new Reason(
        gapped ? ReasonCode.STOP_GAPPED : ReasonCode.STOP_TRIGGERED,
        "closing fetches %s, the stop is at %s"
            .formatted(value.text(), Decimals.price(stop.netTrigger())));
  }
}
