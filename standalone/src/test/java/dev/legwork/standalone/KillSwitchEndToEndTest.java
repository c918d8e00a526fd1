package dev.legwork.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.legwork.cli.LegworkCli;
import dev.legwork.fault.CrashPoint;
import dev.legwork.standalone.Conversion.Market;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A person stops an account, on real processes; what is written is seen at the gateway. fault Y17.
 */
@EndToEnd
@ResourceLock(value = EndToEnd.ALONE, mode = ResourceAccessMode.READ_WRITE)
class KillSwitchEndToEndTest {
  private static final String BEFORE_WRITE = CrashPoint.BEFORE_WRITE.code();
  private static final Duration LONG = Duration.ofSeconds(60);

  /** Longer than a look at the switches lasts. */
  private static final Duration LOOK_IS_OLD = Duration.ofMillis(400);

  private House house;
  private Trader trader;

  @AfterEach
  void lettingEverybodyGo() {
    if (house != null) {
      house.crashes().disarm();
      house.awaitWorker();
    }
    if (trader != null) {
      killSwitch(trader, "off", "the test is over");
    }
  }

  private void begin(House theHouse, Trader theTrader) {
    house = theHouse;
    trader = theTrader;
    trader.market(Market.OPEN);
  }

  private static int killSwitch(Trader trader, String what, String reason) {
    return LegworkCli.run(
        "kill-switch",
        what,
        "--account=" + trader.account(),
        "--operator=ann",
        "--reason=" + reason,
        "--url=" + trader.trades().http().base());
  }

  private static void stop(Trader trader) {
    assertThat(killSwitch(trader, "on", "wrong prices")).isZero();
  }

  private static JsonNode standing(Trader trader) {
    return trader.trades().http().get("/api/accounts/" + trader.account()).json();
  }

  private static void assertKilled(JsonNode ended, String state) {
    assertThat(ended.path("state").asText()).isEqualTo(state);
    assertThat(ended.at("/reason/code").asText()).isEqualTo("KILL_SWITCH");
    assertThat(ended.at("/reason/detail").asText()).contains("ann", "wrong prices");
  }

