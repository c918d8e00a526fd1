package dev.legwork.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.legwork.cli.LegworkCli;
import dev.legwork.standalone.Conversion.Market;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A person stops an account and closes what its trades hold. fault Y17. */
@EndToEnd
@ResourceLock(value = EndToEnd.ALONE, mode = ResourceAccessMode.READ_WRITE)
class FlattenEndToEndTest {
  private static final String FLATTEN =
      "{\"on\": true, \"operator\": \"ann\", \"reason\": \"get out\", \"flatten\": true}";
  private static final String OFF =
      "{\"on\": false, \"operator\": \"ann\", \"reason\": \"it is over\"}";

  private House house;
  private Trader trader;
  private MarketMaker maker;

  @AfterEach
  void lettingEverybodyGo() {
    if (house != null) {
      house.crashes().disarm();
      house.awaitWorker();
    }
    if (trader != null) {
      trader.trades().http().post(path(), OFF);
    }
  }

  /** faults Y1, Y17: the worker dies with the first closing order written, and nothing is twice. */
  @Test
  void closesAGuardedAndAnUnguardedTradeOverTheDeathOfTheWorker(House theHouse, Trader theTrader) {
    begin(theHouse, theTrader);
    String guarded = guarded("guarded");
    String bare = committed("bare");
    foreign("BUY", 30);
    house.crashes().halt("CP10");

    JsonHttp.Answer answer = trader.trades().http().post(path(), FLATTEN);

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(ofThisTrader(answer)).containsExactlyInAnyOrder(guarded, bare);
    house.crashes().awaitReached("CP10");
    assertThat(trader.trades().http().post(path(), FLATTEN).status()).isEqualTo(200);
    house.awaitWorker();

    awaitExit(guarded, "EXITED");
    awaitExit(bare, "EXITED");
    assertThat(trader.held(guarded)).isEmpty();
    assertThat(trader.held(bare)).isEmpty();
    assertThat(trader.executed(guarded, "stock", "SELL")).isEqualTo(100);
    assertThat(trader.executed(bare, "stock", "SELL")).isEqualTo(100);
    assertThat(trader.executed(bare, "put", "SELL")).isEqualTo(1);
    assertThat(trader.executed(bare, "call", "BUY")).isEqualTo(1);
    assertThat(trader.trades().show(bare).path("state").asText()).isEqualTo("COMMITTED");
    assertThat(exit(bare).path("flattened").asBoolean()).isTrue();
    assertThat(exit(bare).path("exit").asText()).contains("FLATTENED", "ann: get out");
    trader.assertInOrder(guarded);
    trader.assertInOrder(bare);
    assertThat(house.audit(trader.account())).isEmpty();
    assertThat(
            house.count(
                "select count(*) from audit where action = 'FLATTEN' and operator = 'ann'"
                    + " and target = 'account ' || ?",
                trader.account()))
        .isEqualTo(2);
  }

  /** fault O28: shorts that can be bought back are, and a person is told what stays, exactly. */
  @Test
  void tellsExactlyWhatCannotBeClosedAndClosesItOnceItCan(House theHouse, Trader theTrader) {
    begin(theHouse, theTrader);
    String id = committed("unquoted");
    maker.become(Market.OPEN.withPut("0.01", "9.99"));

    assertThat(flattenByCommand()).isZero();

    Waiting.until(
        "an alert about the put",
        Trader.PATIENCE,
        () ->
            house.count(
                    "select count(*) from alert where code = 'STOP_INCOMPLETE' and closed_at is"
                        + " null and jsonb_array_length(residual) = 1 and execution_id = ?",
                    id)
                == 1);
    awaitExit(id, "INCOMPLETE");
    assertThat(trader.held(id)).containsOnlyKeys("put").containsEntry("put", 1);

    maker.become(Market.OPEN);
    awaitExit(id, "EXITED");
    assertThat(trader.held(id)).isEmpty();
    assertThat(
            house.count(
                "select count(*) from alert where closed_at is null and not passing"
                    + " and execution_id = ?",
                id))
        .isZero();
    trader.assertInOrder(id);
  }

