package dev.legwork.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.legwork.standalone.Conversion.Market;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@EndToEnd
@ResourceLock(value = EndToEnd.ALONE, mode = ResourceAccessMode.READ)
class EndingsEndToEndTest {
  /** Above {@code legwork.desk.quote-max-age}; time is what makes a quote stale. */
  private static final Duration QUOTES_ARE_STALE = Duration.ofMillis(5_500);

  @Test
  void commitsWhenAllLegsFill(Trader trader) {
    String id = trader.id("fills");
    trader.market(Market.OPEN);

    JsonNode ended = trader.execute(trader.marketable(id));

    assertThat(ended.path("state").asText()).isEqualTo("COMMITTED");
    assertThat(trader.held(id)).isEqualTo(Map.of("stock", 100, "put", 1, "call", -1));
    assertThat(new BigDecimal(ended.at("/net/actual").asText()))
        .isLessThanOrEqualTo(new BigDecimal("99.85"));
    trader.assertInOrder(id);
    Waiting.until("the fees are booked", Trader.PATIENCE, () -> feesAreThoseOfTheVenue(trader, id));
  }

  private static boolean feesAreThoseOfTheVenue(Trader trader, String id) {
    BigDecimal charged =
        trader.venue().fills(id).stream()
            .map(fill -> new BigDecimal(fill.get("commission").asText()))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    JsonNode view = trader.trades().show(id);
    return charged.signum() > 0
        && !view.path("feesPending").asBoolean(true)
        && charged.compareTo(new BigDecimal(view.path("fees").asText("-1"))) == 0;
  }

  @Test
  void endsUnfilledWhenNothingTradesInTime(Trader trader) {
    String id = trader.id("rests");
    trader.market(Market.OPEN);

    JsonNode ended = trader.execute(trader.resting(id));

    assertThat(ended.path("state").asText()).isEqualTo("NOT_FILLED");
    assertThat(ended.at("/reason/code").asText()).isEqualTo("TIMEOUT");
    assertThat(lived(ended)).isGreaterThanOrEqualTo(Duration.ofSeconds(15));
    assertThat(trader.venue().orders(id)).hasSize(3);
    assertThat(trader.venue().fills(id)).isEmpty();
    trader.assertInOrder(id);
  }

  @Test
  void unwindsStockAndPutWhenTheCallNeverFills(Trader trader) {
    String id = trader.id("unwinds");
    trader.market(Market.OPEN);

    JsonNode ended = trader.execute(trader.withRestingCall(id));

    assertThat(ended.path("state").asText()).isEqualTo("UNWOUND");
    assertThat(lived(ended)).isGreaterThanOrEqualTo(Duration.ofSeconds(5));
    assertThat(trader.executed(id, "stock", "BUY")).isEqualTo(100);
    assertThat(trader.executed(id, "put", "BUY")).isEqualTo(1);
    assertThat(trader.held(id)).isEmpty();
    trader.assertInOrder(id);
    JsonNode report = trader.trades().http().get("/api/executions/" + id + "/report").json();
    assertThat(new BigDecimal(report.at("/cash/unwindCost").asText())).isPositive();
  }

  @Test
  void unwindsExactlyWhatAPartialFillExecuted(Trader trader) {
    String id = trader.id("partly");
    Venue venue = trader.venue();
    Conversion conversion = trader.conversion();
    venue.quote(conversion.stock(), "99.98", "5000", "100.00", "217");
    venue.quote(conversion.put(), "2.00", "50", "2.05", "3");
    venue.quote(conversion.call(), "2.25", "50", "2.30", "50");
    ObjectNode request =
        Conversion.withLimits(
            conversion.request(id, trader.account(), 5, "99.70"), "100.00", "2.05", "2.40");

    trader.submit(request);
    trader.awaitPosition(id, "stock", 217);
    trader.awaitPosition(id, "put", 3);
    trader.market(new Market("99.98", "101.00", "2.00", "3.00", "2.25", "2.30", 50));
    JsonNode ended = trader.awaitEnd(id);

    assertThat(ended.path("state").asText()).isEqualTo("UNWOUND");
    assertThat(trader.executed(id, "stock", "BUY")).isEqualTo(217);
    assertThat(trader.executed(id, "stock", "SELL")).isEqualTo(217);
    assertThat(trader.executed(id, "put", "BUY")).isEqualTo(3);
    assertThat(trader.executed(id, "put", "SELL")).isEqualTo(3);
    assertNeverShort(venue, id);
    trader.assertInOrder(id);
  }

