package dev.legwork.hedge;

import static dev.legwork.Conversion.d;
import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.Conversion;
import dev.legwork.book.TradeBook;
import dev.legwork.decision.Policy;
import dev.legwork.num.Decimals;
import dev.legwork.order.Fill;
import dev.legwork.order.OrderEvent;
import dev.legwork.order.PlacedOrder;
import dev.legwork.order.WriteOutcome;
import dev.legwork.quote.Quote;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.unwind.Kept;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** A conversion of five units with any part of it executed, at any price of the stock. */
class HedgeTermsProperties {
  private static final ExecutionRequest FIVE = Conversion.units(5, "69.72");
  private static final LocalDate TODAY = LocalDate.of(2014, 6, 6);

  /** Invariant 11, whatever was hedged before and however the market moves. */
  @Property(tries = 1000)
  void neverHoldsMoreThanIsUncovered(
      @ForAll @IntRange(max = 500) int stock,
      @ForAll @IntRange(max = 5) int puts,
      @ForAll @IntRange(max = 5) int calls,
      @ForAll @IntRange(min = 100, max = 20_000) int cents,
      @ForAll @IntRange(min = -500, max = 500) int held) {
    List<Uncovered.Position> uncovered = Uncovered.of(book(stock, puts, calls), Kept.NOTHING);
    HedgeTerms terms = terms(uncovered, cents);
    BigDecimal options =
        uncovered.stream()
            .filter(one -> one.leg().leg().contract().isOption())
            .map(one -> one.shares().abs())
            .reduce(BigDecimal.ZERO, BigDecimal::add);

    BigDecimal add = terms.toAdd(d("" + held));
    BigDecimal off = terms.toTakeOff(d("" + held));

    assertThat(terms.target().abs()).isLessThanOrEqualTo(options);
    assertThat(Decimals.isWhole(terms.target())).isTrue();
    assertThat(add.signum() == 0 || off.signum() == 0).as("one thing at a time").isTrue();
    if (add.signum() != 0) {
      assertThat(d("" + held).add(add).abs()).isLessThanOrEqualTo(options);
      assertThat(add.signum()).isEqualTo(terms.target().signum());
    }
    if (off.signum() != 0) {
      assertThat(d("" + held).add(off).signum() * held).as("not through zero").isNotNegative();
    }
    if (Decimals.isZero(add) && Decimals.isZero(off)) {
      assertThat(d("" + held)).isEqualByComparingTo(terms.target());
    }
  }

  /** Stock of its own covers a short call, and is needed for it. */
  @Property(tries = 500)
  void leavesCoveredPairsAlone(
      @ForAll @IntRange(max = 5) int calls, @ForAll @IntRange(min = 100, max = 20_000) int cents) {
    List<Uncovered.Position> uncovered = Uncovered.of(book(calls * 100, 0, calls), Kept.NOTHING);

    assertThat(uncovered).isEmpty();
    assertThat(terms(uncovered, cents).target()).isEqualByComparingTo("0");
  }

  /** Buying stock for the put's delta would open what the put protects. */
  @Property(tries = 100)
  void buysNoStockForAPutThatProtectsStock(
      @ForAll @IntRange(max = 5) int puts, @ForAll @IntRange(max = 5) int lots) {
    List<Uncovered.Position> uncovered = Uncovered.of(book(lots * 100, puts, 0), Kept.NOTHING);

    HedgeTerms terms = terms(uncovered, 6_959);
    assertThat(terms.most()).isEqualByComparingTo(d("" + 100 * Math.max(0, puts - lots)));
    assertThat(terms.target().signum()).isEqualTo(puts > lots ? 1 : 0);
  }

  /** fault O28: a quote that is too old, too wide or from a halt tells no price. */
  @Property(tries = 500)
  void goesByTheEntryPriceWhereNoQuoteIsToBeBelieved(
      @ForAll @IntRange(min = 1, max = 500) int bid,
      @ForAll @IntRange(min = 26, max = 20_000) int spread,
      @ForAll @IntRange(min = 5_000, max = 9_000) int cents,
      @ForAll boolean fresh,
      @ForAll boolean halted) {
    Duration age = fresh ? Duration.ZERO : Policy.DEFAULT.quoteMaxAge().plusMillis(1);
    int width = fresh && !halted ? Math.max(spread, 2 * bid) : spread;
    Quote quote =
        new Quote(
            BigDecimal.valueOf(bid, 2),
            d("10"),
            age,
            BigDecimal.valueOf(bid + width, 2),
            d("10"),
            age,
            halted);
    List<Uncovered.Position> uncovered = Uncovered.of(book(0, 0, 3), Kept.NOTHING);

    assertThat(terms(uncovered, cents, Map.of("call", quote)))
        .isEqualTo(terms(uncovered, cents, Map.of()));
  }

  private static HedgeTerms terms(List<Uncovered.Position> uncovered, int cents) {
    return terms(uncovered, cents, Conversion.quotes());
  }

  private static HedgeTerms terms(
      List<Uncovered.Position> uncovered, int cents, Map<String, Quote> quotes) {
    BigDecimal spot = BigDecimal.valueOf(cents, 2);
    return HedgeTerms.of(uncovered, spot, quotes, Policy.DEFAULT.quoteMaxAge(), TODAY);
  }

  private static TradeBook book(int stock, int puts, int calls) {
    TradeBook book = TradeBook.of(FIVE).placed(Conversion.entries(FIVE), WriteOutcome.WRITTEN);
    for (PlacedOrder order : Conversion.entries(FIVE)) {
      int quantity =
          switch (order.ref().leg()) {
            case "stock" -> stock;
            case "put" -> puts;
            default -> calls;
          };
      if (quantity > 0) {
        Fill fill =
            new Fill(
                order.ref() + ".01",
                order.intent().side(),
                Decimals.of(quantity),
                order.intent().limit(),
                Instant.EPOCH);
        book = book.with(new OrderEvent.Filled(order.ref(), fill, fill.quantity(), 1));
      }
    }
    return book;
  }
}
