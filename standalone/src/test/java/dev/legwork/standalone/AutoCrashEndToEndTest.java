package dev.legwork.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.legwork.fault.CrashPoint;
import dev.legwork.standalone.Conversion.Market;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * The worker killed after it has stored how an AUTO trade is placed, and before a byte of it left:
 * what was chosen stays, whatever the market offers by then (faults Y1, Y6).
 */
@EndToEnd
@ResourceLock(value = EndToEnd.ALONE, mode = ResourceAccessMode.READ_WRITE)
class AutoCrashEndToEndTest {
  private static final String BEFORE_WRITE = CrashPoint.BEFORE_WRITE.code();
  private static final Map<String, Integer> CONVERSION = Map.of("STOCK", 100, "PUT", 1, "CALL", -1);
  private static final Duration AMPLE = Duration.ofMinutes(2);

  /** The net of it at the quotes is 99.20 instead of 99.80. */
  private static final Market CHEAP =
      new Market("99.38", "99.40", "2.00", "2.05", "2.25", "2.30", 50);

  private static final String CHOSEN =
      "select chosen ->> 'mode' || ': ' || (chosen ->> 'why') from order_intent"
          + " where execution_id = ?";

  private House house;

  @AfterEach
  void leaveAWorker() {
    house.crashes().disarm();
    house.awaitWorker();
  }

  @Test
  void staysAsChosenThoughThereIsAmpleEdgeByThen(House house, Trader trader) {
    this.house = house;
    String id = trader.id("kept-scarce");
    MarketMaker maker = trader.market(Market.OPEN);
    String chosen = killOnceChosen(trader, auto(trader, id, "99.81"));

    maker.become(CHEAP);
    JsonNode ended = trader.awaitEnd(id);

    assertThat(chosen).contains("edge 0.01").doesNotStartWith("PARALLEL");
    assertKept(trader, ended, chosen);
  }

  @Test
  void staysAsChosenThoughThereIsLittleEdgeByThen(House house, Trader trader) {
    this.house = house;
    String id = trader.id("kept-ample");
    MarketMaker maker = trader.market(CHEAP);
    String chosen = killOnceChosen(trader, auto(trader, id, "99.81"));

    maker.become(Market.OPEN);
    JsonNode ended = trader.awaitEnd(id);

    assertThat(chosen).contains("edge and sizes are ample", "edge 0.61");
    assertKept(trader, ended, chosen);
  }

  /** What was chosen, as it is stored with every order of the first wave. */
  private String killOnceChosen(Trader trader, ObjectNode request) {
    String id = request.get("id").asText();
    house.crashes().hold(BEFORE_WRITE);
    trader.submit(request);
    house.crashes().awaitReached(BEFORE_WRITE);
    assertThat(trader.venue().orders(id)).isEmpty();
    List<String> stored = house.books().column(CHOSEN, id);
    assertThat(stored).isNotEmpty();
    assertThat(stored.stream().distinct()).hasSize(1);
    house.killWorker();
    return stored.getFirst();
  }

  private static void assertKept(Trader trader, JsonNode ended, String chosen) {
    String id = ended.path("id").asText();
    assertThat(ended.path("state").asText())
        .as(ended.path("timeline").toPrettyString())
        .isEqualTo("COMMITTED");
    assertThat(ended.path("placing").asText()).isEqualTo("AUTO");
    assertThat(ended.at("/placed/mode").asText() + ": " + ended.at("/placed/why").asText())
        .isEqualTo(chosen);
    assertThat(Trader.detail(ended, "PLACING_CHOSEN")).isEqualTo(chosen);
    assertThat(trader.trades().report(id)).contains(chosen);
    assertThat(legs(trader, id))
        .containsExactlyInAnyOrderElementsOf(
            chosen.startsWith("COMBO") ? List.of("combo") : List.of("stock", "put", "call"));
    assertThat(trader.heldByContract(id)).isEqualTo(CONVERSION);
    trader.assertInOrder(id);
  }

  private static ObjectNode auto(Trader trader, String id, String netLimit) {
    return Conversion.withTimeouts(
            trader.conversion().request(id, trader.account(), 1, netLimit), AMPLE, AMPLE)
        .put("placing", "AUTO");
  }

  /** Of all orders that arrived. */
  private static List<String> legs(Trader trader, String id) {
    return trader.venue().orders(id).stream()
        .map(order -> order.get("orderRef").asText().split("\\|")[2])
        .toList();
  }
}
