package dev.legwork.stop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.Conversion;
import dev.legwork.book.TradeBook;
import dev.legwork.order.Fill;
import dev.legwork.order.OrderEvent;
import dev.legwork.order.PlacedOrder;
import dev.legwork.order.WriteOutcome;
import dev.legwork.quote.Quote;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.ProtectiveStop;
import dev.legwork.saga.Ending;
import dev.legwork.saga.ReasonCode;
import dev.legwork.saga.TradeState;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The stop of a conversion: closing it at the usual quotes fetches 69.58 + 1.15 − 1.25 = 69.48. */
class GroupStopTest {
  private static final Instant NOW = Instant.parse("2014-06-06T14:00:00Z");
  private static final Duration MAX_AGE = Duration.ofSeconds(5);

  private final Map<String, Quote> quotes = new HashMap<>(Conversion.quotes());
  private final Map<String, BigDecimal> known = new HashMap<>();

  @Test
  void closingFetchesTheBidsOfWhatWasBoughtLessTheAsksOfWhatWasSold() {
    assertThat(GroupValue.of(book("68"), quotes, Map.of(), MAX_AGE).orElseThrow())
        .satisfies(value -> assertThat(value.worst()).isEqualByComparingTo("69.48"))
        .satisfies(value -> assertThat(value.best()).isEqualByComparingTo("69.48"));
  }

  @Test
  void isWatchedAboveItsTriggerAndLeftAtIt() {
    assertThat(next("69.47", null))
        .isInstanceOfSatisfying(
            StopStep.Wait.class, wait -> assertThat(wait.state()).isEqualTo(StopState.WATCHING));
    assertThat(next("69.48"))
        .isInstanceOfSatisfying(
            StopStep.Exit.class,
            exit -> assertThat(exit.why().code()).isEqualTo(ReasonCode.STOP_TRIGGERED));
  }

  @Test
  void hasToBeAtItsTriggerForAMomentBeforeItIsLeft() {
    assertThat(next("69.48", null)).isInstanceOf(StopStep.Suspect.class);
    assertThat(next("69.48", NOW.minusMillis(1999)))
        .isEqualTo(new StopStep.Wait(StopState.WATCHING, NOW.plusSeconds(1)));
    assertThat(next("69.48", NOW.minusSeconds(2))).isInstanceOf(StopStep.Exit.class);
  }

  @Test
  void isNotLeftWhenTheMarketComesBackInThatMoment() {
    assertThat(next("69.47", NOW.minusSeconds(1)))
        .isInstanceOfSatisfying(
            StopStep.Recede.class, back -> assertThat(back.state()).isEqualTo(StopState.WATCHING));
  }

  /** The middles have not moved; the options' quotes are wide, as they are after the opening. */
  @Test
  void aWideQuoteHasToStandForLonger() {
    quotes.put("put", Conversion.quote("0.90", "1.50", 10));
    quotes.put("call", Conversion.quote("0.90", "1.50", 10));

    assertThat(next("69.00", null)).isInstanceOf(StopStep.Suspect.class);
    assertThat(next("69.00", NOW.minusSeconds(29))).isInstanceOf(StopStep.Wait.class);
    assertThat(next("69.00", NOW.minusSeconds(30))).isInstanceOf(StopStep.Exit.class);
  }

  @Test
  void noQuoteSaysAnythingWhileTheVenueIsClosed() {
    StopSituation now = situation(book("69.48"), NOW.minusSeconds(30));

    assertThat(StopDecisions.next(now)).isInstanceOf(StopStep.Exit.class);
    assertThat(StopDecisions.next(now.whileClosed())).isInstanceOf(StopStep.Recede.class);
    assertThat(StopDecisions.next(situation(book("69.48")).whileClosed()))
        .isInstanceOf(StopStep.Wait.class);
  }

  /** Between 68.33 and 69.08, and nobody knows which. */
  @Test
  void whatMayBeWorthlessOrNotHasToStandForLonger() {
    quotes.put("put", lone(null, "0.75"));

    assertThat(next("69.00", NOW.minusSeconds(29))).isInstanceOf(StopStep.Wait.class);
    assertThat(next("69.00", NOW.minusSeconds(30))).isInstanceOf(StopStep.Exit.class);
    assertThat(next("69.08", NOW.minusSeconds(2))).isInstanceOf(StopStep.Exit.class);
  }

