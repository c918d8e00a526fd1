package dev.legwork.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.legwork.standalone.Conversion.Market;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Legs that are sent after each other, and prices that come in two steps. */
@EndToEnd
@ResourceLock(value = EndToEnd.ALONE, mode = ResourceAccessMode.READ)
class PlacingEndToEndTest {

  @Test
  void sendsTheShortLegOnlyOnceItsProtectionIsExecuted(Trader trader) {
    String id = trader.id("hedge-first");
    trader.market(Market.OPEN);

    JsonNode ended = trader.execute(patient(trader, id).put("placing", "HEDGE_FIRST"));

    assertThat(ended.path("state").asText()).isEqualTo("COMMITTED");
    assertThat(legsInOrder(trader, id)).last().isEqualTo("call");
    assertThat(Trader.detail(ended, "DECIDED_NEXT_WAVE")).startsWith("[call]; executed: ");
    trader.assertInOrder(id);
  }

  @Test
  void sendsNoShortLegAtAllWhenItsProtectionNeverFills(Trader trader) {
    String id = trader.id("unprotected");
    trader.market(Market.OPEN);
    ObjectNode request =
        Conversion.withLimits(
                trader.conversion().request(id, trader.account(), 1, "99.85"),
                "99.90",
                "2.05",
                "2.25")
            .put("placing", "HEDGE_FIRST");

    JsonNode ended = trader.execute(request);

    assertThat(ended.path("state").asText()).isEqualTo("UNWOUND");
    assertThat(legsInOrder(trader, id)).doesNotContain("call");
    assertThat(trader.held(id)).isEmpty();
    trader.assertInOrder(id);
  }

  @Test
  void sendsOneLegAfterTheOther(Trader trader) {
    String id = trader.id("sequential");
    trader.market(Market.OPEN);

    JsonNode ended = trader.execute(patient(trader, id).put("placing", "SEQUENTIAL"));

    assertThat(ended.path("state").asText()).isEqualTo("COMMITTED");
    assertThat(legsInOrder(trader, id)).containsExactly("stock", "put", "call");
    assertThat(trader.held(id)).isEqualTo(Map.of("stock", 100, "put", 1, "call", -1));
    trader.assertInOrder(id);
  }

  @Test
  void refusesWavesWhoseWholeIsNotMarketableBeforeTheFirstByte(Trader trader) {
    String id = trader.id("dear");
    trader.market(Market.OPEN.withCall("1.00", "1.10"));

    JsonNode ended = trader.execute(trader.marketable(id).put("placing", "HEDGE_FIRST"));

    assertThat(ended.path("state").asText()).isEqualTo("REJECTED");
    assertThat(ended.at("/reason/code").asText()).isEqualTo("NOT_MARKETABLE");
    assertThat(trader.venue().orders(id)).isEmpty();
    trader.assertInOrder(id);
  }

  @Test
  void worksAtTheQuotesAndTakesOnlyTheRestInsideTheBound(Trader trader) {
    String id = trader.id("hybrid");
    MarketMaker maker = trader.market(Market.OPEN);
    delayCall(trader, id);

    trader.submit(hybrid(trader, id));
    trader.awaitOrders(id, 2);
    maker.become(Market.OPEN.withCall("2.20", "2.25"));
    JsonNode ended = trader.awaitEnd(id);

    assertThat(ended.path("state").asText()).isEqualTo("COMMITTED");
    assertThat(limits(trader, id))
        .as("the quotes first; then the call alone, for what the bound leaves")
        .contains("stock E1 100", "put E1 2.05", "call E1 2.25")
        .last()
        .isEqualTo("call E2 2.2");
    assertThat(trader.held(id)).isEqualTo(Map.of("stock", 100, "put", 1, "call", -1));
    trader.assertInOrder(id);
  }

  @Test
  void takesNoRestThatWouldCostMoreThanTheBound(Trader trader) {
    String id = trader.id("beyond");
    MarketMaker maker = trader.market(Market.OPEN);
    delayCall(trader, id);

    trader.submit(hybrid(trader, id));
    trader.awaitOrders(id, 2);
    maker.become(Market.OPEN.withCall("2.10", "2.15"));
    JsonNode ended = trader.awaitEnd(id);

    assertThat(ended.path("state").asText()).isEqualTo("UNWOUND");
    assertThat(ended.at("/reason/code").asText()).isEqualTo("NOT_MARKETABLE");
    assertThat(trader.held(id)).isEmpty();
    trader.assertInOrder(id);
  }

