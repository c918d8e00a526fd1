package dev.legwork.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.legwork.standalone.Conversion.Market;
import java.math.BigDecimal;
import java.time.Duration;
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

    JsonNode ended = trader.execute(trader.marketable(id).put("placing", "HEDGE_FIRST"));

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

    JsonNode ended = trader.execute(trader.marketable(id).put("placing", "SEQUENTIAL"));

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

  private static ObjectNode hybrid(Trader trader, String id) {
    ObjectNode request =
        Conversion.withTimeouts(
            trader.marketable(id).put("pricing", "HYBRID"),
            Duration.ofSeconds(40),
            Duration.ofSeconds(30));
    ((ObjectNode) request.get("timeouts")).put("limit", "PT3S");
    return request;
  }

  private static void delayCall(Trader trader, String id) {
    trader
        .venue()
        .fault(
            """
            {"on": "placeOrder", "match": {"orderRef": "lw1|%s|call|E1"}, "do": "delay",
             "ms": 1000, "times": 1}
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
