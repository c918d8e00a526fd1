package dev.legwork.decision;

import dev.legwork.book.OrderBookEntry;
import dev.legwork.book.TradeBook;
import dev.legwork.num.Decimals;
import dev.legwork.order.OrderStatus;
import dev.legwork.saga.Reason;
import dev.legwork.saga.ReasonCode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Why legs ended at the broker without having filled. Only what the broker refused was rejected:
 * entry orders also expire there by themselves, later than the trade's deadline (GTD), which shows
 * when nobody was there to withdraw them at it; and somebody may cancel them at the broker.
 */
final class EndedLegs {
  /** Whoever is there withdraws the orders within this of the deadline. */
  private static final Duration PROMPT = Duration.ofSeconds(2);

  private EndedLegs() {}

  /**
   * The reason that orders which have ended, by the venue's word or by proof, give a trade to end.
   *
   * @param deadline by which the legs were to be filled
   */
  static Optional<Reason> reason(TradeBook book, Instant deadline, Instant now) {
    List<OrderBookEntry> ended =
        book.legs().stream()
            .filter(leg -> !leg.isFilled())
            .flatMap(leg -> leg.orders().stream())
            .filter(EndedLegs::hasEndedUnfilled)
            .toList();
    if (ended.isEmpty()) {
      return Optional.empty();
    }
    Optional<Reason> rejected =
        ended.stream()
            .filter(order -> order.rejection() != null)
            .findFirst()
            .map(order -> new Reason(ReasonCode.LEG_REJECTED, rejectedText(order)));
    return rejected.or(
        () -> Optional.of(now.isBefore(deadline) ? early(ended, now) : late(ended, deadline, now)));
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

  private static Reason early(List<OrderBookEntry> ended, Instant now) {
    return new Reason(
        ReasonCode.CANCELLED_AT_BROKER,
        ("the broker, or somebody there, ended %s, as was seen at %s;"
                + " it refused nothing, and the trade's time was not over")
            .formatted(unfilled(ended), clock(now)));
  }

  private static Reason late(List<OrderBookEntry> ended, Instant deadline, Instant now) {
    boolean away = now.isAfter(deadline.plus(PROMPT));
    return new Reason(
        ReasonCode.TIMEOUT,
        "the broker ended %s, as was seen at %s: %s time in the market was over at %s%s"
            .formatted(
                unfilled(ended),
                clock(now),
                ended.size() == 1 ? "its" : "their",
                clock(deadline),
                away ? ", while Legwork was away" : ""));
  }

  private static String unfilled(List<OrderBookEntry> ended) {
    boolean none = ended.stream().allMatch(order -> Decimals.isZero(order.executed()));
    String legs = ended.stream().map(EndedLegs::progress).collect(Collectors.joining(" and "));
    return none
        ? legs + " unfilled"
        : legs + " before " + (ended.size() == 1 ? "it was" : "they were") + " filled";
  }

  private static String progress(OrderBookEntry order) {
    String leg = order.intent().ref().leg();
    return Decimals.isZero(order.executed())
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