  /** Sold at 1.20; nobody else bids or offers, as for a moment at the opening. */
  @Test
  void aStubOfOneOptionClosesNoGroupHoweverLongItStands() {
    for (Map.Entry<String, Quote> stub :
        List.of(
            Map.entry("call", lone(null, "3.00")),
            Map.entry("call", lone("0.01", "99.99")),
            Map.entry("put", lone("0.01", "12.00")),
            Map.entry("put", lone(null, "1.20")),
            Map.entry("put", lone("0.01", null)))) {
      quotes.putAll(Conversion.quotes());
      quotes.put(stub.getKey(), stub.getValue());

      assertThat(next("69.00", NOW.minusSeconds(59)))
          .as("" + stub)
          .isInstanceOf(StopStep.Wait.class);
      assertThat(StopDecisions.sees(situation(book("69.00")))).as("" + stub).isFalse();
    }
  }

  @Test
  void aGroupIsLeftAllTheSameWhereWhatIsBidForASoldOptionHasRun() {
    quotes.put("call", lone("2.00", "99.99"));

    assertThat(next("69.00", NOW.minusSeconds(2))).isInstanceOf(StopStep.Exit.class);
  }

  /** It was sold at 1.20, and has been worthless since. */
  @Test
  void aLoneOfferIsMeasuredByWhatWasLastBelievedRatherThanByTheEntry() {
    quotes.put("call", lone(null, "1.24"));
    assertThat(next("69.50", NOW.minusSeconds(30))).isInstanceOf(StopStep.Exit.class);

    known.put("call", new BigDecimal("0.05"));
    assertThat(next("69.50", NOW.minusSeconds(30))).isInstanceOf(StopStep.Wait.class);
  }

  @Test
  void whatLittleIsAskedForAWorthlessSoldOptionIsBelieved() {
    TradeBook book = book("69.00");

    assertThat(GroupValue.believed(book.leg("call"), lone(null, "0.05"), MAX_AGE))
        .hasValueSatisfying(price -> assertThat(price).isEqualByComparingTo("0.05"));
    assertThat(GroupValue.believed(book.leg("call"), lone(null, "0.75"), MAX_AGE)).isEmpty();
    assertThat(GroupValue.believed(book.leg("put"), lone(null, "0.05"), MAX_AGE)).isEmpty();
  }

  @Test
  void aLookThatSeesNothingNeitherConfirmsNorClearsIt() {
    quotes.put("stock", Quote.untold());

    assertThat(next("69.48", NOW.minusSeconds(10))).isInstanceOf(StopStep.Wait.class);
    assertThat(next("69.48", NOW.minusSeconds(60))).isInstanceOf(StopStep.Recede.class);
  }

  @Test
  void aMarketFarThroughItIsAGap() {
    quotes.put("stock", Conversion.quote("66.00", "66.02", 1000));

    assertThat(next("69.40"))
        .isInstanceOfSatisfying(
            StopStep.Exit.class,
            exit -> assertThat(exit.why().code()).isEqualTo(ReasonCode.STOP_GAPPED));
  }

  @Test
  void aLegWithoutAMarketTriggersNothing() {
    quotes.put("stock", Conversion.quote("1.00", "69.60", 1000));
    assertThat(next("69.40")).isInstanceOf(StopStep.Wait.class);

    quotes.put("stock", Quote.untold());
    assertThat(next("69.40")).isInstanceOf(StopStep.Wait.class);
  }

  /** The usual end of an option: nobody bids for it, and little is asked. */
  @Test
  void aWorthlessLegBlindsNobodyWhetherItWasSoldOrBought() {
    for (String worthless : List.of("put", "call")) {
      quotes.putAll(Conversion.quotes());
      quotes.put("stock", Conversion.quote("50.00", "50.02", 1000));
      quotes.put(worthless, lone(null, "0.05"));

      assertThat(StopDecisions.sees(situation(book("69.00")))).as(worthless).isTrue();
      assertThat(next("69.00")).as(worthless).isInstanceOf(StopStep.Exit.class);
    }
  }

  @Test
  void aBoughtOptionThatNobodyBidsForFetchesNothingAtTheWorst() {
    quotes.put("put", lone(null, "0.75"));

    GroupValue value = GroupValue.of(book("60"), quotes, Map.of(), MAX_AGE).orElseThrow();

    assertThat(value.worst()).isEqualByComparingTo("68.33");
    assertThat(value.best()).isEqualByComparingTo("69.08");
  }

  @Test
  void aSoldOptionCostsWhatIsAskedAtTheWorst() {
    quotes.put("call", lone(null, "0.75"));

    GroupValue value = GroupValue.of(book("60"), quotes, Map.of(), MAX_AGE).orElseThrow();

    assertThat(value.worst()).isEqualByComparingTo("69.98");
    assertThat(value.best()).isEqualByComparingTo("70.73");
  }

