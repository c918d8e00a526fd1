package dev.legwork.simulator.orders;

import dev.legwork.simulator.market.Board;
import dev.legwork.simulator.market.Book;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How an order meets the displayed quotes: at the quote and never better, inside the limit and
 * never worse, and only as much as is displayed.
 */
public final class Matching {
  private Matching() {}

  /** Trade of one contract. */
  public record LegTrade(ComboLeg leg, Side side, long quantity, BigDecimal price) {}

  /**
   * What trades now.
   *
   * @param quantity shares, contracts or combinations
   * @param price USD per share; for a combination its net price
   */
  public record Trade(long quantity, BigDecimal price, List<LegTrade> legs) {}

  /**
   * The trade that the order makes at once; empty if the quotes do not reach its limit, if nothing
   * is displayed or trading is halted, or if a FOK order would not fill completely.
   */
  public static Optional<Trade> match(Order order, Board board) {
    OrderTerms terms = order.terms();
    long quantity = Math.min(order.remaining(), displayed(terms, board));
    if (quantity <= 0 || !order.triggered()) {
      return Optional.empty();
    }
    if (terms.tif() == TimeInForce.FOK && quantity < order.remaining()) {
      return Optional.empty();
    }
    BigDecimal price = price(terms, board);
    if (price == null || !inside(terms, price)) {
      return Optional.empty();
    }
    return Optional.of(new Trade(quantity, price, legTrades(terms, quantity, board)));
  }

  /** Takes what the trade uses from the books. */
  public static void take(Trade trade, Board board) {
    for (LegTrade leg : trade.legs()) {
      board.book(leg.leg().instrument()).take(leg.side(), leg.quantity());
    }
  }

  /**
   * Whether the quotes have reached the order's stop price: the offer for a BUY, the bid for a
   * SELL.
   */
  public static boolean reachesStop(OrderTerms terms, Board board) {
    if (!(terms.product() instanceof Product.Single single)) {
      return false;
    }
    BigDecimal quote = board.book(single.instrument()).opposite(terms.side());
    return quote != null && quote.subtract(terms.stop()).signum() * terms.side().sign() >= 0;
  }

  /** The price at which one unit would trade at once, USD per share; null if there is none. */
  public static BigDecimal price(OrderTerms terms, Board board) {
    return switch (terms.product()) {
      case Product.Single single -> board.book(single.instrument()).opposite(terms.side());
      case Product.Combo combo ->
          combo.net(leg -> board.book(leg.instrument()).opposite(leg.side().within(terms.side())));
    };
  }

  private static boolean inside(OrderTerms terms, BigDecimal price) {
    return terms.limit() == null
        || price.subtract(terms.limit()).signum() * terms.side().sign() <= 0;
  }

  private static long displayed(OrderTerms terms, Board board) {
    long units = Long.MAX_VALUE;
    for (ComboLeg leg : terms.product().legs()) {
      Book book = board.book(leg.instrument());
      units = Math.min(units, book.size(leg.side().within(terms.side())) / leg.ratio());
    }
    return units;
  }

  private static List<LegTrade> legTrades(OrderTerms terms, long quantity, Board board) {
    var trades = new ArrayList<LegTrade>();
    for (ComboLeg leg : terms.product().legs()) {
      Side side = leg.side().within(terms.side());
      BigDecimal price = board.book(leg.instrument()).opposite(side);
      trades.add(new LegTrade(leg, side, quantity * leg.ratio(), price));
    }
    return trades;
  }
}