  /** fault O28: the short that nobody sells back keeps its hedge until both can go. */
  @Test
  void takesTheHedgeOffOnceTheCallThatItHedgesIsBoughtBack(House theHouse, Trader theTrader) {
    house = theHouse;
    trader = theTrader;
    String id = trader.id("hedged");
    HedgeEndToEndTest.shortCallThatNobodySells(trader, id, "5000");
    trader.awaitState(id, "WAITING_MARKET");
    trader
        .trades()
        .http()
        .post("/api/executions/" + id + "/cancel", "{\"reason\": \"I look after it\"}");
    assertThat(trader.awaitEnd(id).path("state").asText()).isEqualTo("RESIDUAL");
    Map<String, Integer> hedged = trader.held(id);
    assertThat(hedged).containsOnlyKeys("call", "hedge").containsEntry("call", -1);

    assertThat(flattenByCommand()).isZero();
    awaitExit(id, "INCOMPLETE");
    assertThat(trader.held(id)).isEqualTo(hedged);

    trader.venue().quote(trader.conversion().call(), "2.25", "50", "2.30", "50");
    awaitExit(id, "EXITED");
    assertThat(trader.held(id)).isEmpty();
    assertThat(trader.executed(id, "call", "BUY")).isEqualTo(1);
    assertThat(trader.executed(id, "hedge", "SELL")).isEqualTo(hedged.get("hedge"));
    assertThat(
            house.count(
                "select count(*) from alert where closed_at is null and not passing"
                    + " and execution_id = ?",
                id))
        .isZero();
    trader.assertInOrder(id);
  }

  @Test
  void refusesToFlattenWithAClearingSwitchOrWithoutWhoAndWhy(House theHouse, Trader theTrader) {
    begin(theHouse, theTrader);
    String id = committed("stays");

    JsonHttp.Answer off =
        trader
            .trades()
            .http()
            .post(
                path(),
                "{\"on\": false, \"flatten\": true, \"operator\": \"a\", \"reason\": \"b\"}");
    JsonHttp.Answer nobody =
        trader.trades().http().post(path(), "{\"on\": true, \"flatten\": true}");

    assertThat(off.status()).isEqualTo(400);
    assertThat(off.json().at("/errors").findValuesAsText("field")).containsExactly("flatten");
    assertThat(nobody.json().at("/errors").findValuesAsText("field"))
        .containsExactlyInAnyOrder("operator", "reason");
    assertThat(trader.trades().http().get("/api/executions/" + id + "/stop").status())
        .isEqualTo(404);
    assertThat(trader.held(id)).hasSize(3);
  }

  private void begin(House theHouse, Trader theTrader) {
    house = theHouse;
    trader = theTrader;
    maker = trader.market(Market.OPEN);
  }

  /** Of the trades that a flattening names; the account may hold what earlier traders left. */
  private List<String> ofThisTrader(JsonHttp.Answer answer) {
    return answer.json().findValuesAsText("execution").stream()
        .filter(execution -> execution.startsWith(trader.id("")))
        .toList();
  }

  private String path() {
    return "/api/accounts/" + trader.account() + "/kill-switch";
  }

  private int flattenByCommand() {
    return LegworkCli.run(
        "kill-switch",
        "on",
        "--flatten",
        "--account=" + trader.account(),
        "--operator=ann",
        "--reason=get out",
        "--url=" + trader.trades().http().base());
  }

  private String committed(String name) {
    String id = trader.id(name);
    assertThat(trader.execute(trader.marketable(id)).path("state").asText()).isEqualTo("COMMITTED");
    return id;
  }

  private String guarded(String name) {
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
    request.putObject("stop").put("leg", "stock").put("trigger", "98.00").put("limit", "97.50");
    assertThat(trader.execute(request).path("state").asText()).isEqualTo("COMMITTED");
    awaitExit(id, "ARMED");
    return id;
  }

  /** Somebody's own shares, which are none of ours to sell. */
  private void foreign(String side, int quantity) {
    trader
        .venue()
        .http()
        .post(
            "/foreign",
            """
            {"kind": "manual", "account": "%s", "contract": %s, "side": "%s", "quantity": %d}
            """
                .formatted(trader.account(), trader.conversion().stock(), side, quantity));
  }

  private JsonNode exit(String id) {
    return trader.trades().http().get("/api/executions/" + id + "/stop").json();
  }

  private void awaitExit(String id, String state) {
    Waiting.until(
        "the exit of " + id + " is " + state,
        Trader.PATIENCE,
        () -> exit(id).path("state").asText().equals(state));
  }
}
