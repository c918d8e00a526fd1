package dev.legwork.decision;

import dev.legwork.book.LegBook;
import dev.legwork.book.OrderBookEntry;
import dev.legwork.book.TradeBook;
import dev.legwork.order.WriteOutcome;
import dev.legwork.placing.WaveOrder;
import dev.legwork.request.Placing;
import dev.legwork.request.Pricing;
import dev.legwork.saga.Reason;
import dev.legwork.saga.ReasonCode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Decides while entry orders work, and after they were withdrawn. */
public final class EntryDecisions {
  private static final Duration IN_DOUBT = Duration.ofMillis(500);
  private static final Set<ReasonCode> COMPLETABLE =
      EnumSet.of(
          ReasonCode.TIMEOUT,
          ReasonCode.NOT_FILLED_AT_ONCE,
          ReasonCode.HEDGE_SIZE,
          ReasonCode.NOT_MARKETABLE,
          ReasonCode.NOT_WRITTEN,
          ReasonCode.CANCELLED_AT_BROKER);

  private EntryDecisions() {}

  /**
   * What to do while entry orders work.
   *
   * @param cancelReason why somebody asked to cancel, or null
   */
  public static Decision whileWorking(
      TradeBook book, Clocking clocking, Policy policy, Instant now, String cancelReason) {
    Optional<Reason> doubled = doubled(book);
    if (doubled.isPresent()) {
      return new Decision.Withdraw(doubled.get());
    }
    if (book.isFilled()) {
      return new Decision.Commit();
    }
    if (cancelReason != null) {
      return new Decision.Withdraw(Reason.ofCancel(cancelReason));
    }
    Instant deadline = deadline(book, clocking);
    Optional<Reason> ended = EndedLegs.reason(book, clocking, now);
    if (ended.isPresent()) {
      return isEnding(book, ended.get(), now, clocking, policy)
          ? new Decision.Wait(atOnce(clocking, policy))
          : new Decision.Withdraw(ended.get());
    }
    boolean over = !now.isBefore(deadline);
    if (hasAbsent(book) && !isInDoubt(book)) {
      Duration left = clocking.left(book.request().timeouts(), now);
      return resendOrWithdraw(book, over ? Duration.ZERO : left, policy);
    }
    if (over) {
      return withdraw(ReasonCode.TIMEOUT, timeoutText(book, clocking, now));
    }
    List<List<String>> left = WaveOrder.left(book);
    if (!left.isEmpty() && WaveOrder.mayFollow(book, left.getFirst())) {
      return nextWave(book, left);
    }
    if (clocking.restAt() != null && !now.isBefore(clocking.restAt())) {
      return new Decision.TakeRest(
          new Reason(ReasonCode.TIMEOUT, timeoutText(book, clocking, now)));
    }
    boolean goesByItself = book.request().pricing() == Pricing.MARKET && !isInDoubt(book);
    if (goesByItself && !now.isBefore(atOnce(clocking, policy))) {
      return withdraw(ReasonCode.NOT_FILLED_AT_ONCE, timeoutText(book, clocking, now));
    }
    Instant ask = now.plus(silence(book, policy));
    Instant next = earlier(deadline, goesByItself ? atOnce(clocking, policy) : clocking.restAt());
    return new Decision.Wait(ask.isBefore(next) ? ask : next);
  }

  /**
   * Why what is left is not to be taken once the orders at the quotes were withdrawn; empty: it is.
   *
   * @param book nothing in it is live
   */
  public static Optional<Reason> beforeRest(
      TradeBook book, Clocking clocking, Instant now, String cancelReason) {
    if (cancelReason != null) {
      return Optional.of(Reason.ofCancel(cancelReason));
    }
    if (book.isFilled() || book.hasDoubledLeg() || !now.isBefore(deadline(book, clocking))) {
      return Optional.of(new Reason(ReasonCode.TIMEOUT, timeoutText(book, clocking, now)));
    }
    return EndedLegs.rejected(book);
  }

  /** When the orders of the latest wave have to be over where they must not rest. */
  private static Instant atOnce(Clocking clocking, Policy policy) {
    return clocking.waveAt().plus(policy.atOnce());
  }

  /** Orders that do not rest end by themselves; a cancel would only meet them on their way. */
  private static boolean isEnding(
      TradeBook book, Reason ended, Instant now, Clocking clocking, Policy policy) {
    return ended.code() == ReasonCode.NOT_FILLED_AT_ONCE
        && now.isBefore(atOnce(clocking, policy))
        && book.live().stream().map(book.orders()::get).anyMatch(one -> !one.isAnsweredTerminal());
  }

