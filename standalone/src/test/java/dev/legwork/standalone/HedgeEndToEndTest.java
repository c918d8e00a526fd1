package dev.legwork.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** faults O28, O29: a short call that nobody sells back, hedged with its stock. */
@EndToEnd
@ResourceLock(value = EndToEnd.ALONE, mode = ResourceAccessMode.READ)
class HedgeEndToEndTest {
  /** Time to take the call's sellers away once it is sold. */
  private static final Duration SOON = Duration.ofSeconds(5);

  /** The hedge fills in part, its market moves, the rest follows; then the call comes back. */
  @Test
  void hedgesWithTheStockLevelByLevelUntilTheCallCanBeBoughtBack(Trader trader) {
    String id = trader.id("hedged");
    shortCallThatNobodySells(trader, id, "20");
    trader.awaitPosition(id, "hedge", 20);
    trader.venue().quote(trader.conversion().stock(), "100.80", "5000", "100.85", "5000");
    trader.awaitState(id, "WAITING_MARKET");

    Map<String, Integer> waiting = trader.held(id);
    assertThat(waiting).containsOnlyKeys("call", "hedge").containsEntry("call", -1);
    assertThat(waiting.get("hedge")).isBetween(40, 70);
    List<JsonNode> orders = orders(trader, id, "H");
    assertThat(orders).hasSize(2);
    assertThat(orders.get(1).get("quantity").asInt()).isEqualTo(waiting.get("hedge") - 20);
    assertThat(new BigDecimal(orders.get(0).get("limit").asText()))
        .as("inside its collar")
        .isLessThanOrEqualTo(new BigDecimal("100.50"));
    JsonNode view = trader.trades().show(id);
    JsonNode hedge = view.path("legs").path(3);
    assertThat(hedge.path("name").asText()).isEqualTo("hedge");
    assertThat(hedge.at("/contract/symbol").asText()).isEqualTo(trader.conversion().symbol());
    assertThat(hedge.path("position").asInt()).isEqualTo(waiting.get("hedge"));
    assertThat(hedge.path("orders")).hasSize(2);
    assertThat(Trader.detail(view, "DECIDED_HEDGE")).contains("x 100 x delta 0.");

    trader.venue().quote(trader.conversion().call(), "2.25", "50", "2.30", "50");
    JsonNode ended = trader.awaitEnd(id);

    assertThat(ended.path("state").asText()).isEqualTo("UNWOUND");
    assertThat(trader.held(id)).isEmpty();
    assertThat(callBeforeHedge(trader, id)).as("the short first, then its hedge").isTrue();
    trader.assertInOrder(id);
  }

  @Test
  void stopsAfterThreeLevelsAndProposesWhatAPersonCanDo(Trader trader) {
    String id = trader.id("refused");
    trader
        .venue()
        .fault(
            """
            {"on": "placeOrder", "match": {"orderRef": "lw1|%s|hedge|"}, "do": "reject",
             "code": 201}
            """
                .formatted(id));
    shortCallThatNobodySells(trader, id, "5000");
    trader.awaitState(id, "WAITING_MARKET");

    assertThat(orders(trader, id, "H")).hasSize(3);
    assertThat(text(trader, id, "HEDGE_INCOMPLETE")).containsPattern("Proposed: BUY [0-9]+ ");
    trader
        .trades()
        .http()
        .post("/api/executions/" + id + "/cancel", "{\"reason\": \"I do it myself\"}");
    JsonNode ended = trader.awaitEnd(id);

    assertThat(ended.path("state").asText()).isEqualTo("RESIDUAL");
    assertThat(trader.held(id)).isEqualTo(Map.of("call", -1));
    assertThat(text(trader, id, "RESIDUAL_POSITION")).contains("To close it: BUY 1 ");
    trader.assertInOrder(id);
  }

  /** Only the call fills, and from then on nobody sells it. */
  static void shortCallThatNobodySells(Trader trader, String id, String stockAsked) {
    Venue venue = trader.venue();
    Conversion conversion = trader.conversion();
    venue.quote(conversion.stock(), "99.98", "5000", "100.00", stockAsked);
    venue.quote(conversion.put(), "2.00", "50", "2.05", "50");
    venue.quote(conversion.call(), "2.25", "50", "2.30", "50");
    ObjectNode request =
        Conversion.withLimits(
            conversion.request(id, trader.account(), 1, "99.70"), "99.90", "1.90", "2.20");
    trader.submit(Conversion.withTimeouts(request, Duration.ofSeconds(30), SOON));
    trader.awaitPosition(id, "call", -1);
    venue.quote(conversion.call(), "2.25", "50", null, null);
  }

  private static List<JsonNode> orders(Trader trader, String id, String purpose) {
    List<JsonNode> orders = new ArrayList<>();
    for (JsonNode order : trader.venue().orders(id)) {
      if (order.get("orderRef").asText().contains("|hedge|" + purpose)) {
        orders.add(order);
      }
    }
    return orders;
  }

  private static boolean callBeforeHedge(Trader trader, String id) {
    boolean closed = false;
    for (JsonNode fill : trader.venue().fills(id)) {
      String ref = fill.get("orderRef").asText();
      closed |= ref.contains("|call|U");
      if (ref.contains("|hedge|U") && !closed) {
        return false;
      }
    }
    return closed;
  }

  private static String text(Trader trader, String id, String code) {
    String[] text = {""};
    Waiting.until(
        code + " of " + id,
        Trader.PATIENCE,
        () -> {
          for (JsonNode alert : trader.trades().http().get("/api/alerts").json().path("alerts")) {
            if (alert.path("execution").asText().equals(id)
                && alert.path("code").asText().equals(code)) {
              text[0] = alert.path("text").asText();
            }
          }
          return !text[0].isEmpty();
        });
    return text[0];
  }
}