  @Test
  void refusesEveryTradeUntilSomebodyClearsIt(House theHouse, Trader theTrader) {
    begin(theHouse, theTrader);
    stop(trader);
    String id = trader.id("idle");

    JsonHttp.Answer refused = trader.trades().http().post("/api/executions", trader.marketable(id));

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.json().path("code").asText()).isEqualTo("KILL_SWITCH");
    assertThat(trader.trades().http().get("/api/executions/" + id).status()).isEqualTo(404);
    assertThat(standing(trader).at("/killSwitch/operator").asText()).isEqualTo("ann");
    assertThat(killSwitch(trader, "off", "prices are right")).isZero();
    assertThat(trader.execute(trader.marketable(id)).path("state").asText()).isEqualTo("COMMITTED");
    trader.assertInOrder(id);
    assertThat(
            house.count(
                "select count(*) from audit where target = 'account ' || ? and operator = 'ann'"
                    + " and action like 'KILL_SWITCH_O%'",
                trader.account()))
        .isEqualTo(2);
  }

  @Test
  void writesNothingThatWasStoredBefore(House theHouse, Trader theTrader) throws Exception {
    begin(theHouse, theTrader);
    String id = trader.id("stored");
    house.crashes().hold(BEFORE_WRITE);
    trader.submit(Conversion.withTimeouts(trader.marketable(id), LONG, LONG));
    house.crashes().awaitReached(BEFORE_WRITE);
    stop(trader);
    Thread.sleep(LOOK_IS_OLD);
    house.crashes().letGo(BEFORE_WRITE);

    JsonNode ended = trader.awaitEnd(id);

    assertThat(ended.path("state").asText()).isEqualTo("REJECTED");
    // A machine that stood still finds the wave too old to be written before it looks at the
    // switch.
    assertThat(ended.at("/reason/code").asText()).isIn("KILL_SWITCH", "NOT_WRITTEN");
    assertThat(trader.venue().orders(id)).isEmpty();
    assertThat(
            house.count(
                "select count(*) from order_intent where execution_id = ? and written ="
                    + " 'NOT_WRITTEN'",
                id))
        .isEqualTo(3);
    trader.assertInOrder(id);
  }

  @Test
  void withdrawsEntriesThatWork(House theHouse, Trader theTrader) {
    begin(theHouse, theTrader);
    String id = trader.id("works");
    trader.submit(Conversion.withTimeouts(trader.resting(id), LONG, LONG));
    trader.awaitOrders(id, 3);
    stop(trader);

    assertKilled(trader.awaitEnd(id), "NOT_FILLED");

    trader.assertInOrder(id);
  }

  @Test
  void unwindsWhatHasFilled(House theHouse, Trader theTrader) {
    begin(theHouse, theTrader);
    String id = trader.id("half");
    trader.submit(Conversion.withTimeouts(trader.withRestingCall(id), LONG, LONG));
    trader.awaitPosition(id, "stock", 100);
    trader.awaitPosition(id, "put", 1);
    stop(trader);

    assertKilled(trader.awaitEnd(id), "UNWOUND");

    assertThat(trader.held(id)).isEqualTo(Map.of());
    trader.assertInOrder(id);
  }

  @Test
  void goesOnUnwinding(House theHouse, Trader theTrader) {
    begin(theHouse, theTrader);
    String id = trader.id("unwinding");
    trader.keepUnwinding(id);
    trader.submit(trader.withRestingCall(id));
    trader.awaitState(id, "UNWINDING");
    stop(trader);

    JsonNode ended = trader.awaitEnd(id);

    assertThat(ended.path("state").asText()).isEqualTo("UNWOUND");
    assertThat(trader.held(id)).isEqualTo(Map.of());
    trader.assertInOrder(id);
  }

  /** The trade was accepted before; its worker dies, and the next one reads the switch. */
  @Test
  void staysOnOverARestart(House theHouse, Trader theTrader) {
    begin(theHouse, theTrader);
    String id = trader.id("restart");
    house.crashes().hold(BEFORE_WRITE);
    trader.submit(Conversion.withTimeouts(trader.marketable(id), LONG, LONG));
    house.crashes().awaitReached(BEFORE_WRITE);
    stop(trader);
    house.killWorker();
    house.crashes().disarm();
    house.awaitWorker();

    assertThat(trader.awaitEnd(id).path("state").asText()).isIn("REJECTED", "NOT_FILLED");

    assertThat(trader.venue().orders(id)).isEmpty();
    assertThat(standing(trader).at("/killSwitch/on").asBoolean()).isTrue();
    trader.assertInOrder(id);
  }

  @Test
  void reducesOnlyWhereThatIsAsked(House theHouse, Trader theTrader) {
    begin(theHouse, theTrader);
    String id = trader.id("reduce");
    assertThat(switched("reducing-only", "on")).isZero();

    JsonHttp.Answer refused = trader.trades().http().post("/api/executions", trader.marketable(id));

    assertThat(refused.json().path("code").asText()).isEqualTo("REDUCING_ONLY");
    assertThat(switched("reducing-only", "off")).isZero();
    assertThat(switched("pause", "on", "--underlying=" + trader.conversion().symbol())).isZero();
    assertThat(
            trader
                .trades()
                .http()
                .post("/api/executions", trader.marketable(id))
                .json()
                .path("code")
                .asText())
        .isEqualTo("UNDERLYING_PAUSED");
    assertThat(switched("pause", "off", "--underlying=" + trader.conversion().symbol())).isZero();
    assertThat(trader.execute(trader.marketable(id)).path("state").asText()).isEqualTo("COMMITTED");
  }

  private int switched(String command, String what, String... more) {
    List<String> all = new ArrayList<>(List.of(command, what));
    all.add("--account=" + trader.account());
    all.add("--operator=ann");
    all.add("--reason=test");
    all.add("--url=" + trader.trades().http().base());
    all.addAll(List.of(more));
    return LegworkCli.run(all.toArray(String[]::new));
  }
}