  @Test
  void choosesHowATradeIsPlacedAndSaysWhy(Trader trader) {
    String id = trader.id("auto");
    trader.market(Market.OPEN);

    JsonNode ended = trader.execute(patient(trader, id).put("placing", "AUTO"));

    assertThat(ended.path("state").asText()).isEqualTo("COMMITTED");
    assertThat(ended.path("placing").asText()).as("as it was asked for").isEqualTo("AUTO");
    String mode = ended.at("/placed/mode").asText();
    String why = ended.at("/placed/why").asText();
    assertThat(why).contains("edge ", "spreads 0.12", "sizes ");
    assertThat(Trader.detail(ended, "PLACING_CHOSEN")).isEqualTo(mode + ": " + why);
    assertThat(entryRefs(trader, id))
        .isEqualTo(
            switch (mode) {
              case "COMBO" -> List.of("combo");
              case "HEDGE_FIRST", "SEQUENTIAL", "PARALLEL" -> List.of("stock", "put", "call");
              default -> throw new AssertionError(mode);
            });
    assertThat(trader.held(id)).isEqualTo(Map.of("stock", 100, "put", 1, "call", -1));
    trader.assertInOrder(id);
  }

  @Test
  void choosesNoModeThatThePricingRulesOut(Trader trader) {
    String id = trader.id("auto-market");
    trader.market(Market.OPEN);

    JsonNode ended =
        trader.execute(
            patient(trader.conversion().request(id, trader.account(), 1, "99.80"))
                .put("placing", "AUTO")
                .put("pricing", "MARKET"));

    assertThat(ended.path("state").asText()).isEqualTo("COMMITTED");
    assertThat(ended.at("/placed/mode").asText())
        .as("no edge at all, and a combo cannot be priced MARKET")
        .isEqualTo("SEQUENTIAL");
    assertThat(legsInOrder(trader, id)).containsExactly("stock", "put", "call");
    trader.assertInOrder(id);
  }

  @Test
  void sendsNothingWhereTheHedgeShowsTooLittleToLeanOn(Trader trader) {
    String id = trader.id("lean-thin");
    trader.market(Market.OPEN);

    JsonNode ended = trader.execute(leaning(trader.marketable(id), "51"));

    assertThat(ended.path("state").asText()).isEqualTo("REJECTED");
    assertThat(ended.at("/reason/code").asText()).isEqualTo("HEDGE_SIZE");
    assertThat(ended.at("/reason/detail").asText()).contains("shows 5000, and 5100 is asked for");
    assertThat(trader.venue().orders(id)).isEmpty();
    trader.assertInOrder(id);
  }

  @Test
  void withdrawsTheRiskLegWhenItsHedgeShowsTooLittle(Trader trader) {
    String id = trader.id("lean");
    MarketMaker maker = trader.market(Market.OPEN);

    trader.submit(
        leaning(Conversion.withLimits(patient(trader, id), "99.90", "2.00", "2.35"), "2"));
    trader.awaitOrders(id, 3);
    maker.become(new Market("99.98", "100.00", "2.00", "2.05", "2.25", "2.30", 1));
    JsonNode ended = trader.awaitEnd(id);

    assertThat(ended.path("state").asText()).isEqualTo("NOT_FILLED");
    assertThat(ended.at("/reason/code").asText()).isEqualTo("HEDGE_SIZE");
    assertThat(ended.at("/reason/detail").asText()).contains("shows 100, and 200 is asked for");
    assertThat(trader.venue().orders(id))
        .hasSize(3)
        .allSatisfy(order -> assertThat(order.get("state").asText()).isEqualTo("Cancelled"));
    trader.assertInOrder(id);
  }

  private static ObjectNode leaning(ObjectNode request, String size) {
    request.putObject("lean").put("size", size);
    return request;
  }

  private static List<String> entryRefs(Trader trader, String id) {
    return legsInOrder(trader, id).stream().distinct().toList();
  }

