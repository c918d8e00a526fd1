package dev.legwork.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.legwork.standalone.Conversion.Market;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Protective stops by REST in, with the gateway's own ledger as the witness. */
@EndToEnd
@ResourceLock(value = EndToEnd.ALONE, mode = ResourceAccessMode.READ_WRITE)
class ProtectiveStopEndToEndTest {
  private static final String ASK = "{\"reason\": \"a test\", \"operator\": \"ann\"}";

  private House house;
  private MarketMaker maker;

  @AfterEach
  void leaveAWorker() {
    if (house != null) {
      house.crashes().disarm();
      house.awaitWorker();
    }
  }

  /** fault O30: the broker's stop-limit does it alone. */
  @Test
  void theStopOrderFillsAndTheTradeIsOverOnce(House house, Trader trader) {
    String id = guarded(trader, "fills");
    assertThat(stopOrder(trader, id).path("tif").asText()).isEqualTo("GTC");
    assertThat(show(trader, id).path("links").path("stop").asText())
        .isEqualTo("/api/executions/" + id + "/stop");

    fall("97.80", "97.85");

    awaitStop(trader, id, "EXITED");
    assertSoldOnce(house, trader, id);
    assertThat(refs(trader, id)).containsExactly("stock|E1", "stock|S1");
    assertThat(show(trader, id).path("state").asText()).isEqualTo("COMMITTED");
    assertThat(openAlerts(house, id)).isZero();
  }

  /**
   * fault O30: through the limit in one step; the market is taken after the proof of the cancel.
   */
  @Test
  void aGapThroughTheStopIsSeenAndClosedAtTheMarketAfterTheProof(House house, Trader trader) {
    String id = guarded(trader, "gap");

    fall("95.00", "95.05");

    awaitStop(trader, id, "EXITED");
    assertSoldOnce(house, trader, id);
    assertThat(states(trader, id)).containsEntry("stock|S1", "Cancelled");
    assertThat(states(trader, id)).containsEntry("stock|U1", "Filled");
    assertThat(events(trader, id)).contains("DECIDED_EXIT");
    assertThat(stop(trader, id).path("exit").asText()).startsWith("STOP_GAPPED");
    assertThat(
            house.count(
                "select count(*) from alert where code = 'STOP_GAP_THROUGH' and execution_id = ?",
                id))
        .isEqualTo(1);
    assertThat(
            house.count(
                "select count(*) from order_intent u join order_intent s"
                    + " on s.execution_id = u.execution_id and s.purpose = 'STOP'"
                    + " where u.purpose = 'UNWIND' and u.stored_at < s.verdict_at"
                    + " and u.execution_id = ?",
                id))
        .as("unwinding orders stored before the stop was proven over")
        .isZero();
  }

  /** faults O30 and Y1: the broker's order does not need us, and we do not do it again. */
  @Test
  void aStopThatFillsWhileNoWorkerLivesIsNotRepeated(House house, Trader trader) {
    this.house = house;
    String id = guarded(trader, "armed-kill");

    house.killWorker();
    fall("97.80", "97.85");
    trader.awaitPosition(id, "stock", 0);
    house.awaitWorker();

    awaitStop(trader, id, "EXITED");
    assertSoldOnce(house, trader, id);
    assertThat(refs(trader, id)).containsExactly("stock|E1", "stock|S1");
  }

  /** faults O30 and Y1: killed with the stop's cancel written and not confirmed. */
  @Test
  void aWorkerKilledWhileFallingBackExitsExactlyOnce(House house, Trader trader) {
    this.house = house;
    String id = guarded(trader, "cancel-kill");

    house.crashes().halt("CP8");
    fall("95.00", "95.05");
    house.crashes().awaitReached("CP8");
    house.awaitWorker();

    awaitStop(trader, id, "EXITED");
    assertSoldOnce(house, trader, id);
  }

  /** faults O30 and Y1: killed with the fallback order written, and its workflow does not know. */
  @Test
  void aWorkerKilledAfterTheFallbackWasSentExitsExactlyOnce(House house, Trader trader) {
    this.house = house;
    String id = guarded(trader, "sent-kill");

    house.crashes().halt("CP10");
    fall("95.00", "95.05");
    house.crashes().awaitReached("CP10");
    house.awaitWorker();

    awaitStop(trader, id, "EXITED");
    assertSoldOnce(house, trader, id);
  }

  /** fault O30: both at the same moment. */
  @Test
  void aManualExitRacingTheStopClosesOnce(House house, Trader trader) {
    String id = guarded(trader, "race");

    Thread asks = Thread.startVirtualThread(() -> ask(trader, id, "/exit", 202, 409));
    fall("97.80", "97.85");
    join(asks);

    awaitStop(trader, id, "EXITED");
    assertSoldOnce(house, trader, id);
  }

