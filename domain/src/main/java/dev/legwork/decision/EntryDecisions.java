package dev.legwork.decision;

import dev.legwork.book.LegBook;
import dev.legwork.book.OrderBookEntry;
import dev.legwork.book.TradeBook;
import dev.legwork.num.Decimals;
import dev.legwork.order.WriteOutcome;
import dev.legwork.saga.Reason;
import dev.legwork.saga.ReasonCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Decides while entry orders work, and after they were withdrawn. */
public final class EntryDecisions {
  private static final Duration IN_DOUBT = Duration.ofMillis(500);

  private EntryDecisions() {}

  /**
   * What to do while entry orders work.
   *
   * @param cancelReason why somebody asked to cancel, or null
   */
  public static Decision whileWorking(
      TradeBook book, Clocking clocking, Policy policy, Instant now, String cancelReason) {
    Optional<Reason> doubled = doubledLeg(book);
    if (doubled.isPresent()) {
      return new Decision.Withdraw(doubled.get());
    }
    if (book.isFilled()) {
      return new Decision.Commit();
    }
    if (cancelReason != null) {
      return new Decision.Withdraw(Reason.ofCancel(cancelReason));
    }
    Instant deadline = clocking.deadline(book.request().timeouts());
    Optional<Reason> ended = EndedLegs.reason(book, clocking, now);
    if (ended.isPresent()) {
      return new Decision.Withdraw(ended.get());
    }
    boolean over = !now.isBefore(deadline);
    if (hasAbsent(book) && !isInDoubt(book)) {
      Duration left = clocking.left(book.request().timeouts(), now);
      return resendOrWithdraw(book, over ? Duration.ZERO : left, policy);
    }
    if (over) {
      return withdraw(ReasonCode.TIMEOUT, timeoutText(book, clocking, now));
    }
    Instant ask = now.plus(silence(book, policy));
    return new Decision.Wait(ask.isBefore(deadline) ? ask : deadline);
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
    boolean again = absent.stream().anyMatch(order -> order.intent().ref().attempt() > 1);
    if (again || left.compareTo(policy.resendLeft()) < 0) {
      return withdraw(
          ReasonCode.NOT_WRITTEN,
          why + "; " + (again ? "it was sent again before" : leftText(left)));
    }
    return new Decision.Resend(
        absent.stream().map(order -> order.intent().ref().leg()).toList(), why);
  }

  private static String leftText(Duration left) {
    return left.isPositive() ? left.toMillis() + " ms are left" : "the trade's time is over";
  }

  private static boolean hasAbsent(TradeBook book) {
    return !absent(book).isEmpty();
  }

  private static List<OrderBookEntry> absent(TradeBook book) {
    return book.legs().stream().flatMap(leg -> absentOrder(leg).stream()).toList();
  }

  /** The leg's last entry order, if the leg waits for a successor of it. */
  private static Optional<OrderBookEntry> absentOrder(LegBook leg) {
    return leg.isFilled() || leg.orders().isEmpty()
        ? Optional.empty()
        : Optional.of(leg.orders().getLast()).filter(OrderBookEntry::isAbsent);
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
  private static Optional<Reason> doubledLeg(TradeBook book) {
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
        .map(leg -> leg.orders().stream().filter(EntryDecisions::mayCount).toList())
        .filter(orders -> orders.size() > 1)
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
      return new Decision.Unwind(reason);
    }
    Reason proven = asProven(book, reason);
    return isNeverSent(book) && reason.code() != ReasonCode.CANCELLED
        ? new Decision.Rejected(proven)
        : new Decision.NotFilled(proven);
  }

  private static boolean isNeverSent(TradeBook book) {
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

  private static boolean mayCount(OrderBookEntry order) {
    return !order.isOver() || Decimals.isPositive(order.executed());
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
