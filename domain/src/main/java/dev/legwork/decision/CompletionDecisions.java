package dev.legwork.decision;

import dev.legwork.book.OrderBookEntry;
import dev.legwork.book.TradeBook;
import dev.legwork.order.OrderRef;
import dev.legwork.saga.Reason;
import dev.legwork.saga.ReasonCode;
import java.time.Instant;
import java.util.Optional;

/** Decides while a completing order works, and after it was withdrawn. */
public final class CompletionDecisions {
  private CompletionDecisions() {}

  /**
   * Why the completing order is to be withdrawn now; empty: it works on.
   *
   * @param until when its attempt is over
   * @param cancelReason why somebody asked to cancel, or null
   */
  public static Optional<Reason> whileWorking(
      TradeBook book, OrderRef order, Instant until, Instant now, String cancelReason) {
    Optional<Reason> doubled = EntryDecisions.doubled(book);
    if (doubled.isPresent()) {
      return doubled;
    }
    if (book.isFilled()) {
      return Optional.of(new Reason(ReasonCode.TIMEOUT, "every leg is filled"));
    }
    if (cancelReason != null) {
      return Optional.of(Reason.ofCancel(cancelReason));
    }
    boolean ended = book.withSiblings(order).stream().anyMatch(CompletionDecisions::hasEnded);
    if (ended || !now.isBefore(until)) {
      return Optional.of(new Reason(ReasonCode.TIMEOUT, order + " did not fill in its time"));
    }
    return Optional.empty();
  }

  /**
   * Why no further attempt is made; empty: another one is.
   *
   * @param book nothing in it is live
   * @param order of the last attempt, or the first of its children
   * @param until when completing is to be given up
   */
  public static Optional<Reason> afterAttempt(
      TradeBook book, OrderRef order, Instant until, Instant now, String cancelReason) {
    if (book.hasDoubledLeg() || book.unfilled().size() != 1) {
      return Optional.of(
          new Reason(ReasonCode.PROOF_CONTRADICTED, "the legs are not what they were"));
    }
    if (cancelReason != null) {
      return Optional.of(Reason.ofCancel(cancelReason));
    }
    Optional<OrderBookEntry> rejected =
        book.withSiblings(order).stream().filter(one -> one.rejection() != null).findFirst();
    if (rejected.isPresent()) {
      return rejected.map(CompletionDecisions::rejection);
    }
    return now.isBefore(until)
        ? Optional.empty()
        : Optional.of(new Reason(ReasonCode.TIMEOUT, order + " did not fill in time"));
  }

  /** A child that filled leaves the others to work on. */
  private static boolean hasEnded(OrderBookEntry order) {
    return order.isAnsweredTerminal()
        && (order.intent().child() == null
            || order.executed().compareTo(order.intent().quantity()) < 0);
  }

  private static Reason rejection(OrderBookEntry order) {
    return new Reason(
        ReasonCode.LEG_REJECTED,
        "the broker rejected " + order.intent().ref() + ": " + order.rejection());
  }
}