  private static void assertNeverShort(Venue venue, String id) {
    Map<String, Integer> held = new TreeMap<>();
    for (JsonNode fill : venue.fills(id)) {
      int sign = fill.get("side").asText().equals("BUY") ? 1 : -1;
      int now =
          held.merge(
              fill.get("orderRef").asText().split("\\|")[2],
              sign * fill.get("quantity").asInt(),
              Integer::sum);
      assertThat(now).as("position after " + fill).isNotNegative();
    }
  }

  @Test
  void unwindsTheOthersWhenOneLegIsRejected(Trader trader) {
    String id = trader.id("refused");
    trader.market(Market.OPEN);
    rejectTheCall(trader, id);

    JsonNode ended = trader.execute(trader.marketable(id));

    assertThat(ended.path("state").asText()).isEqualTo("UNWOUND");
    assertThat(ended.at("/reason/code").asText()).isEqualTo("LEG_REJECTED");
    assertThat(trader.executed(id, "stock", "BUY")).isEqualTo(100);
    assertThat(trader.held(id)).isEmpty();
    trader.assertInOrder(id);
  }

  @Test
  void cancelsTheOthersWhenOneLegIsRejectedBeforeAnyFill(Trader trader) {
    String id = trader.id("refused-early");
    trader.market(Market.OPEN);
    rejectTheCall(trader, id);

    JsonNode ended = trader.execute(trader.resting(id));

    assertThat(ended.path("state").asText()).isEqualTo("NOT_FILLED");
    assertThat(ended.at("/reason/code").asText()).isEqualTo("LEG_REJECTED");
    assertThat(lived(ended)).isLessThan(Duration.ofSeconds(15));
    assertThat(trader.venue().fills(id)).isEmpty();
    trader.assertInOrder(id);
  }

  private static void rejectTheCall(Trader trader, String id) {
    trader
        .venue()
        .fault(
            """
            {"on": "placeOrder", "match": {"orderRef": "lw1|%s|call|"}, "do": "reject",
             "code": 201, "times": 1}
            """
                .formatted(id));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "dear,      99.98, 100.10, 2.00, 2.05, 2.25, 2.30",
    "crossed,   99.98, 100.00, 2.10, 2.05, 2.25, 2.30",
    "one-sided, 99.98, 100.00, 2.00, 2.05, ,     2.30"
  })
  void sendsNothingWhenTheTradeIsNotMarketable(
      String name,
      String stockBid,
      String stockAsk,
      String putBid,
      String putAsk,
      String callBid,
      String callAsk,
      Trader trader) {
    String id = trader.id(name);
    trader.market(new Market(stockBid, stockAsk, putBid, putAsk, callBid, callAsk, 50));

    JsonNode ended = trader.execute(trader.marketable(id));

    assertRefused(trader, id, ended);
  }

  @Test
  void sendsNothingWhenTheSizeIsTooSmall(Trader trader) {
    String id = trader.id("thin");
    trader.market(new Market("99.98", "100.00", "2.00", "2.05", "2.25", "2.30", 2));

    JsonNode ended = trader.execute(trader.conversion().request(id, trader.account(), 3, "99.85"));

    assertRefused(trader, id, ended);
  }

  @Test
  void sendsNothingOnQuotesThatNobodyConfirmsAnyMore(Trader trader) throws InterruptedException {
    MarketMaker maker = trader.market(Market.OPEN);
    trader.execute(trader.marketable(trader.id("fresh")));
    maker.close();
    trader
        .venue()
        .fault(
            """
            {"on": "reqMktData", "match": {"symbol": "%s"}, "do": "drop", "times": 1000}
            """
                .formatted(trader.conversion().symbol()));
    Thread.sleep(QUOTES_ARE_STALE);

    String id = trader.id("stale");
    JsonNode ended = trader.execute(trader.marketable(id));

    assertRefused(trader, id, ended);
    assertThat(ended.at("/reason/detail").asText()).contains("stale");
  }

  private static void assertRefused(Trader trader, String id, JsonNode ended) {
    assertThat(ended.path("state").asText()).isEqualTo("REJECTED");
    assertThat(ended.at("/reason/code").asText()).isEqualTo("NOT_MARKETABLE");
    assertThat(trader.venue().orders(id)).isEmpty();
    trader.assertInOrder(id);
  }

  private static Duration lived(JsonNode ended) {
    return Duration.between(
        Instant.parse(ended.path("acceptedAt").asText()),
        Instant.parse(ended.path("finishedAt").asText()));
  }
}