  private static Instant deadline(TradeBook book, Clocking clocking) {
    return clocking.deadline(book.request().timeouts());
  }

  private static Decision nextWave(TradeBook book, List<List<String>> left) {
    List<String> later = left.stream().skip(1).flatMap(List::stream).toList();
    String done =
        book.legs().stream()
            .filter(LegBook::isEntered)
            .map(EntryDecisions::progress)
            .collect(Collectors.joining(", "));
    return new Decision.NextWave(left.getFirst(), later, "executed: " + done);
  }

  private static Instant earlier(Instant one, Instant other) {
    return other == null || one.isBefore(other) ? one : other;
  }

  /**
   * Orders that are proven absent go out once more, all of them together (order-rules: Proof). Who
   * was absent twice is not sent a third time.
   *
   * @param left zero when the trade's time is over, whichever of its timers ended it
   */
  private static Decision resendOrWithdraw(TradeBook book, Duration left, Policy policy) {
    List<OrderBookEntry> absent = absent(book);
    String why = absentText(absent);
    boolean again = absent.stream().anyMatch(order -> order.intent().firstAttempt() > 1);
    if (again || left.compareTo(policy.resendLeft()) < 0) {
      return withdraw(
          ReasonCode.NOT_WRITTEN,
          why + "; " + (again ? "it was sent again before" : leftText(left)));
    }
    return new Decision.Resend(absentLegs(book), why);
  }

  private static String leftText(Duration left) {
    return left.isPositive() ? left.toMillis() + " ms are left" : "the trade's time is over";
  }

  private static boolean hasAbsent(TradeBook book) {
    return !absent(book).isEmpty();
  }

  private static List<OrderBookEntry> absent(TradeBook book) {
    return book.legs().stream().flatMap(leg -> absentOrders(leg).stream()).distinct().toList();
  }

  private static List<String> absentLegs(TradeBook book) {
    return book.legs().stream()
        .filter(leg -> !absentOrders(leg).isEmpty())
        .map(leg -> leg.leg().name())
        .toList();
  }

  /**
   * The leg's last entry order, or those of its children, if the leg waits for a successor of them:
   * not while a sibling may still trade, for nobody knows yet what will remain.
   */
  private static List<OrderBookEntry> absentOrders(LegBook leg) {
    if (leg.isFilled() || leg.orders().isEmpty()) {
      return List.of();
    }
    List<OrderBookEntry> latest = leg.latest();
    return latest.stream().allMatch(OrderBookEntry::isOver)
        ? latest.stream().filter(OrderBookEntry::isAbsent).toList()
        : List.of();
  }

  private static String absentText(List<OrderBookEntry> absent) {
    return absent.stream()
        .map(
            order ->
                order.intent().ref()
                    + (order.written() == WriteOutcome.NOT_WRITTEN
                        ? " was never written"
                        : " never reached the market (" + order.verdict() + ")"))
        .collect(Collectors.joining(", "));
  }

  /** Whether nobody knows of some order whether it exists; a resend waits for all of them. */
  private static boolean isInDoubt(TradeBook book) {
    return unheard(book).anyMatch(order -> order.written() == WriteOutcome.UNKNOWN);
  }

  /** After how much silence to ask: soon where it is unknown whether an order exists. */
  private static Duration silence(TradeBook book, Policy policy) {
    if (isInDoubt(book)) {
      return IN_DOUBT;
    }
    return unheard(book).findAny().isPresent() ? policy.unheard() : policy.poll();
  }

  private static Stream<OrderBookEntry> unheard(TradeBook book) {
    return book.orders().values().stream().filter(OrderBookEntry::isUnheard);
  }

  /**
   * An order that was held to be absent turned up beside its successor, or the venue works one
   * order of ours several times: the leg may fill twice.
   */
  static Optional<Reason> doubled(TradeBook book) {
    if (book.live().isEmpty()) {
      return Optional.empty();
    }
    Optional<OrderBookEntry> several =
        book.orders().values().stream()
            .filter(order -> order.isSeveral() && !order.isOver())
            .findFirst();
    if (several.isPresent()) {
      return several.map(
          order ->
              new Reason(
                  ReasonCode.TWO_INCARNATIONS,
                  "%s works more than once at the venue, under permIds %s"
                      .formatted(order.intent().ref(), order.incarnations().permIds())));
    }
    return book.legs().stream()
        .filter(EntryDecisions::mayDouble)
        .map(leg -> leg.orders().stream().filter(EntryDecisions::mayCount).toList())
        .findFirst()
        .map(
            orders ->
                new Reason(
                    ReasonCode.PROOF_CONTRADICTED,
                    orders.getFirst().intent().ref()
                        + " was held to be absent and is in the market beside "
                        + orders.getLast().intent().ref()));
  }

