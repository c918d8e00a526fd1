package dev.legwork.decision;

import static dev.legwork.Conversion.d;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.legwork.Conversion;
import dev.legwork.book.TradeBook;
import dev.legwork.order.Fill;
import dev.legwork.order.OrderEvent;
import dev.legwork.order.OrderSnapshot;
import dev.legwork.order.PlacedOrder;
import dev.legwork.order.Verdict;
import dev.legwork.order.WriteOutcome;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.PartialPolicy;
import dev.legwork.request.Placing;
import dev.legwork.request.Pricing;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CompletionTermsTest {
  private static final Map<String, BigDecimal> EXPECTED =
      Map.of("stock", d("69.60"), "put", d("1.20"), "call", d("1.20"));
  private static final ExecutionRequest ONE_UNIT = Conversion.units(1, "69.72");

  @Test
  void sellsTheMissingLegForWhatTheBoundNeedsAtLeast() {
    // 69.60 + 1.20 paid; 70.80 − 69.72 = 1.08 have to come in.
    assertThat(terms(ONE_UNIT, "call").worst()).isEqualByComparingTo("1.08");
  }

  @Test
  void buysTheMissingLegForWhatTheBoundLeavesAtMost() {
    // 1.20 − 1.20; 69.72 are left for the stock.
    assertThat(terms(ONE_UNIT, "stock").worst()).isEqualByComparingTo("69.72");
  }

  @Test
  void countsWhatTheMissingLegExecutedAlready() {
    ExecutionRequest five = Conversion.units(5, "69.72");
    TradeBook book = book(five, "call");
    book = filled(book, five, "call", 2, "1.30");

    CompletionTerms terms = CompletionTerms.of(book, EXPECTED);

    assertThat(terms.missing()).isEqualByComparingTo("3");
    // 5 × 108 are needed and 2 × 130 have come in: 280 of 3 contracts, rounded to the safe side
    assertThat(terms.worst()).isEqualByComparingTo("0.933334");
  }

  @Test
  void leavesTheLeastProfitBelowTheBreakEven() {
    // 69.75 − 0.10 is stricter than 69.72
    assertThat(terms(with("69.75", "0.10", "0.1", "0.1"), "call").worst())
        .isEqualByComparingTo("1.15");
    assertThat(terms(with("69.90", "0.10", "0.1", "0.1"), "call").worst())
        .as("netLimit stays the authority")
        .isEqualByComparingTo("1.08");
  }

  @Test
  void letsNoLegSlipFurtherThanItsGuard() {
    // Gross is 72.00; 0.1 % of it is 0.072 below 1.20.
    assertThat(terms(with(null, null, "0.001", "0.1"), "call").worst())
        .isEqualByComparingTo("1.128");
  }

  @Test
  void letsAllLegsTogetherSlipNoFurtherThanTheirGuard() {
    ExecutionRequest request = with(null, null, "0.1", "0.001");
    TradeBook book = filled(book(request, "call", "stock"), request, "stock", 100, "69.63");

    // The stock slipped by 0.03 of the 0.072 already.
    assertThat(CompletionTerms.of(book, EXPECTED).worst()).isEqualByComparingTo("1.158");
  }

  @Test
  void knowsWhenNoPriceIsLowEnough() {
    ExecutionRequest credit = Conversion.units(1, "-5");

    assertThat(terms(credit, "stock").worst()).isNull();
  }

  @Test
  void asksForAProofOfAllOrdersFirst() {
    TradeBook live =
        TradeBook.of(ONE_UNIT).placed(Conversion.entries(ONE_UNIT), WriteOutcome.WRITTEN);

    assertThatThrownBy(() -> CompletionTerms.of(live, EXPECTED))
        .isInstanceOf(IllegalStateException.class);
  }

  private static CompletionTerms terms(ExecutionRequest request, String missing) {
    return CompletionTerms.of(book(request, missing), EXPECTED);
  }

  private static ExecutionRequest with(
      String breakEven, String minProfit, String legSlippage, String groupSlippage) {
    PartialPolicy usual = PartialPolicy.DEFAULT;
    return Conversion.with(
        ONE_UNIT,
        Placing.PARALLEL,
        Pricing.LIMIT,
        breakEven == null ? null : d(breakEven),
        new PartialPolicy(
            usual.allButOne(),
            minProfit == null ? usual.minProfit() : d(minProfit),
            usual.payUpTicks(),
            usual.payUpCap(),
            usual.completeWithin(),
            usual.units(),
            d(legSlippage),
            d(groupSlippage),
            usual.hedge()));
  }

  /** All legs filled at their limits but these, whose orders are proven over. */
  private static TradeBook book(ExecutionRequest request, String... missing) {
    List<String> without = List.of(missing);
    TradeBook book =
        TradeBook.of(request).placed(Conversion.entries(request), WriteOutcome.WRITTEN);
    for (PlacedOrder order : Conversion.entries(request)) {
      String leg = order.ref().leg();
      if (without.contains(leg)) {
        book =
            book.with(
                new OrderSnapshot(
                    Map.of(order.ref(), Verdict.PROVEN_TERMINAL), List.of(), Map.of(), List.of()));
      } else {
        book =
            filled(
                book,
                request,
                leg,
                order.intent().quantity().intValueExact(),
                order.intent().limit().toPlainString());
      }
    }
    return book;
  }

  private static TradeBook filled(
      TradeBook book, ExecutionRequest request, String leg, int quantity, String price) {
    Fill fill =
        new Fill(leg + ".01", request.leg(leg).action(), d("" + quantity), d(price), Instant.EPOCH);
    return book.with(new OrderEvent.Filled(Conversion.entry(leg), fill, fill.quantity(), 1));
  }
}
