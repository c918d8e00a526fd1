package dev.legwork.decision;

import dev.legwork.book.OrderBookEntry;
import dev.legwork.book.TradeBook;
import dev.legwork.order.OrderStatus;
import dev.legwork.saga.Reason;
import dev.legwork.saga.ReasonCode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Why legs ended at the broker without having filled. Only what the broker refused was rejected:
 * entry orders also expire there by themselves, later than the trade's deadline (GTD), which shows
 * when nobody was there to withdraw them at it; and somebody may cancel them at the broker. Orders
 * that never rest (MARKET pricing) end by themselves.
 */
final class EndedLegs {
  /** Whoever is there withdraws the orders within this of the deadline. */
  private static final Duration PROMPT = Duration.ofSeconds(2);

  private final Clocking clocking;
  private final Instant deadline;
  private final Instant now;

  private EndedLegs(TradeBook book, Clocking clocking, Instant now) {
    this.clocking = clocking;
    this.deadline = clocking.deadline(book.request().timeouts());
    this.now = now;
  }

  /**
   * The reason that orders which have ended, by the venue's word or by proof, give a trade to end.
   * An order ended in time if the desk heard of that in time, whenever the trade learns of it.
   */
  static Optional<Reason> reason(TradeBook book, Clocking clocking, Instant now) {
    List<OrderBookEntry> ended = ended(book);
    return ended.isEmpty()
        ? Optional.empty()
        : rejected(ended)
            .or(() -> Optional.of(new EndedLegs(book, clocking, now).ofThemselvesOrNot(ended)));
  }

  /** That the broker refused the order of a leg. */
  static Optional<Reason> rejected(TradeBook book) {
    return rejected(ended(book));
  }

  /**
   * Of each leg the latest order counts, with its siblings: one that has a successor was ended by
   * ourselves.
   */
  private static List<OrderBookEntry> ended(TradeBook book) {
    return book.legs().stream()
        .filter(leg -> !leg.isFilled() && !leg.orders().isEmpty())
        .flatMap(leg -> leg.latest().stream())
        .distinct()
        .filter(EndedLegs::hasEndedUnfilled)
        .toList();
  }

  private static Optional<Reason> rejected(List<OrderBookEntry> ended) {
    return ended.stream()
        .filter(order -> order.rejection() != null)
        .findFirst()
        .map(order -> new Reason(ReasonCode.LEG_REJECTED, rejectedText(order)));
  }

  private Reason ofThemselvesOrNot(List<OrderBookEntry> ended) {
    List<OrderBookEntry> rested =
        ended.stream().filter(order -> !order.intent().immediate()).toList();
    return rested.isEmpty()
        ? new Reason(
            ReasonCode.NOT_FILLED_AT_ONCE,
            "%s traded at once only in part or not at all, and an order priced MARKET does not rest"
                .formatted(legs(ended)))
        : earlyOrLate(rested);
  }

  private Reason earlyOrLate(List<OrderBookEntry> ended) {
    List<OrderBookEntry> inTime =
        ended.stream().filter(order -> end(order).isBefore(deadline)).toList();
    return inTime.isEmpty() ? late(ended) : early(inTime);
  }

  private Instant end(OrderBookEntry order) {
    return clocking.endOf(order.intent().ref(), now);
  }

  private static boolean hasEndedUnfilled(OrderBookEntry order) {
    return (order.isAnsweredTerminal() || order.isOver())
        && !order.isAbsent()
        && order.executed().compareTo(order.intent().quantity()) < 0
        && !isFilledWithoutExecutions(order);
  }

  /** Status Filled whose executions have not arrived: they will, so this ends nothing. */
  private static boolean isFilledWithoutExecutions(OrderBookEntry order) {
    return order.status() == OrderStatus.FILLED && !order.verdict().isOver();
  }

  private static String rejectedText(OrderBookEntry order) {
    return "the broker rejected " + order.intent().ref().leg() + ": " + order.rejection();
  }

  private Reason early(List<OrderBookEntry> ended) {
    return new Reason(
        ReasonCode.CANCELLED_AT_BROKER,
        "%s, as was heard at %s; %s, and the trade's time was not over"
            .formatted(
                wasEnded("the broker, or somebody there,", ended),
                heard(ended),
                isAnswered(ended) ? "it refused nothing" : "nothing was refused"));
  }

  private Reason late(List<OrderBookEntry> ended) {
    boolean away = now.isAfter(deadline.plus(PROMPT));
    return new Reason(
        ReasonCode.TIMEOUT,
        "%s, as was heard at %s: %s time in the market was over at %s%s"
            .formatted(
                wasEnded("the broker", ended),
                heard(ended),
                ended.size() == 1 ? "its" : "their",
                clock(deadline),
                away ? ", while Legwork was away" : ""));
  }

  /** Of the first of them. */
  private String heard(List<OrderBookEntry> ended) {
    return clock(ended.stream().map(this::end).min(Comparator.naturalOrder()).orElse(now));
  }

  /** Nothing is said of the broker where the broker said nothing: a person may have settled it. */
  private static String wasEnded(String who, List<OrderBookEntry> ended) {
    if (isAnswered(ended)) {
      return who + " ended " + unfilled(ended);
    }
    return "%s %s proven over, %s"
        .formatted(legs(ended), ended.size() == 1 ? "is" : "are", unfilledOnly(ended));
  }

  private static boolean isAnswered(List<OrderBookEntry> ended) {
    return ended.stream().allMatch(OrderBookEntry::isAnsweredTerminal);
  }

  private static String unfilled(List<OrderBookEntry> ended) {
    return legs(ended) + " " + unfilledOnly(ended);
  }

  private static String unfilledOnly(List<OrderBookEntry> ended) {
    boolean none = ended.stream().noneMatch(OrderBookEntry::hasExecuted);
    return none ? "unfilled" : "before " + (ended.size() == 1 ? "it was" : "they were") + " filled";
  }

  private static String legs(List<OrderBookEntry> ended) {
    return ended.stream().map(EndedLegs::progress).collect(Collectors.joining(" and "));
  }

  private static String progress(OrderBookEntry order) {
    Integer child = order.intent().child();
    String leg = order.intent().ref().leg() + (child == null ? "" : " child " + child);
    return !order.hasExecuted()
        ? leg
        : "%s (%s of %s)"
            .formatted(
                leg, order.executed().toPlainString(), order.intent().quantity().toPlainString());
  }

  private static String clock(Instant at) {
    String text = at.truncatedTo(ChronoUnit.SECONDS).toString();
    return text.substring(text.indexOf('T') + 1, text.length() - 1) + " UTC";
  }
}