  /**
   * What to do once nothing lives any more and everything is counted. A trade of which nothing was
   * ever sent is rejected, but where a person cancelled it (order-rules: Endings).
   */
  public static Decision afterWithdrawal(TradeBook book, Reason reason) {
    if (!book.live().isEmpty()) {
      throw new IllegalStateException("still live: " + book.live());
    }
    if (book.isFilled()) {
      return new Decision.Commit();
    }
    if (book.hasExecuted()) {
      return mayComplete(book, reason)
          ? new Decision.Complete(book.unfilled().getFirst().leg().name(), reason)
          : keepOrUnwind(book, reason);
    }
    Reason proven = asProven(book, reason);
    return isNeverSent(book) && reason.code() != ReasonCode.CANCELLED
        ? new Decision.Rejected(proven)
        : new Decision.NotFilled(proven);
  }

  /**
   * What to do with a trade that executed something and is not to be completed, or could not be:
   * whole units stay if the request allows it, and nobody wants to be rid of the trade.
   */
  public static Decision keepOrUnwind(TradeBook book, Reason reason) {
    int units = book.wholeUnits();
    boolean keeps =
        book.request().partial().keepsUnits()
            && units > 0
            && !book.hasDoubledLeg()
            && (COMPLETABLE.contains(reason.code()) || reason.code() == ReasonCode.LEG_REJECTED);
    return keeps ? new Decision.Keep(units, reason) : new Decision.Unwind(reason);
  }

  /**
   * Whether the one missing leg is worth another order: all others filled, the request allows it,
   * and nothing but time and price stood against it. A guaranteed combination keeps its ratio: what
   * seems to be missing of it is an execution that was not told yet. What the broker refused it
   * refuses again, and whoever cancelled does not want the trade any more.
   */
  private static boolean mayComplete(TradeBook book, Reason reason) {
    return book.request().partial().completes()
        && book.legs().size() > 1
        && book.request().placing() != Placing.COMBO
        && book.unfilled().size() == 1
        && !book.hasDoubledLeg()
        && COMPLETABLE.contains(reason.code());
  }

  /** Whether it is certain that no byte of any order was written (order-rules: Endings). */
  public static boolean isNeverSent(TradeBook book) {
    return book.orders().values().stream()
        .allMatch(order -> order.isAbsent() && order.written() == WriteOutcome.NOT_WRITTEN);
  }

  /** Time ran out while nobody could tell whether there were orders; there were none. */
  private static Reason asProven(TradeBook book, Reason reason) {
    boolean none = book.orders().values().stream().allMatch(OrderBookEntry::isAbsent);
    return none && reason.code() == ReasonCode.TIMEOUT
        ? new Reason(ReasonCode.NOT_WRITTEN, absentText(absent(book)) + "; " + reason.detail())
        : reason;
  }

  /** Whether several orders of the leg count, and may come to more than was asked for. */
  private static boolean mayDouble(LegBook leg) {
    List<OrderBookEntry> counting = leg.orders().stream().filter(EntryDecisions::mayCount).toList();
    BigDecimal most =
        counting.stream()
            .map(order -> order.mostOf(leg.leg().name()))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    return counting.size() > 1 && most.compareTo(leg.wanted()) > 0;
  }

  private static boolean mayCount(OrderBookEntry order) {
    return order.intent().ref().purpose().opens() && (!order.isOver() || order.hasExecuted());
  }

  private static String timeoutText(TradeBook book, Clocking clocking, Instant now) {
    String missing =
        book.legs().stream()
            .filter(leg -> !leg.isFilled())
            .map(EntryDecisions::progress)
            .collect(Collectors.joining(", "));
    Duration since = Duration.between(clocking.writtenAt(), now);
    boolean written =
        book.orders().values().stream().anyMatch(order -> order.written() == WriteOutcome.WRITTEN);
    return "not filled "
        + since.toMillis()
        + (written
            ? " ms after the first write: "
            : " ms after its orders were to be written, and nobody can tell yet whether they were:"
                + " ")
        + missing;
  }

  private static String progress(LegBook leg) {
    return leg.leg().name()
        + " "
        + leg.executed().toPlainString()
        + " of "
        + leg.wanted().toPlainString();
  }

  private static Decision withdraw(ReasonCode code, String detail) {
    return new Decision.Withdraw(new Reason(code, detail));
  }
}
