package dev.legwork.unwind;

import static dev.legwork.Conversion.d;
import static dev.legwork.Conversion.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.legwork.Conversion;
import dev.legwork.book.TradeBook;
import dev.legwork.decision.Policy;
import dev.legwork.num.Decimals;
import dev.legwork.order.Fill;
import dev.legwork.order.OrderEvent;
import dev.legwork.order.OrderIntent;
import dev.legwork.order.OrderRef;
import dev.legwork.order.PlacedOrder;
import dev.legwork.order.Side;
import dev.legwork.order.Verdict;
import dev.legwork.order.WriteOutcome;
import dev.legwork.quote.Quote;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.RequestedLeg;
import dev.legwork.saga.ReasonCode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnwindPlanTest {
  private static final ExecutionRequest FIVE_UNITS = Conversion.units(5, "69.72");

  @Test
  void buysTheShortCallBackAndSellsWhatCoversNothingFirst() {
    UnwindStep step = next(held(217, 3, 2), Conversion.quotes(), UnwindProgress.NONE);

    assertThat(labels(step))
        .containsExactly(
            "SELL 17 TWX @ 69.24",
            "SELL 3 TWX 20140620 70P @ 1.10",
            "BUY 2 TWX 20140620 70C @ 1.30");
  }

  @Test
  void sellsTheStockOnlyAfterTheCallsItCoversAreBoughtBack() {
    TradeBook short2 = held(200, 0, 2);
    UnwindStep.Send first =
        (UnwindStep.Send) next(short2, Conversion.quotes(), UnwindProgress.NONE);
    assertThat(labels(first)).containsExactly("BUY 2 TWX 20140620 70C @ 1.30");

    TradeBook short1 = executed(short2, first.wave().getFirst(), 1);
    UnwindStep.Send second = (UnwindStep.Send) next(short1, Conversion.quotes(), first.progress());

    assertThat(labels(second))
        .containsExactly("SELL 100 TWX @ 69.24", "BUY 1 TWX 20140620 70C @ 1.35");
  }

  /** An unwound reversal: the long call is sold only as the short stock is bought back. */
  @Test
  void sellsTheCallOnlyAfterTheShortStockItCoversIsBoughtBack() {
    TradeBook reversal = reversed(200, 1, 3);
    UnwindStep.Send first =
        (UnwindStep.Send) next(reversal, Conversion.quotes(), UnwindProgress.NONE);
    assertThat(labels(first))
        .containsExactly(
            "BUY 100 TWX @ 69.94",
            "BUY 1 TWX 20140620 70P @ 1.25",
            "SELL 1 TWX 20140620 70C @ 1.15");

    TradeBook after = reversal;
    for (OrderIntent intent : first.wave()) {
      after = executed(after, intent, intent.quantity().intValueExact());
    }
    UnwindStep.Send second = (UnwindStep.Send) next(after, Conversion.quotes(), first.progress());
    assertThat(labels(second))
        .containsExactly("BUY 100 TWX @ 69.94", "SELL 1 TWX 20140620 70C @ 1.15");

    after = executed(after, second.wave().getFirst(), 30);
    after = executed(after, second.wave().getLast(), 1);
    UnwindStep.Send third = (UnwindStep.Send) next(after, Conversion.quotes(), second.progress());
    assertThat(labels(third)).as("30 of 100 free no call").hasSize(1);

    after = executed(after, third.wave().getFirst(), 70);
    UnwindStep.Send fourth = (UnwindStep.Send) next(after, Conversion.quotes(), third.progress());
    assertThat(labels(fourth)).containsExactly("SELL 1 TWX 20140620 70C @ 1.15");
  }

  /** fault O18 */
  @Test
  void leavesWhatTheVenueOverFilledToPeople() {
    TradeBook two = held(0, 2, 0);
    UnwindStep.Send first = (UnwindStep.Send) next(two, Conversion.quotes(), UnwindProgress.NONE);

    TradeBook reversed = executed(two, first.wave().getFirst(), 3);

    assertThat(next(reversed, Conversion.quotes(), first.progress()))
        .isInstanceOfSatisfying(
            UnwindStep.Stuck.class,
            stuck -> assertThat(stuck.reason().code()).isEqualTo(ReasonCode.UNWIND_OVER_FILLED));
  }

  @Test
  void shortsThatCannotBeClosedKeepTheirCover() {
    Map<String, Quote> quotes = new HashMap<>(Conversion.quotes());
    quotes.put("call", Quote.none());

    UnwindStep step = next(held(500, 0, 5), quotes, UnwindProgress.NONE);

    assertThat(step)
        .isInstanceOfSatisfying(
            UnwindStep.Ask.class,
            ask -> assertThat(ask.reason().code()).isEqualTo(ReasonCode.NO_OPPOSITE_QUOTE));
  }

  /** fault S11, fault O28: one price alone is no market. */
  @ParameterizedTest
  @CsvSource({
    ", 99.99, there is no market for it but a stub",
    "0.50, 99.99, the bid is far away",
    "0.50, 1.65, the spread is wider than half the middle",
    "1.35, 1.25, crossed",
  })
  void buysNothingBackAtAPriceThatIsNoMarket(String bid, String ask, String why) {
    UnwindStep step = shortCall(Conversion.quote(bid, ask, 50));

    assertThat(step)
        .as(why)
        .isInstanceOfSatisfying(
            UnwindStep.Ask.class,
            asking -> {
              assertThat(asking.told()).isTrue();
              assertThat(asking.reason().code()).isEqualTo(ReasonCode.NO_OPPOSITE_QUOTE);
              assertThat(asking.reason().detail()).contains("call: ", ask);
            });
  }

  @Test
  void sellsNothingIntoALoneBidFarBelowWhatWasPaid() {
    UnwindStep step = longPut(Conversion.quote("0.05", "3.00", 50));

    assertThat(step).isInstanceOf(UnwindStep.Ask.class);
  }

  /** fault O24. */
  @Test
  void takesNoLimitFromAHaltedQuote() {
    assertThat(shortCall(aged(Duration.ZERO, Duration.ZERO, true)))
        .isInstanceOf(UnwindStep.Ask.class);
  }

  /** fault S10: a stale ask may be gone, and so may a stale bid that made the ask believable. */
  @Test
  void takesNoLimitFromAStaleQuote() {
    Duration stale = Policy.DEFAULT.quoteMaxAge().plusMillis(1);

    assertThat(shortCall(aged(Duration.ZERO, stale, false)))
        .isInstanceOfSatisfying(
            UnwindStep.Ask.class, ask -> assertThat(ask.told()).as("told").isFalse());
    assertThat(shortCall(aged(stale, Duration.ZERO, false))).isInstanceOf(UnwindStep.Ask.class);
    assertThat(shortCall(aged(Duration.ZERO, Policy.DEFAULT.quoteMaxAge(), false)))
        .isInstanceOf(UnwindStep.Send.class);
  }

  @Test
  void tellsQuotesThatWereNotToldFromThoseThatAreNone() {
    assertThat(shortCall(Quote.untold()))
        .isInstanceOfSatisfying(
            UnwindStep.Ask.class, ask -> assertThat(ask.told()).as("told").isFalse());
    assertThat(shortCall(Quote.none()))
        .isInstanceOfSatisfying(
            UnwindStep.Ask.class, ask -> assertThat(ask.told()).as("told").isTrue());
  }

  /** The call was sold at 1: the collar around that ends at 1.10. */
  @Test
  void believesALonePriceInsideTheCollarOfTheEntryAndGoesNoFurther() {
    assertThat(labels(shortCall(Conversion.quote(null, "1.10", 50))))
        .containsExactly("BUY 1 TWX 20140620 70C @ 1.10");
    assertThat(shortCall(Conversion.quote(null, "1.15", 50))).isInstanceOf(UnwindStep.Ask.class);
    assertThat(labels(longPut(Conversion.quote("0.90", null, 50))))
        .containsExactly("SELL 1 TWX 20140620 70P @ 0.90");
  }

  /** Wide for their price, and quoted so every day. */
  @Test
  void closesCheapOptionsThatAreQuotedWide() {
    assertThat(labels(shortCall(Conversion.quote("0.05", "0.15", 50))))
        .containsExactly("BUY 1 TWX 20140620 70C @ 0.20");
    assertThat(labels(longPut(Conversion.quote("0.05", "0.30", 50))))
        .containsExactly("SELL 1 TWX 20140620 70P @ 0.05");
    assertThat(labels(shortCall(Conversion.quote(null, "0.05", 50))))
        .as("worthless, and bought back for less than it was sold for")
        .containsExactly("BUY 1 TWX 20140620 70C @ 0.10");
  }

  @Test
  void believesALaterLonePriceOnlyInsideTheCollarOfTheFirstQuote() {
    TradeBook book = held(0, 0, 1);
    UnwindStep.Send first = (UnwindStep.Send) next(book, Conversion.quotes(), UnwindProgress.NONE);
    TradeBook unfilled = executed(book, first.wave().getFirst(), 0);

    assertThat(labels(next(unfilled, call(Conversion.quote(null, "1.35", 50)), first.progress())))
        .containsExactly("BUY 1 TWX 20140620 70C @ 1.35");
    assertThat(next(unfilled, call(Conversion.quote(null, "1.40", 50)), first.progress()))
        .isInstanceOf(UnwindStep.Ask.class);
  }

  /** One leg without a quote does not keep the others. */
  @Test
  void sendsWhatHasAQuoteBesideWhatHasNone() {
    assertThat(labels(next(held(0, 1, 1), call(Quote.untold()), UnwindProgress.NONE)))
        .containsExactly("SELL 1 TWX 20140620 70P @ 1.10");
  }

  private static UnwindStep shortCall(Quote quote) {
    return next(held(0, 0, 1), call(quote), UnwindProgress.NONE);
  }

  private static UnwindStep longPut(Quote quote) {
    Map<String, Quote> quotes = new HashMap<>(Conversion.quotes());
    quotes.put("put", quote);
    return next(held(0, 1, 0), quotes, UnwindProgress.NONE);
  }

  private static Map<String, Quote> call(Quote quote) {
    Map<String, Quote> quotes = new HashMap<>(Conversion.quotes());
    quotes.put("call", quote);
    return quotes;
  }

  /** The call's usual quote, at these ages. */
  private static Quote aged(Duration bidAge, Duration askAge, boolean halted) {
    return new Quote(d("1.20"), d("50"), bidAge, d("1.25"), d("50"), askAge, halted);
  }

  @Test
  void givesUpAfterFiveAttemptsThatDidNotClose() {
    TradeBook book = held(0, 0, 2);
    UnwindProgress progress = UnwindProgress.NONE;
    for (int attempt = 1; attempt <= 5; attempt++) {
      UnwindStep.Send send = (UnwindStep.Send) next(book, Conversion.quotes(), progress);
      progress = send.progress();
      book = executed(book, send.wave().getFirst(), 0);
    }

    UnwindStep step = next(book, Conversion.quotes(), progress);

    assertThat(((UnwindStep.Stuck) step).reason().code()).isEqualTo(ReasonCode.UNWIND_EXHAUSTED);
  }

  @Test
  void aPartlyFilledAttemptIsFollowedByTheRemainderOnly() {
    TradeBook book = held(0, 5, 0);
    UnwindStep.Send first = (UnwindStep.Send) next(book, Conversion.quotes(), UnwindProgress.NONE);

    UnwindStep step =
        next(executed(book, first.wave().getFirst(), 2), Conversion.quotes(), first.progress());

    assertThat(labels(step)).containsExactly("SELL 3 TWX 20140620 70P @ 1.05");
  }

  @Test
  void nothingHeldIsFlat() {
    assertThat(next(held(0, 0, 0), Map.of(), UnwindProgress.NONE))
        .isInstanceOf(UnwindStep.Flat.class);
  }

  @Test
  void plansNothingWhileAnOrderMayStillTrade() {
    TradeBook live =
        TradeBook.of(FIVE_UNITS).placed(Conversion.entries(FIVE_UNITS), WriteOutcome.WRITTEN);

    assertThatThrownBy(() -> next(live, Conversion.quotes(), UnwindProgress.NONE))
        .hasMessageContaining("still live");
  }

  private static UnwindStep next(
      TradeBook book, Map<String, Quote> quotes, UnwindProgress progress) {
    return UnwindPlan.next(book, quotes, progress, Policy.DEFAULT);
  }

  private static List<String> labels(UnwindStep step) {
    return ((UnwindStep.Send) step).wave().stream().map(OrderIntent::label).toList();
  }

  /** Entry orders that executed so much and are proven over. */
  private static TradeBook held(int stock, int put, int call) {
    TradeBook book =
        TradeBook.of(FIVE_UNITS).placed(Conversion.entries(FIVE_UNITS), WriteOutcome.WRITTEN);
    book = over(filled(book, entry("stock"), Side.BUY, stock), entry("stock"));
    book = over(filled(book, entry("put"), Side.BUY, put), entry("put"));
    return over(filled(book, entry("call"), Side.SELL, call), entry("call"));
  }

  /** The other way round: short stock, short put, long call. */
  private static TradeBook reversed(int stock, int put, int call) {
    List<RequestedLeg> legs =
        FIVE_UNITS.legs().stream()
            .map(
                leg ->
                    new RequestedLeg(
                        leg.name(),
                        leg.action().opposite(),
                        leg.ratio(),
                        leg.contract(),
                        leg.limit()))
            .toList();
    ExecutionRequest request =
        new ExecutionRequest(
            FIVE_UNITS.id(),
            FIVE_UNITS.account(),
            FIVE_UNITS.strategy(),
            FIVE_UNITS.underlying(),
            legs,
            FIVE_UNITS.quantity(),
            d("-69.72"),
            FIVE_UNITS.placing(),
            FIVE_UNITS.pricing(),
            FIVE_UNITS.timeouts());
    TradeBook book =
        TradeBook.of(request).placed(Conversion.entries(request), WriteOutcome.WRITTEN);
    book = over(filled(book, entry("stock"), Side.SELL, stock), entry("stock"));
    book = over(filled(book, entry("put"), Side.SELL, put), entry("put"));
    return over(filled(book, entry("call"), Side.BUY, call), entry("call"));
  }

  private static TradeBook executed(TradeBook book, OrderIntent intent, int quantity) {
    TradeBook placed = book.placed(List.of(new PlacedOrder(intent, 7)), WriteOutcome.WRITTEN);
    return over(filled(placed, intent.ref(), intent.side(), quantity), intent.ref());
  }

  private static TradeBook filled(TradeBook book, OrderRef ref, Side side, int quantity) {
    return quantity == 0
        ? book
        : book.with(
            new OrderEvent.Filled(
                ref,
                new Fill(ref + ".01", side, Decimals.of(quantity), d("1"), Instant.EPOCH),
                Decimals.of(quantity),
                1));
  }

  private static TradeBook over(TradeBook book, OrderRef ref) {
    return book.with(
        new dev.legwork.order.OrderSnapshot(
            Map.of(ref, Verdict.PROVEN_TERMINAL), List.of(), Map.of(), List.of()));
  }
}
