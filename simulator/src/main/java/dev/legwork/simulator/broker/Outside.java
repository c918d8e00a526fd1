package dev.legwork.simulator.broker;

import dev.legwork.simulator.contracts.Instrument;
import dev.legwork.simulator.orders.Side;
import java.math.BigDecimal;

/**
 * What happens in an account and was not asked for by the client under test.
 *
 * @param side of the trade or transfer; not read by exercises and assignments
 * @param quantity shares or contracts; positive
 * @param price USD per share at which it trades or counts; null: at the market's quotes
 * @param filled how much of an order with a price trades at once; null for all
 * @param clientId of an order of another client
 * @param orderRef of an order; may be empty
 */
public record Outside(
    Kind kind,
    String account,
    Instrument instrument,
    Side side,
    long quantity,
    BigDecimal price,
    Long filled,
    int clientId,
    String orderRef) {

  /** What it is. */
  public enum Kind {
    /** An order of another client id. */
    CLIENT,
    /** An order made at the broker's screen: client id 0, order id 0. */
    MANUAL,
    /** The broker closes a position: client id 0, order id 0, and the execution says so. */
    LIQUIDATION,
    /** Positions come or go without order and execution. */
    TRANSFER,
    /** The holder exercises a long option. */
    EXERCISE,
    /** A short option is assigned. */
    ASSIGNMENT
  }

  public Outside {
    if (quantity <= 0) {
      throw new IllegalArgumentException("quantity must be positive");
    }
    if (filled != null && (price == null || filled < 0 || filled > quantity)) {
      throw new IllegalArgumentException("filled needs a price, and is at most the quantity");
    }
    if (kind == Kind.TRANSFER && price == null) {
      throw new IllegalArgumentException("a transfer needs the price it counts at");
    }
    if ((kind == Kind.EXERCISE || kind == Kind.ASSIGNMENT) && !instrument.isOption()) {
      throw new IllegalArgumentException("only options are exercised");
    }
  }
}
