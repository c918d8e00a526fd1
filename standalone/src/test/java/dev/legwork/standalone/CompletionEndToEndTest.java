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

/** All legs but one have filled: the missing one is sold while that pays (fault O6). */
@EndToEnd
@ResourceLock(value = EndToEnd.ALONE, mode = ResourceAccessMode.READ)
class CompletionEndToEndTest {

  @Test
  void completesTheMissingLegInsideWhatIsLeftOfTheBound(Trader trader) {
    String id = trader.id("completes");
    trader.market(Market.OPEN);

    JsonNode ended = trader.execute(withDearCall(trader, id));

    assertThat(ended.path("state").asText()).isEqualTo("COMMITTED");
    assertThat(callOrders(trader, id)).containsExactly("E1 Cancelled 2.4", "C1 Filled 2.25");
    assertThat(trader.held(id)).isEqualTo(Map.of("stock", 100, "put", 1, "call", -1));
    assertThat(events(ended)).contains("DECIDED_COMPLETE", "COMPLETING");
    assertThat(Trader.detail(ended, "DECIDED_COMPLETE"))
        .contains("executed for 10205 USD")
        .contains("at least 2.2");
    trader.assertInOrder(id);
  }

  @Test
  void paysUpWhenTheMarketMovesAwayInsideTheBound(Trader trader) {
    String id = trader.id("pays-up");
    MarketMaker maker = trader.market(Market.OPEN);
    holdTheFirstAttempt(trader, id);

    trader.submit(withDearCallForLong(trader, id));
    awaitWritten(trader, id);
    maker.become(Market.OPEN.withCall("2.20", "2.35"));
    JsonNode ended = trader.awaitEnd(id);

    assertThat(ended.path("state").asText()).isEqualTo("COMMITTED");
    assertThat(callOrders(trader, id))
        .containsExactly("E1 Cancelled 2.4", "C1 Cancelled 2.25", "C2 Filled 2.2");
    trader.assertInOrder(id);
  }

  @Test
  void unwindsWhenCompletingBecomesUnprofitableMidway(Trader trader) {
    String id = trader.id("midway");
    MarketMaker maker = trader.market(Market.OPEN);
    holdTheFirstAttempt(trader, id);

    trader.submit(withDearCallForLong(trader, id));
    awaitWritten(trader, id);
    maker.become(Market.OPEN.withCall("2.10", "2.15"));
    JsonNode ended = trader.awaitEnd(id);

    assertThat(ended.path("state").asText()).isEqualTo("UNWOUND");
    assertThat(ended.at("/reason/detail").asText()).contains("it was not completed");
    assertThat(callOrders(trader, id)).containsExactly("E1 Cancelled 2.4", "C1 Cancelled 2.25");
    assertThat(trader.held(id)).isEmpty();
    trader.assertInOrder(id);
  }

  @Test
  void leavesTheLeastProfitBelowTheBreakEven(Trader trader) {
    String id = trader.id("profit");
    trader.market(Market.OPEN);
    // 99.80 after completing at 2.25: 0.09 below the break-even, and 0.10 are wanted.
    ObjectNode request = withDearCall(trader, id).put("breakEven", "99.89");

    JsonNode ended = trader.execute(request);

    assertThat(ended.path("state").asText()).isEqualTo("UNWOUND");
    assertThat(ended.at("/reason/detail").asText()).contains("below the break-even 99.89");
    assertThat(callOrders(trader, id)).containsExactly("E1 Cancelled 2.4");
    trader.assertInOrder(id);
  }

  /** Fault O14: the broker refuses the completing order; nothing is tried in a loop. */
  @Test
  void unwindsWhenTheCompletionIsRejected(Trader trader) {
    String id = trader.id("rejected");
    trader.market(Market.OPEN);
    trader
        .venue()
        .fault(
            """
            {"on": "placeOrder", "match": {"orderRef": "lw1|%s|call|C"}, "do": "reject",
             "code": 201, "times": 10}
            """
                .formatted(id));

    JsonNode ended = trader.execute(withDearCall(trader, id));

    assertThat(ended.path("state").asText()).isEqualTo("UNWOUND");
    assertThat(ended.at("/reason/detail").asText()).contains("the broker rejected");
    assertThat(callOrders(trader, id)).hasSize(2).last().asString().startsWith("C1");
    assertThat(trader.held(id)).isEmpty();
    trader.assertInOrder(id);
  }

  /** Fault O7: the old order fills between its cancel and its successor. */
  @Test
  void sendsNoSuccessorWhenTheOldOrderFillsWhileItIsBeingReplaced(Trader trader) {
    String id = trader.id("late-fill");
    trader.market(Market.OPEN);
    trader
        .venue()
        .fault(
            """
            {"on": "cancelOrder", "match": {"orderRef": "lw1|%s|call|E1"},
             "do": "fillAfterCancel", "ms": 400, "times": 1}
            """
                .formatted(id));

    JsonNode ended = trader.execute(withDearCall(trader, id));

    assertThat(ended.path("state").asText()).isEqualTo("COMMITTED");
    assertThat(trader.executed(id, "call", "SELL")).isEqualTo(1);
    assertThat(callOrders(trader, id)).noneMatch(order -> order.startsWith("C"));
    trader.assertInOrder(id);
  }