  @Test
  void anOptionIsUnseenThatIsUntoldStaleHaltedOrCrossedOrThatNobodyOffers() {
    Duration old = MAX_AGE.plusSeconds(1);
    BigDecimal ten = BigDecimal.TEN;
    BigDecimal bid = new BigDecimal("1.15");
    BigDecimal ask = new BigDecimal("1.25");
    for (Quote unseen :
        List.of(
            Quote.untold(),
            Quote.none(),
            new Quote(null, null, old, null, null, old, false),
            new Quote(bid, ten, Duration.ZERO, ask, ten, Duration.ZERO, true),
            new Quote(ask, ten, Duration.ZERO, bid, ten, Duration.ZERO, false))) {
      quotes.put("call", unseen);
      quotes.put("stock", Conversion.quote("50.00", "50.02", 1000));

      assertThat(StopDecisions.sees(situation(book("40.00")))).as("" + unseen).isFalse();
      assertThat(next("40.00")).as("" + unseen).isInstanceOf(StopStep.Wait.class);
    }
  }

  @Test
  void aStockWithoutABidIsNoMarketAndNotWorthless() {
    quotes.put("stock", lone(null, "69.60"));

    assertThat(StopDecisions.sees(situation(book("69.00")))).isFalse();
    assertThat(next("69.00")).isInstanceOf(StopStep.Wait.class);
  }

  @Test
  void whatWasExecutedLateBesideItIsClosedBeforeAnythingElse() {
    TradeBook over = book("60");
    PlacedOrder call = over.leg("call").orders().getFirst().placed();
    over = over.with(fill(call, "late", 1));

    assertThat(StopDecisions.next(situation(over)))
        .isInstanceOfSatisfying(
            StopStep.Trim.class,
            trim -> assertThat(trim.why().code()).isEqualTo(ReasonCode.LATE_EXECUTION));
  }

  @Test
  void aMarketThroughItIsLeftAtOnceWhateverWasExecutedLateBesideIt() {
    quotes.put("stock", Conversion.quote("50.00", "50.02", 1000));
    TradeBook over = book("69.00");
    PlacedOrder put = over.leg("put").orders().getFirst().placed();

    StopSituation suspected =
        situation(over.with(fill(put, "late", 1)), NOW.minus(StopPolicy.DEFAULT.holds()));
    assertThat(StopDecisions.next(suspected)).isInstanceOf(StopStep.Exit.class);
  }

  private static Quote lone(String bid, String ask) {
    return Quote.of(
        bid == null ? null : new BigDecimal(bid),
        BigDecimal.TEN,
        ask == null ? null : new BigDecimal(ask),
        BigDecimal.TEN);
  }

  /** It was at the trigger for a moment already. */
  private StopStep next(String netTrigger) {
    return next(netTrigger, NOW.minus(StopPolicy.DEFAULT.holds()));
  }

  /**
   * @param since it has been at the trigger; null: it was not
   */
  private StopStep next(String netTrigger, Instant since) {
    return StopDecisions.next(situation(book(netTrigger), since));
  }

  private StopSituation situation(TradeBook book) {
    return situation(book, null);
  }

  private StopSituation situation(TradeBook book, Instant since) {
    return new StopSituation(
        book,
        new StopScope(
            book.request(),
            new Ending(TradeState.COMMITTED, null, List.of(), 1, NOW, List.of()),
            false),
        StopStatus.fresh(NOW.minusSeconds(3600)).triggered(since),
        null,
        Map.of(),
        Map.of(),
        Map.of(),
        false,
        quotes,
        known,
        false,
        NOW,
        StopPolicy.DEFAULT,
        MAX_AGE);
  }

  private static TradeBook book(String netTrigger) {
    ExecutionRequest request =
        Conversion.units(1, "69.72").with(ProtectiveStop.ofGroup(new BigDecimal(netTrigger)));
    List<PlacedOrder> orders =
        Conversion.entries(
            request,
            Map.of(
                "stock", new BigDecimal("69.60"),
                "put", new BigDecimal("1.20"),
                "call", new BigDecimal("1.20")));
    TradeBook book = TradeBook.of(request).placed(orders, WriteOutcome.WRITTEN);
    for (PlacedOrder order : orders) {
      book = book.with(fill(order, "first", order.intent().quantity().intValueExact()));
    }
    return book;
  }

  private static OrderEvent fill(PlacedOrder order, String name, int quantity) {
    Fill fill =
        new Fill(
            order.ref() + "." + name + ".01",
            order.intent().side(),
            BigDecimal.valueOf(quantity),
            order.intent().limit(),
            NOW);
    return new OrderEvent.Filled(order.ref(), fill, fill.quantity(), 1);
  }
}
