package dev.legwork.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.legwork.standalone.Conversion.Market;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** faults O24, O28: nobody trades what a trade must close. */
@EndToEnd
class WaitingMarketEndToEndTest {
  /** Time to stop the market once the legs are filled. */
  private static final Duration SOON = Duration.ofSeconds(5);

  /** Another trade uses the account meanwhile. */
  @Test
  @ResourceLock(value = EndToEnd.ALONE, mode = ResourceAccessMode.READ)
  void waitsThroughAHaltWithTheLockFreeAndIsUnwoundByItself(Trader trader) {
    String id = trader.id("halted");
    MarketMaker market = trader.market(Market.OPEN);
    waitsThroughAHalt(trader, id);

    assertThat(alert(trader, id).path("severity").asText()).isEqualTo("CRITICAL");
    assertThat(alert(trader, id).path("text").asText())
        .contains("100 " + trader.conversion().symbol(), "trading is halted", "goes on by itself");
    assertThat(codes(trader, id)).doesNotContain("RESIDUAL_POSITION");
    Conversion other =
        new Conversion(trader.conversion().symbol() + "B", trader.conversion().expiry());
    try (MarketMaker others = new MarketMaker(trader.venue(), other, Market.OPEN)) {
      others.become(Market.OPEN);
      String second = trader.id("meanwhile");
      trader.submit(other.request(second, trader.account(), 1, "99.85"));
      assertThat(trader.awaitEnd(second).path("state").asText()).isEqualTo("COMMITTED");
    }
    assertThat(trader.trades().state(id)).isEqualTo("WAITING_MARKET");
    market.become(Market.OPEN);
    halt(trader, false);
    JsonNode ended = trader.awaitEnd(id);

    assertThat(ended.path("state").asText()).isEqualTo("UNWOUND");
    assertThat(trader.held(id)).isEmpty();
    assertThat(trader.executed(id, "stock", "SELL")).isEqualTo(100);
    Waiting.until("its alerts are closed", Trader.PATIENCE, () -> codes(trader, id).isEmpty());
    trader.assertInOrder(id);
  }

  @Test
  @ResourceLock(value = EndToEnd.ALONE, mode = ResourceAccessMode.READ_WRITE)
  void waitsOnInAnotherWorkerWhenItsOwnIsKilled(House house, Trader trader) {
    String id = trader.id("killed");
    trader.market(Market.OPEN);
    waitsThroughAHalt(trader, id);

    house.killWorker();
    halt(trader, false);
    JsonNode ended = trader.awaitEnd(id);
    house.awaitWorker();

    assertThat(ended.path("state").asText()).isEqualTo("UNWOUND");
    assertThat(trader.held(id)).isEmpty();
    trader.assertInOrder(id);
  }

  /** Quotes stand while the venue is closed; hours are believed. */
  @Test
  @ResourceLock(value = EndToEnd.ALONE, mode = ResourceAccessMode.READ_WRITE)
  void waitsForTheVenueToOpenThoughQuotesStand(Trader trader) {
    String id = trader.id("closed");
    trader.market(Market.OPEN);
    trader.submit(restingCall(trader, id));
    trader.awaitPosition(id, "put", 1);
    session(trader, false);
    try {
      trader.awaitState(id, "WAITING_MARKET");
      assertThat(alert(trader, id).path("text").asText()).contains("does not trade now");
    } finally {
      session(trader, true);
    }

    assertThat(trader.awaitEnd(id).path("state").asText()).isEqualTo("UNWOUND");
    assertThat(trader.held(id)).isEmpty();
    trader.assertInOrder(id);
  }

  @Test
  @ResourceLock(value = EndToEnd.ALONE, mode = ResourceAccessMode.READ)
  void leavesItsPositionToThePersonWhoCancelsTheWait(Trader trader) {
    String id = trader.id("cancelled");
    trader.market(Market.OPEN);
    waitsThroughAHalt(trader, id);

    trader
        .trades()
        .http()
        .post("/api/executions/" + id + "/cancel", "{\"reason\": \"I do it myself\"}");
    JsonNode ended = trader.awaitEnd(id);

    assertThat(ended.path("state").asText()).isEqualTo("RESIDUAL");
    assertThat(ended.at("/reason/detail").asText()).contains("I do it myself");
    assertThat(trader.held(id)).isEqualTo(Map.of("stock", 100, "put", 1));
    Waiting.until(
        "only the position is told",
        Trader.PATIENCE,
        () -> codes(trader, id).equals(List.of("RESIDUAL_POSITION")));
    halt(trader, false);
    trader.assertInOrder(id);
  }