  @Test
  void aPersonClosesTheCommittedPosition(House house, Trader trader) {
    String id = guarded(trader, "exit");

    ask(trader, id, "/exit", 202);

    awaitStop(trader, id, "EXITED");
    assertSoldOnce(house, trader, id);
    assertThat(states(trader, id)).containsEntry("stock|S1", "Cancelled");
    ask(trader, id, "/exit", 409);
    assertThat(
            house.count(
                "select count(*) from audit where action = 'EXIT' and target = ?",
                "execution " + id))
        .isEqualTo(1);
  }

  @Test
  void aPersonEndsTheStopAndKeepsThePosition(House house, Trader trader) {
    String id = guarded(trader, "cancel");

    ask(trader, id, "/stop/cancel", 202);

    awaitStop(trader, id, "CANCELLED");
    assertThat(trader.held(id)).containsEntry("stock", 100);
    assertThat(states(trader, id)).containsEntry("stock|S1", "Cancelled");
    fall("95.00", "95.05");
    trader.assertInOrder(id);
    assertThat(trader.held(id)).containsEntry("stock", 100);
    assertThat(house.audit(trader.account())).isEmpty();
  }

  /** fault O30: a person ends the stop while nobody buys the rest, and is told of it exactly. */
  @Test
  void aPersonWhoEndsAnExitMidwayIsToldWhatIsHeld(House house, Trader trader) {
    String id = guarded(trader, "midway");
    maker.close();
    trader.venue().quote(trader.conversion().stock(), "95.00", "40", "95.05", "40");
    trader.awaitPosition(id, "stock", 60);
    awaitStop(trader, id, "INCOMPLETE");

    ask(trader, id, "/stop/cancel", 202);

    awaitStop(trader, id, "CANCELLED");
    assertThat(trader.held(id)).containsEntry("stock", 60);
    assertThat(openAlerts(house, id, "RESIDUAL_POSITION", "-40")).isEqualTo(1);
    assertThat(openAlerts(house, id, "STOP_INCOMPLETE", "60")).isZero();
    trader.assertInOrder(id);
    assertThat(house.audit(trader.account())).isEmpty();
  }

  /** fault O30: somebody else sells the shares; ours are not sold once more. */
  @Test
  void aPositionThatAStrangerClosedIsNotClosedAgain(House house, Trader trader) {
    String id = guarded(trader, "stranger");

    others(trader, "SELL", 100);

    awaitStop(trader, id, "CLOSED_BY_OTHERS");
    assertThat(states(trader, id)).containsEntry("stock|S1", "Cancelled");
    assertThat(trader.executed(id, "stock", "SELL")).isZero();
    fall("95.00", "95.05");
    assertThat(refs(trader, id)).containsExactly("stock|E1", "stock|S1");
  }

  /** The whole group by its own net; no order of a broker can say it, so we watch. */
  @Test
  void aGroupIsLeftOnceClosingItFetchesTooLittle(House house, Trader trader) {
    MarketMaker market = trader.market(Market.OPEN);
    String id = trader.id("group");
    ObjectNode request = trader.marketable(id);
    request.putObject("stop").put("netTrigger", "98.50");
    assertThat(trader.execute(request).path("state").asText()).isEqualTo("COMMITTED");
    awaitStop(trader, id, "WATCHING");
    assertThat(trader.held(id)).hasSize(3);

    // Closing fetches 98.50 + 2.00 - 2.30 = 98.20.
    market.become(new Market("98.50", "98.52", "2.00", "2.05", "2.25", "2.30", Market.OPEN.size()));

    awaitStop(trader, id, "EXITED");
    assertThat(trader.held(id)).isEmpty();
    assertThat(trader.executed(id, "stock", "SELL")).isEqualTo(100);
    assertThat(trader.executed(id, "call", "BUY")).isEqualTo(1);
    trader.assertInOrder(id);
    assertThat(house.audit(trader.account())).isEmpty();
  }

  /** Nobody looks after it: the next comparison with the broker sees to it that somebody does. */
  @Test
  void aStopWhoseWorkflowWasTerminatedIsTakenUpAgain(House house, Trader trader) {
    String id = guarded(trader, "terminated");

    house.terminate("execution/" + id + "/stop");
    fall("95.00", "95.05");

    awaitStop(trader, id, "EXITED");
    assertSoldOnce(house, trader, id);
  }

