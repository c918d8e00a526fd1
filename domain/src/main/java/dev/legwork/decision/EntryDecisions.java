package dev.legwork.decision;

import dev.legwork.book.LegBook;
import dev.legwork.book.OrderBookEntry;
import dev.legwork.book.TradeBook;
import dev.legwork.order.OrderStatus;
import dev.legwork.saga.Reason;
import dev.legwork.saga.ReasonCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;

/** Decides while entry orders work, and after they were withdrawn. */
public final class EntryDecisions {
  private EntryDecisions() {}

  /**
   * What to do while entry orders work.
   *
   * @param cancelReason why somebody asked to cancel, or null
   */
  public static Decision whileWorking(
      TradeBook book, Clocking clocking, Policy policy, Instant now, String cancelReason) {
    if (book.isFilled()) {
      return new Decision.Commit();
    }
    if (cancelReason != null) {
      return withdraw(ReasonCode.CANCELLED, cancelReason);
    }
    Optional<Reason> ended = endedLeg(book);
    if (ended.isPresent()) {
      return new Decision.Withdraw(ended.get());
    }
    Instant deadline = clocking.deadline(book.request().timeouts());
    if (!now.isBefore(deadline)) {
      return withdraw(ReasonCode.TIMEOUT, timeoutText(book, clocking, now));
    }
    Instant poll = now.plus(policy.poll());
    return new Decision.Wait(poll.isBefore(deadline) ? poll : deadline);
  }

  /** What to do once nothing lives any more and everything is counted. */
  public static Decision afterWithdrawal(TradeBook book, Reason reason) {
    if (!book.live().isEmpty()) {
      throw new IllegalStateException("still live: " + book.live());
    }
    if (book.isFilled()) {
      return new Decision.Commit();
    }
    return book.hasExecuted() ? new Decision.Unwind(reason) : new Decision.NotFilled(reason);
  }

  /** A leg whose order has ended, by the venue's word or by proof, without having filled. */
  private static Optional<Reason> endedLeg(TradeBook book) {
    return book.legs().stream()
        .filter(leg -> !leg.isFilled())
        .flatMap(leg -> leg.orders().stream())
        .filter(order -> order.isAnsweredTerminal() || order.isOver())
        .filter(order -> order.executed().compareTo(order.intent().quantity()) < 0)
        .filter(order -> !isFilledWithoutExecutions(order))
        .findFirst()
        .map(order -> new Reason(ReasonCode.LEG_REJECTED, endedText(order)));
  }

  /** Status Filled whose executions have not arrived: they will, so this ends nothing. */
  private static boolean isFilledWithoutExecutions(OrderBookEntry order) {
    return order.status() == OrderStatus.FILLED && !order.verdict().isOver();
  }

  private static String endedText(OrderBookEntry order) {
    String what =
        order.rejection() != null
            ? "was rejected: " + order.rejection()
            : "ended unfilled ("
                + (order.isOver() ? order.verdict() : order.status())
                + ", write "
                + order.written()
                + ")";
    return order.intent().ref() + " " + what;
  }

  private static String timeoutText(TradeBook book, Clocking clocking, Instant now) {
    String missing =
        book.legs().stream()
            .filter(leg -> !leg.isFilled())
            .map(EntryDecisions::progress)
            .collect(Collectors.joining(", "));
    Duration since = Duration.between(clocking.writtenAt(), now);
    return "not filled " + since.toMillis() + " ms after the first write: " + missing;
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