  /**
   * What its own workflow held is with its recovery by then, which waits for the market as well.
   */
  @Test
  @ResourceLock(value = EndToEnd.ALONE, mode = ResourceAccessMode.READ)
  void leavesItsPositionToThePersonWhoCancelsTheWaitOfItsRecovery(House house, Trader trader) {
    String id = trader.id("recovery-cancelled");
    MarketMaker market = trader.market(Market.OPEN);
    recoveryWaitsThroughAHalt(house, trader, id);
    int orders = trader.venue().orders(id).size();

    JsonHttp.Answer answer = cancel(trader, id, "{\"reason\": \"mine\", \"operator\": \"ann\"}");
    JsonNode ended = trader.awaitEnd(id);

    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    assertThat(ended.path("state").asText()).isEqualTo("RESIDUAL");
    assertThat(ended.at("/reason/detail").asText()).contains("mine");
    assertThat(trader.held(id)).isEqualTo(Map.of("stock", 100, "put", 1));
    Waiting.until(
        "only the position is told",
        Trader.PATIENCE,
        () -> codes(trader, id).equals(List.of("RESIDUAL_POSITION")));
    assertThat(
            house.count(
                "select count(*) from audit where operator = 'ann' and action = 'CANCEL' and"
                    + " target = 'execution ' || ?",
                id))
        .isEqualTo(1);
    market.become(Market.OPEN);
    halt(trader, false);
    trader.assertInOrder(id);
    assertThat(tradesAfterwards(trader)).isEqualTo("COMMITTED");
    assertThat(trader.venue().orders(id)).as("what a person has taken over").hasSize(orders);
    assertThat(cancel(trader, id, "{\"reason\": \"again\"}").status()).isEqualTo(409);
  }

  private static void recoveryWaitsThroughAHalt(House house, Trader trader, String id) {
    Duration late = Duration.ofMinutes(5);
    trader.submit(Conversion.withTimeouts(trader.withRestingCall(id), late, late));
    trader.awaitPosition(id, "stock", 100);
    trader.awaitPosition(id, "put", 1);
    halt(trader, true);
    house.terminate("execution/" + id);
    trader.awaitState(id, "WAITING_MARKET");
    Waiting.until(
        "it is told", Trader.PATIENCE, () -> codes(trader, id).contains("WAITING_MARKET"));
  }

  /** Another trade of the account, which needs its lock. */
  private static String tradesAfterwards(Trader trader) {
    String next = trader.id("afterwards");
    trader.submit(trader.marketable(next));
    return trader.awaitEnd(next).path("state").asText();
  }

  private static JsonHttp.Answer cancel(Trader trader, String id, String body) {
    return trader.trades().http().post("/api/executions/" + id + "/cancel", body);
  }

  private static void waitsThroughAHalt(Trader trader, String id) {
    trader.submit(restingCall(trader, id));
    trader.awaitPosition(id, "stock", 100);
    trader.awaitPosition(id, "put", 1);
    halt(trader, true);
    trader.awaitState(id, "WAITING_MARKET");
    Waiting.until(
        "it is told", Trader.PATIENCE, () -> codes(trader, id).contains("WAITING_MARKET"));
  }

  private static ObjectNode restingCall(Trader trader, String id) {
    return Conversion.withTimeouts(trader.withRestingCall(id), Duration.ofSeconds(30), SOON);
  }

  /** Told a moment after the state can be read. */
  private static JsonNode alert(Trader trader, String id) {
    Waiting.until(
        "it is told", Trader.PATIENCE, () -> codes(trader, id).contains("WAITING_MARKET"));
    return alerts(trader, id).stream()
        .filter(alert -> alert.path("code").asText().equals("WAITING_MARKET"))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> codes(Trader trader, String id) {
    return alerts(trader, id).stream()
        .filter(alert -> !alert.path("passing").asBoolean())
        .map(alert -> alert.path("code").asText())
        .toList();
  }

  private static List<JsonNode> alerts(Trader trader, String id) {
    JsonNode open = trader.trades().http().get("/api/alerts").json().path("alerts");
    return StreamSupport.stream(open.spliterator(), false)
        .filter(alert -> alert.path("execution").asText().equals(id))
        .toList();
  }

  private static void halt(Trader trader, boolean halted) {
    post(
        trader,
        "/halts",
        "{\"symbol\": \"%s\", \"halted\": %s}".formatted(trader.conversion().symbol(), halted));
  }

  private static void session(Trader trader, boolean open) {
    post(trader, "/session", "{\"open\": %s}".formatted(open));
  }

  private static void post(Trader trader, String path, String body) {
    assertThat(trader.venue().http().post(path, body).status()).isEqualTo(200);
  }
}
