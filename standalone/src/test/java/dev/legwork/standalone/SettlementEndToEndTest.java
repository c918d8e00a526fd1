package dev.legwork.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.legwork.standalone.Conversion.Market;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Orders that the broker has lost, so that nobody can prove their end: a person answers for them.
 */
@EndToEnd
@ResourceLock(value = EndToEnd.ALONE, mode = ResourceAccessMode.READ)
class SettlementEndToEndTest {
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final List<String> TOLD =
      List.of("openOrder", "orderStatus", "completedOrder", "execDetails", "commissionReport");

  /**
   * With stock and put filled, the call works; from now on the gateway never speaks of it again.
   */
  private static String lost(Trader trader, String name, String cancels) {
    String id = trader.id(name);
    trader.submit(Conversion.withTimeouts(trader.withRestingCall(id), LONG, LONG));
    trader.awaitPosition(id, "stock", 100);
    trader.awaitPosition(id, "put", 1);
    Waiting.until("the call works", PATIENCE, () -> call(trader, id).equals("WORKING"));
    TOLD.forEach(message -> fault(trader, id, message, "drop"));
    fault(trader, id, "cancelOrder", cancels);
    return id;
  }

  private static void fault(Trader trader, String id, String on, String does) {
    trader
        .venue()
        .fault(
            "{\"on\":\"%s\",\"match\":{\"orderRef\":\"lw1|%s|call|E1\"},\"do\":\"%s\"}"
                .formatted(on, id, does));
  }

  private static String call(Trader trader, String id) {
    return trader.trades().show(id).at("/legs/2/orders/0/state").asText();
  }

  private static JsonHttp.Answer settle(Trader trader, String id, String what) {
    return trader
        .trades()
        .http()
        .post(
            "/api/orders/lw1%7C" + id + "%7Ccall%7CE1/settlement",
            "{" + what + ", \"operator\": \"ann\", \"reason\": \"the broker's desk told her\"}");
  }

  private static void cancel(Trader trader, String id) {
    trader.trades().http().post("/api/executions/" + id + "/cancel", "{\"reason\": \"enough\"}");
  }

  private static String holder(Trader trader) {
    return trader
        .trades()
        .http()
        .get("/api/locks/" + trader.account())
        .json()
        .path("holder")
        .asText();
  }

  private static void awaitLost(House house, Trader trader, String id) {
    Waiting.until("a person is told", PATIENCE, () -> openAlerts(house, id, "ORDER_UNPROVEN") == 1);
    Waiting.until(
        "the comparison says that the broker does not know it",
        PATIENCE,
        () ->
            house.count(
                    """
                    select count(*) from divergence where execution_id = ? and closed_at is null
                      and kind = 'ORDER_UNKNOWN_AT_BROKER' and opened_at is not null
                    """,
                    id)
                == 1);
    assertThat(holder(trader)).isEqualTo(id);
    assertThat(trader.trades().state(id)).isEqualTo("WORKING");
  }

  private static long openAlerts(House house, String id, String code) {
    return house.count(
        "select count(*) from alert where execution_id = ? and closed_at is null and code = '"
            + code
            + "'",
        id);
  }

  /** It was cancelled there, and nobody ever says so. */
  @Test
  void unwindsAndFreesTheLockOnceAPersonHasSaidThatALostOrderExecutedNothing(
      House house, Trader trader) {
    trader.market(Market.OPEN);
    String id = lost(trader, "nothing", "silence");
    JsonHttp.Answer early = settle(trader, id, "\"executed\": 0");
    assertThat(early.status()).as(early.text()).isEqualTo(409);
    cancel(trader, id);
    awaitLost(house, trader, id);

    JsonHttp.Answer much = settle(trader, id, "\"executed\": 2, \"averagePrice\": \"2.40\"");
    assertThat(much.status()).as(much.text()).isEqualTo(422);
    assertThat(much.json().at("/errors/0/field").asText()).isEqualTo("executed");
    JsonHttp.Answer settled = settle(trader, id, "\"executed\": 0");
    assertThat(settled.status()).as(settled.text()).isEqualTo(200);

    JsonNode ended = trader.awaitEnd(id);
    assertThat(ended.path("state").asText()).isEqualTo("UNWOUND");
    assertThat(ended.path("timeline").toString()).contains("ORDER_SETTLED").contains("ann");
    assertThat(trader.held(id)).isEmpty();
    assertThat(openAlerts(house, id, "ORDER_UNPROVEN")).isZero();
    assertThat(
            house.count("select count(*) from audit where target like ?", "order lw1|" + id + "|%"))
        .isEqualTo(1);
    trader.assertInOrder(id);
  }

  /** It executes there unheard; its trade has what it asked for. */
  @Test
  void commitsOnceAPersonHasSaidThatALostOrderExecuted(House house, Trader trader) {
    MarketMaker market = trader.market(Market.OPEN);
    String id = lost(trader, "executed", "drop");
    market.become(Market.OPEN.withCall("2.40", "2.45"));
    trader.awaitPosition(id, "call", -1);
    cancel(trader, id);
    awaitLost(house, trader, id);

    JsonHttp.Answer settled = settle(trader, id, "\"executed\": 1, \"averagePrice\": \"2.40\"");
    assertThat(settled.status()).as(settled.text()).isEqualTo(200);

    JsonNode ended = trader.awaitEnd(id);
    assertThat(ended.path("state").asText()).isEqualTo("COMMITTED");
    assertThat(ended.at("/legs/2/executed").asText()).isEqualTo("1");
    assertThat(ended.at("/legs/2/averagePrice").asText()).isEqualTo("2.4");
    assertThat(openAlerts(house, id, "ORDER_UNPROVEN")).isZero();
    trader.assertInOrder(id);
  }
}