  @Test
  void takesWhatThereIsAtOnceWithOrdersThatNeverRest(Trader trader) {
    String id = trader.id("market");
    trader.market(Market.OPEN);

    JsonNode ended = trader.execute(trader.marketable(id).put("pricing", "MARKET"));

    assertThat(ended.path("state").asText()).isEqualTo("COMMITTED");
    assertThat(trader.venue().orders(id))
        .hasSize(3)
        .allSatisfy(order -> assertThat(order.get("tif").asText()).isEqualTo("IOC"));
    assertThat(trader.held(id)).isEqualTo(Map.of("stock", 100, "put", 1, "call", -1));
    trader.assertInOrder(id);
  }

  @Test
  void unwindsAtOnceWhereALegDoesNotTradeAtOnce(Trader trader) {
    String id = trader.id("market-missed");
    MarketMaker maker = trader.market(Market.OPEN);
    delayCall(trader, id);

    trader.submit(patient(trader, id).put("pricing", "MARKET"));
    trader.awaitOrders(id, 2);
    maker.become(Market.OPEN.withCall("2.10", "2.15"));
    JsonNode ended = trader.awaitEnd(id);

    assertThat(ended.path("state").asText()).isEqualTo("UNWOUND");
    assertThat(ended.at("/reason/code").asText()).isEqualTo("NOT_FILLED_AT_ONCE");
    assertThat(Duration.between(at(ended, "acceptedAt"), at(ended, "finishedAt")))
        .as("neither of its timeouts, 30 and 40 s")
        .isLessThan(Duration.ofSeconds(25));
    assertThat(trader.held(id)).isEmpty();
    trader.assertInOrder(id);
  }

  @Test
  void completesAtOnceTheOneLegThatDidNotTradeAtOnce(Trader trader) {
    String id = trader.id("market-late");
    MarketMaker maker = trader.market(Market.OPEN);
    delayCall(trader, id);

    trader.submit(patient(trader, id).put("pricing", "MARKET"));
    trader.awaitOrders(id, 2);
    maker.become(Market.OPEN.withCall("2.20", "2.25"));
    JsonNode ended = trader.awaitEnd(id);

    assertThat(ended.path("state").asText()).isEqualTo("COMMITTED");
    assertThat(trader.venue().orders(id))
        .allSatisfy(order -> assertThat(order.get("tif").asText()).isEqualTo("IOC"))
        .last()
        .satisfies(order -> assertThat(order.get("orderRef").asText()).endsWith("call|C1"));
    assertThat(trader.held(id)).isEqualTo(Map.of("stock", 100, "put", 1, "call", -1));
    trader.assertInOrder(id);
  }

  private static Instant at(JsonNode ended, String moment) {
    return Instant.parse(ended.get(moment).asText());
  }

  private static ObjectNode patient(Trader trader, String id) {
    return patient(trader.marketable(id));
  }

  private static ObjectNode patient(ObjectNode request) {
    return Conversion.withTimeouts(request, Duration.ofSeconds(40), Duration.ofSeconds(30));
  }

  private static ObjectNode hybrid(Trader trader, String id) {
    ObjectNode request = patient(trader, id).put("pricing", "HYBRID");
    ((ObjectNode) request.get("timeouts")).put("limit", "PT8S");
    return request;
  }

  /** It reaches the gateway so much later that the market can move meanwhile. */
  private static void delayCall(Trader trader, String id) {
    trader
        .venue()
        .fault(
            """
            {"on": "placeOrder", "match": {"orderRef": "lw1|%s|call|E1"}, "do": "delay",
             "ms": 6000, "times": 1}
            """
                .formatted(id));
  }

  private static List<String> legsInOrder(Trader trader, String id) {
    return trader.venue().orders(id).stream()
        .map(order -> order.get("orderRef").asText().split("\\|"))
        .filter(ref -> ref[3].startsWith("E"))
        .map(ref -> ref[2])
        .toList();
  }

  private static List<String> limits(Trader trader, String id) {
    return trader.venue().orders(id).stream()
        .map(
            order -> {
              String[] ref = order.get("orderRef").asText().split("\\|");
              String limit =
                  new BigDecimal(order.get("limit").asText()).stripTrailingZeros().toPlainString();
              return ref[2] + " " + ref[3] + " " + limit;
            })
        .toList();
  }
}
