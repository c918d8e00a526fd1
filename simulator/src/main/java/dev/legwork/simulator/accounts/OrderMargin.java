package dev.legwork.simulator.accounts;

import dev.legwork.simulator.contracts.Instrument;
import dev.legwork.simulator.orders.ComboLeg;
import dev.legwork.simulator.orders.OrderTerms;
import dev.legwork.simulator.orders.Product;
import dev.legwork.simulator.orders.Side;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/** What orders would do to an account's margin if they filled at their limit. */
public final class OrderMargin {
  private final Marks marks;

  public OrderMargin(Marks marks) {
    this.marks = marks;
  }

  /**
   * An account before and after an order.
   *
   * @param commission USD
   */
  public record Preview(Valuation before, Valuation after, BigDecimal commission) {

    /** How much of the available funds the order uses up, USD; negative when it frees some. */
    public BigDecimal used() {
      return before.availableFunds().subtract(after.availableFunds());
    }
  }

  /** The account before and after this much of an order. */
  public Preview preview(Account account, OrderTerms terms, long quantity) {
    Map<Integer, BigDecimal> prices = prices(terms);
    Marks asIfFilled = overlaid(prices);
    Account after = account.copy();
    BigDecimal commission = BigDecimal.ZERO;
    for (ComboLeg leg : terms.product().legs()) {
      BigDecimal price = prices.get(leg.instrument().conId());
      long traded = quantity * leg.ratio();
      BigDecimal fee = fee(leg.instrument(), traded, price);
      commission = commission.add(fee);
      after.trade(leg.instrument(), leg.side().within(terms.side()), traded, price, fee);
    }
    return new Preview(
        Valuation.of(account, asIfFilled), Valuation.of(after, asIfFilled), commission);
  }

  private static BigDecimal fee(Instrument instrument, long traded, BigDecimal price) {
    return Commissions.ofOrder(instrument, traded, price.multiply(BigDecimal.valueOf(traded)));
  }

  /**
   * What a live order holds back, USD: as if it filled, uncovered by anything else; nothing for the
   * part that closes a position.
   */
  public BigDecimal reserve(Account account, OrderTerms terms, long remaining) {
    long opening = remaining - closing(account, terms, remaining);
    if (opening == 0) {
      return BigDecimal.ZERO;
    }
    Account empty = new Account(account.name(), BigDecimal.ZERO);
    return preview(empty, terms, opening).used().max(BigDecimal.ZERO);
  }

  private static long closing(Account account, OrderTerms terms, long remaining) {
    return switch (terms.product()) {
      case Product.Single single ->
          account.position(single.instrument()).closing(terms.side(), remaining);
      case Product.Combo combo -> closingUnits(account, terms.side(), combo, remaining);
    };
  }

  private static long closingUnits(
      Account account, Side side, Product.Combo combo, long remaining) {
    long units = remaining;
    for (ComboLeg leg : combo.legs()) {
      long wanted = remaining * leg.ratio();
      Position held = account.position(leg.instrument());
      units = Math.min(units, held.closing(leg.side().within(side), wanted) / leg.ratio());
    }
    return units;
  }

  /** A single contract at the order's limit, a combination's legs at their marks. */
  private Map<Integer, BigDecimal> prices(OrderTerms terms) {
    var prices = new HashMap<Integer, BigDecimal>();
    for (ComboLeg leg : terms.product().legs()) {
      prices.put(leg.instrument().conId(), legPrice(terms, leg.instrument()));
    }
    return prices;
  }

  private BigDecimal legPrice(OrderTerms terms, Instrument instrument) {
    BigDecimal mark = marks.mark(instrument);
    if (terms.product() instanceof Product.Single && terms.limit() != null) {
      return terms.limit();
    }
    return mark != null ? mark : BigDecimal.ZERO;
  }

  private Marks overlaid(Map<Integer, BigDecimal> prices) {
    return new Marks() {
      @Override
      public BigDecimal mark(Instrument instrument) {
        BigDecimal price = prices.get(instrument.conId());
        return price != null ? price : marks.mark(instrument);
      }

      @Override
      public BigDecimal underlying(String symbol) {
        return marks.underlying(symbol);
      }
    };
  }
}
