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

  @Test
  void closingFetchesTheBidsOfWhatWasBoughtLessTheAsksOfWhatWasSold() {
    assertThat(GroupValue.of(book("68"), quotes, MAX_AGE).orElseThrow())
        .isEqualByComparingTo("69.48");
  }

  @Test
  void isWatchedAboveItsTriggerAndLeftAtIt() {
    assertThat(next("69.47"))
        .isInstanceOfSatisfying(
            StopStep.Wait.class, wait -> assertThat(wait.state()).isEqualTo(StopState.WATCHING));
    assertThat(next("69.48"))
        .isInstanceOfSatisfying(
            StopStep.Exit.class,
            exit -> assertThat(exit.why().code()).isEqualTo(ReasonCode.STOP_TRIGGERED));
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

  private StopStep next(String netTrigger) {
    return StopDecisions.next(situation(book(netTrigger)));
  }

  private StopSituation situation(TradeBook book) {
    return new StopSituation(
        book,
        new StopScope(
            book.request(),
            new Ending(TradeState.COMMITTED, null, List.of(), 1, NOW, List.of()),
            false),
        StopStatus.fresh(NOW),
        null,
        Map.of(),
        Map.of(),
        Map.of(),
        false,
        quotes,
        null,
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
