package dev.legwork.simulator.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.simulator.gateway.VenueHarness;
import dev.legwork.simulator.market.Board;
import dev.legwork.simulator.market.Quote;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class MatchingProperties {
  private static final Product STOCK = new Product.Single(VenueHarness.TWX);
  private static final Product.Combo CONVERSION =
      new Product.Combo(
          "TWX",
          java.util.List.of(
              new ComboLeg(VenueHarness.TWX, Side.BUY, 100),
              new ComboLeg(VenueHarness.PUT, Side.BUY, 1),
              new ComboLeg(VenueHarness.CALL, Side.SELL, 1)));

  @Property
  void tradesAtTheQuoteInsideTheLimitAndNoMoreThanIsDisplayed(
      @ForAll Side side,
      @ForAll @IntRange(min = 1, max = 200) int limit,
      @ForAll @IntRange(min = 1, max = 200) int bid,
      @ForAll @IntRange(max = 50) int spread,
      @ForAll @LongRange(max = 500) long bidSize,
      @ForAll @LongRange(max = 500) long askSize,
      @ForAll @LongRange(min = 1, max = 1000) long quantity) {
    var board = new Board();
    board.update(VenueHarness.TWX, Quote.of(cents(bid), bidSize, cents(bid + spread), askSize));
    BigDecimal opposite = side == Side.BUY ? cents(bid + spread) : cents(bid);
    long displayed = side == Side.BUY ? askSize : bidSize;
    boolean marketable = side == Side.BUY ? bid + spread <= limit : bid >= limit;

    Optional<Matching.Trade> trade =
        Matching.match(order(STOCK, side, quantity, cents(limit)), board);

    if (marketable && displayed > 0) {
      assertThat(trade).isPresent();
      assertThat(trade.get().price()).isEqualByComparingTo(opposite);
      assertThat(trade.get().quantity()).isEqualTo(Math.min(quantity, displayed));
    } else {
      assertThat(trade).isEmpty();
    }
  }

  @Property
  void takesNoSizeTwiceUntilTheNextQuote(
      @ForAll @LongRange(min = 1, max = 100) long displayed,
      @ForAll @LongRange(min = 1, max = 100) long first,
      @ForAll @LongRange(min = 1, max = 100) long second) {
    var board = new Board();
    var quote = Quote.of(cents(10), displayed, cents(11), displayed);
    board.update(VenueHarness.TWX, quote);

    long traded = trade(board, first) + trade(board, second);

    assertThat(traded).isEqualTo(Math.min(displayed, first + second));
    board.update(VenueHarness.TWX, quote);
    assertThat(trade(board, second)).isEqualTo(Math.min(displayed, second));
  }

  private static long trade(Board board, long quantity) {
    Optional<Matching.Trade> trade =
        Matching.match(order(STOCK, Side.BUY, quantity, cents(11)), board);
    trade.ifPresent(t -> Matching.take(t, board));
    return trade.map(Matching.Trade::quantity).orElse(0L);
  }

  @Property
  void tradesACombinationInWholeUnitsInsideItsNetLimit(
      @ForAll Side side,
      @ForAll @IntRange(min = 6_800, max = 7_200) int limit,
      @ForAll @IntRange(min = 6_800, max = 7_100) int stock,
      @ForAll @IntRange(min = 50, max = 200) int put,
      @ForAll @IntRange(min = 50, max = 200) int call,
      @ForAll @LongRange(max = 600) long stockSize,
      @ForAll @LongRange(max = 6) long optionSize,
      @ForAll @LongRange(min = 1, max = 8) long quantity) {
    var board = new Board();
    board.update(VenueHarness.TWX, quote(stock, stockSize));
    board.update(VenueHarness.PUT, quote(put, optionSize));
    board.update(VenueHarness.CALL, quote(call, optionSize));
    int net = side == Side.BUY ? stock + 1 + put + 1 - call : stock + put - call - 1;
    long units = Math.min(quantity, Math.min(stockSize / 100, optionSize));
    boolean marketable = side == Side.BUY ? net <= limit : net >= limit;

    Optional<Matching.Trade> trade =
        Matching.match(order(CONVERSION, side, quantity, cents(limit)), board);

    assertThat(trade.isPresent()).isEqualTo(marketable && units > 0);
    trade.ifPresent(
        t -> {
          assertThat(t.price()).isEqualByComparingTo(cents(net));
          assertThat(t.legs())
              .extracting(Matching.LegTrade::quantity)
              .containsExactly(100 * units, units, units);
        });
  }

  private static Quote quote(int bid, long size) {
    return Quote.of(cents(bid), size, cents(bid + 1), size);
  }

  private static Order order(Product product, Side side, long quantity, BigDecimal limit) {
    var terms =
        new OrderTerms(
            "DU1",
            product,
            side,
            quantity,
            OrderType.LIMIT,
            limit,
            null,
            TimeInForce.DAY,
            null,
            "");
    return Order.accepted(1, 1, 1, 1, terms, Instant.EPOCH, new Reception(0, 0));
  }

  private static BigDecimal cents(int cents) {
    return BigDecimal.valueOf(cents, 2);
  }
}
