package dev.legwork.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.legwork.standalone.Conversion.Market;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Sessions that find their trades themselves, in chains as the gateway quotes them. */
@EndToEnd
@ResourceLock(value = EndToEnd.ALONE, mode = ResourceAccessMode.READ_WRITE)
class SessionEndToEndTest {
  private static final Map<String, Integer> CONVERSION = Map.of("stock", 100, "put", 1, "call", -1);

  private static ObjectNode plan(String name, Trader trader, String... symbols) {
    ObjectNode plan =
        JsonNodeFactory.instance.objectNode().put("name", name).put("account", trader.account());
    Stream.of(symbols).forEach(plan.putArray("symbols")::add);
    plan.putObject("strategies")
        .putObject("SFR")
        .put("equal-strikes", true)
        .put("min-width", 0)
        .put("max-dte", 90);
    return plan;
  }

  private static JsonNode begin(Trader trader, ObjectNode plan) {
    JsonHttp.Answer answer = trader.trades().http().post("/api/sessions", plan);
    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    return answer.json();
  }

  private static JsonNode session(Trader trader, String name) {
    return trader.trades().http().get("/api/sessions/" + name).json();
  }

  private static JsonNode awaitPhase(Trader trader, String name, String phase) {
    try {
      Waiting.until(
          "session " + name + " is " + phase,
          Trader.PATIENCE,
          () -> session(trader, name).path("phase").asText().equals(phase));
    } catch (RuntimeException | AssertionError late) {
      throw new AssertionError(session(trader, name).toPrettyString(), late);
    }
    return session(trader, name);
  }

  private static String execution(JsonNode session) {
    return session.at("/trades/0/execution").asText();
  }

  @Test
  void findsAConversionExecutesItAndEndsAfterTheSuccess(Trader trader) {
    trader.market(Market.OPEN);
    String name = trader.id("finds");
    begin(trader, plan(name, trader, trader.conversion().symbol()));

    JsonNode over = awaitPhase(trader, name, "ENDED");

    assertThat(over.at("/counts/committed").asInt()).as(over.toPrettyString()).isEqualTo(1);
    String id = execution(over);
    assertThat(trader.held(id)).isEqualTo(CONVERSION);
    assertThat(over.path("detail").asText()).isEqualTo(id + " ended COMMITTED");
    trader.assertInOrder(id);
  }

  @Test
  void finishesTheSameWhenItsWorkerIsKilledWhileItsTradeIsWritten(House house, Trader trader) {
    trader.market(Market.OPEN);
    String name = trader.id("killed");
    house.crashes().halt("CP3");
    try {
      begin(trader, plan(name, trader, trader.conversion().symbol()));
      house.crashes().awaitReached("CP3");

      JsonNode over = awaitPhase(trader, name, "ENDED");

      String id = execution(over);
      assertThat(over.at("/trades/0/outcome").asText()).isEqualTo("COMMITTED");
      assertThat(trader.held(id)).isEqualTo(CONVERSION);
      assertThat(trader.venue().orders(id)).hasSize(3);
      trader.assertInOrder(id);
    } finally {
      house.crashes().disarm();
      house.awaitWorker();
    }
  }

  @Test
  void goesOnLookingWhenItsWorkerIsKilledWhileThereIsNothing(House house, Trader trader) {
    Market dear = Market.OPEN.withCall("2.00", "2.05");
    MarketMaker market = trader.market(dear);
    String name = trader.id("quiet");
    begin(trader, plan(name, trader, trader.conversion().symbol()));
    Waiting.until(
        "session " + name + " has looked",
        Trader.PATIENCE,
        () -> session(trader, name).path("passes").asInt() > 2);

    house.killWorker();
    house.awaitWorker();
    market.close();
    trader.market(Market.OPEN);

    assertThat(awaitPhase(trader, name, "ENDED").at("/counts/committed").asInt()).isEqualTo(1);
  }

  @Test
  void executesOneAfterAnotherForTwoSessionsOfAnAccount(House house, Trader one, Trader other) {
    one.market(Market.OPEN);
    other.market(Market.OPEN);
    String[] symbols = {one.conversion().symbol(), other.conversion().symbol()};
    List<String> names = List.of(one.id("first"), one.id("second"));
    for (String name : names) {
      ObjectNode plan = plan(name, one, symbols);
      plan.putObject("stopAfter").put("trades", 1);
      begin(one, plan);
    }

    for (String name : names) {
      JsonNode over = awaitPhase(one, name, "ENDED");
      assertThat(over.at("/counts/committed").asInt()).as(over.toPrettyString()).isEqualTo(1);
    }

    assertThat(house.count("select count(*) from session_claim where account = ?", one.account()))
        .isEqualTo(2);
    assertThat(
            house.count(
                """
                select count(*) from session_claim a join session_claim b
                  on a.account = b.account and a.execution_id <> b.execution_id
                    and a.claimed_at <= b.claimed_at and b.claimed_at < a.ended_at
                where a.account = ?
                """,
                one.account()))
        .as("claims that were open beside another")
        .isZero();
  }

  @Test
  void tellsEveryErrorOfAPlanAtOnce(Trader trader) {
    ObjectNode plan = plan("a/b", trader, "TWX", "TWX");
    plan.put("quantity", 0).put("speed", 1);

    JsonHttp.Answer answer = trader.trades().http().post("/api/sessions", plan);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/errors").findValuesAsText("field"))
        .containsExactlyInAnyOrder("speed", "name", "symbols[1]", "quantity");
  }
}
