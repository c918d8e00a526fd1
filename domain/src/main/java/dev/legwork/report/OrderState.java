package dev.legwork.report;

import dev.legwork.book.OrderBookEntry;
import dev.legwork.num.Decimals;
import dev.legwork.order.OrderStatus;
import dev.legwork.order.Verdict;

/** An order's life in one word, for people and programs outside. */
public enum OrderState {
  /** Stored and sent, not confirmed yet. */
  PENDING,
  WORKING,
  PENDING_CANCEL,
  /** Not working, and may come back to life. */
  INACTIVE,
  FILLED,
  /** The rest was cancelled, or ended at its expiry. */
  CANCELLED,
  /** The venue refused it. */
  REJECTED,
  /** It never reached the market. */
  NOT_SENT,
  /** It may have reached the market and nobody can tell. */
  UNKNOWN;

  /** The word for what a book knows. */
  public static OrderState of(OrderBookEntry order) {
    if (isFilled(order)) {
      return FILLED;
    }
    if (order.rejection() != null) {
      return REJECTED;
    }
    return order.status() == null ? unheardOf(order) : of(order.status(), order);
  }

  private static boolean isFilled(OrderBookEntry order) {
    return Decimals.isPositive(order.executed())
        && order.executed().compareTo(order.intent().quantity()) >= 0;
  }

  private static OrderState unheardOf(OrderBookEntry order) {
    return switch (order.verdict()) {
      case PROVEN_ABSENT, NEVER_INTENDED -> NOT_SENT;
      case PROVEN_TERMINAL -> CANCELLED;
      case UNKNOWN -> UNKNOWN;
      case LIVE ->
          switch (order.written()) {
            case WRITTEN -> PENDING;
            case NOT_WRITTEN -> NOT_SENT;
            case UNKNOWN -> UNKNOWN;
          };
    };
  }

  private static OrderState of(OrderStatus status, OrderBookEntry order) {
    boolean over = order.verdict() == Verdict.PROVEN_TERMINAL;
    return switch (status) {
      case PENDING -> over ? CANCELLED : PENDING;
      case WORKING -> over ? CANCELLED : WORKING;
      case PENDING_CANCEL -> over ? CANCELLED : PENDING_CANCEL;
      case INACTIVE -> over ? CANCELLED : INACTIVE;
      case CANCELLED -> CANCELLED;
      // Said to be filled while executions are still missing: it has ended, they are to come.
      case FILLED -> FILLED;
    };
  }
}