  @Test
  void refusesAStopThatWouldUncoverAShortCall(Trader trader) {
    ObjectNode request = trader.marketable(trader.id("uncovers"));
    request.putObject("stop").put("leg", "stock").put("trigger", "98.00");

    JsonHttp.Answer answer = trader.trades().http().post("/api/executions", request);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().path("errors").toString()).contains("stop.leg", "stop.netTrigger");
  }

  /** 100 shares at 100.00 with a stop at 98.00 and a limit of 97.50, committed and armed. */
  private String guarded(Trader trader, String name) {
    maker = trader.market(Market.OPEN);
    String id = trader.id(name);
    ObjectNode request =
        JsonNodeFactory.instance
            .objectNode()
            .put("id", id)
            .put("account", trader.account())
            .put("quantity", 100)
            .put("netLimit", "100.05");
    request
        .putArray("legs")
        .addObject()
        .put("name", "stock")
        .put("action", "BUY")
        .put("ratio", 1)
        .set("contract", trader.conversion().stock());
    request
        .putObject("stop")
        .put("leg", "stock")
        .put("trigger", "98.00")
        .put("limit", "97.50")
        .put("fallbackAfter", "PT2S");
    assertThat(trader.execute(request).path("state").asText()).isEqualTo("COMMITTED");
    awaitStop(trader, id, "ARMED");
    Waiting.until(
        "the stop order rests at the gateway",
        Trader.PATIENCE,
        () -> "PreSubmitted".equals(states(trader, id).get("stock|S1")));
    return id;
  }

  private void fall(String bid, String ask) {
    maker.become(new Market(bid, ask, "2.00", "2.05", "2.25", "2.30", Market.OPEN.size()));
  }

  private static JsonNode show(Trader trader, String id) {
    return trader.trades().show(id);
  }

  private static JsonNode stop(Trader trader, String id) {
    return trader.trades().http().get("/api/executions/" + id + "/stop").json();
  }

  private static void awaitStop(Trader trader, String id, String state) {
    Waiting.until(
        "the stop of " + id + " is " + state,
        Trader.PATIENCE,
        () -> stop(trader, id).path("state").asText().equals(state));
  }

  private static void ask(Trader trader, String id, String what, Integer... expected) {
    JsonHttp.Answer answer = trader.trades().http().post("/api/executions/" + id + what, ASK);
    assertThat(answer.status()).as(answer.text()).isIn((Object[]) expected);
  }

  /** What was bought is sold once: no more, no less, and by the books of both sides. */
  private static void assertSoldOnce(House house, Trader trader, String id) {
    assertThat(trader.held(id)).isEmpty();
    assertThat(trader.executed(id, "stock", "BUY")).isEqualTo(100);
    assertThat(trader.executed(id, "stock", "SELL")).isEqualTo(100);
    trader.assertInOrder(id);
    assertThat(house.audit(trader.account())).isEmpty();
  }

  /** Legs and orders in the words of their references, in order of arrival. */
  private static List<String> refs(Trader trader, String id) {
    return trader.venue().orders(id).stream().map(order -> ref(order)).toList();
  }

  private static String ref(JsonNode order) {
    String[] parts = order.path("orderRef").asText().split("\\|");
    return parts[2] + "|" + parts[3];
  }

  private static Map<String, String> states(Trader trader, String id) {
    Map<String, String> states = new TreeMap<>();
    trader.venue().orders(id).forEach(o -> states.put(ref(o), o.path("state").asText()));
    return states;
  }

  private static JsonNode stopOrder(Trader trader, String id) {
    return trader.venue().orders(id).stream()
        .filter(order -> ref(order).equals("stock|S1"))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> events(Trader trader, String id) {
    return stop(trader, id).path("timeline").findValuesAsText("event");
  }

  private static long openAlerts(House house, String id) {
    return house.count(
        "select count(*) from alert where closed_at is null and not passing and execution_id = ?",
        id);
  }

  /** Of this code, with this as its only position. */
  private static long openAlerts(House house, String id, String code, String position) {
    return house.count(
        "select count(*) from alert where closed_at is null and execution_id = ? and code = '"
            + code
            + "' and jsonb_array_length(residual) = 1 and (residual -> 0 ->> 'position')::numeric ="
            + " "
            + position,
        id);
  }

  private static void others(Trader trader, String side, int quantity) {
    JsonHttp.Answer answer =
        trader
            .venue()
            .http()
            .post(
                "/foreign",
                """
                {"kind": "manual", "account": "%s", "contract": %s, "side": "%s", "quantity": %d}
                """
                    .formatted(trader.account(), trader.conversion().stock(), side, quantity));
    assertThat(answer.status()).as(answer.text()).isLessThan(300);
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