  @Test
  void unwindsWhenSomebodyCancelsWhileItCompletes(Trader trader) {
    String id = trader.id("cancelled");
    MarketMaker maker = trader.market(Market.OPEN);
    holdTheFirstAttempt(trader, id);

    trader.submit(withDearCallForLong(trader, id));
    awaitWritten(trader, id);
    maker.become(Market.OPEN.withCall("2.20", "2.35"));
    trader
        .trades()
        .http()
        .post("/api/executions/" + id + "/cancel", "{\"reason\": \"changed my mind\"}");
    JsonNode ended = trader.awaitEnd(id);

    assertThat(ended.path("state").asText()).isEqualTo("UNWOUND");
    assertThat(ended.at("/reason/code").asText()).isEqualTo("CANCELLED");
    assertThat(trader.held(id)).isEmpty();
    trader.assertInOrder(id);
  }

  @Test
  void unwindsAtOnceWhenTheRequestWantsNoCompletion(Trader trader) {
    String id = trader.id("unwanted");
    trader.market(Market.OPEN);
    ObjectNode request = withDearCall(trader, id);
    request.putObject("partial").put("allButOne", "UNWIND");

    JsonNode ended = trader.execute(request);

    assertThat(ended.path("state").asText()).isEqualTo("UNWOUND");
    assertThat(callOrders(trader, id)).containsExactly("E1 Cancelled 2.4");
    trader.assertInOrder(id);
  }

  /** Fault O6: 417 shares, 50 puts and 3 calls are there of 5 units; then the call is gone. */
  @Test
  void keepsWholeUnitsWhereTheRequestAllowsIt(Trader trader) {
    String id = trader.id("units");
    Venue venue = trader.venue();
    Conversion conversion = trader.conversion();
    venue.quote(conversion.stock(), "99.98", "5000", "100.00", "417");
    venue.quote(conversion.put(), "2.00", "50", "2.05", "50");
    venue.quote(conversion.call(), "2.25", "3", "2.30", "50");
    ObjectNode request =
        Conversion.withLimits(
            conversion.request(id, trader.account(), 5, "99.85"), "100.00", "2.05", "2.25");
    Conversion.withTimeouts(request, Duration.ofSeconds(30), Duration.ofSeconds(10));
    request.putObject("partial").put("units", "KEEP");

    trader.submit(request);
    trader.awaitPosition(id, "stock", 417);
    trader.awaitPosition(id, "call", -3);
    trader.market(new Market("99.98", "101.00", "2.00", "2.10", "2.10", "2.30", 50));
    JsonNode ended = trader.awaitEnd(id);

    assertThat(ended.path("state").asText()).isEqualTo("COMMITTED");
    assertThat(ended.at("/reason/code").asText()).isEqualTo("PARTIAL_UNITS");
    assertThat(ended.at("/reason/detail").asText()).startsWith("3 of 5 units");
    assertThat(trader.held(id)).isEqualTo(Map.of("stock", 300, "put", 3, "call", -3));
    trader.assertInOrder(id);
  }

  /**
   * Stock and put fill at once in {@link Market#OPEN}; the call rests, and 2.20 would do for it.
   */
  private static ObjectNode withDearCall(Trader trader, String id) {
    ObjectNode request =
        Conversion.withLimits(
            trader.conversion().request(id, trader.account(), 1, "99.85"),
            "100.00",
            "2.05",
            "2.40");
    return Conversion.withTimeouts(request, Duration.ofSeconds(15), Duration.ofSeconds(2));
  }

  /** The same with time for a second attempt, however long the end of the first one takes. */
  private static ObjectNode withDearCallForLong(Trader trader, String id) {
    ObjectNode request = withDearCall(trader, id);
    request.putObject("partial").put("completeWithin", "PT60S");
    return request;
  }

  /** The first completing order is on its way, at the quote of that moment. */
  private static void awaitWritten(Trader trader, String id) {
    Waiting.until(
        "the completion of " + id + " is written",
        Trader.PATIENCE,
        () -> events(trader.trades().show(id)).contains("COMPLETION_WRITTEN"));
  }

  /**
   * The first completing order does not trade, and its first cancels get lost: for so long the
   * market can move before there is a second one.
   */
  private static void holdTheFirstAttempt(Trader trader, String id) {
    fault(trader, id, "placeOrder", "\"do\": \"holdInactive\", \"ms\": 120000, \"times\": 1");
    fault(trader, id, "cancelOrder", "\"do\": \"drop\", \"times\": 3");
  }

  private static void fault(Trader trader, String id, String on, String does) {
    trader
        .venue()
        .fault(
            "{\"on\": \"%s\", \"match\": {\"orderRef\": \"lw1|%s|call|C1\"}, %s}"
                .formatted(on, id, does));
  }

  private static List<String> callOrders(Trader trader, String id) {
    return trader.venue().orders(id).stream()
        .filter(order -> order.get("orderRef").asText().contains("|call|"))
        .map(
            order ->
                order.get("orderRef").asText().split("\\|")[3]
                    + " "
                    + order.get("state").asText()
                    + " "
                    + new BigDecimal(order.get("limit").asText())
                        .stripTrailingZeros()
                        .toPlainString())
        .toList();
  }

  private static List<String> events(JsonNode ended) {
    return ended.get("timeline").findValuesAsText("event");
  }
}
