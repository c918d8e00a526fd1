package dev.legwork.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.legwork.standalone.Conversion.Market;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

@EndToEnd
@ResourceLock(value = EndToEnd.ALONE, mode = ResourceAccessMode.READ_WRITE)
class CrashEndToEndTest {

  private static final Map<String, Integer> CONVERSION = Map.of("stock", 100, "put", 1, "call", -1);

  private House house;

  @AfterEach
  void leaveAWorker() {
    house.awaitWorker();
  }

  @Test
  void finishesTheTradeWhoseWorkerWasKilledWithOneLegFilled(House house, Trader trader) {
    this.house = house;
    String id = trader.id("one-filled");
    MarketMaker market = trader.market(Market.OPEN);
    trader.submit(
        patient(
            Conversion.withLimits(
                trader.conversion().request(id, trader.account(), 1, "99.60"),
                "100.00",
                "1.95",
                "2.40")));
    trader.awaitOrders(id, 3);
    trader.awaitPosition(id, "stock", 100);

    house.killWorker();
    market.become(Market.OPEN.withPut("1.90", "1.95").withCall("2.40", "2.45"));
    JsonNode ended = trader.awaitEnd(id);

    assertThat(ended.path("state").asText()).isEqualTo("COMMITTED");
    assertThat(trader.held(id)).isEqualTo(CONVERSION);
    assertThat(trader.venue().orders(id)).hasSize(3);
    trader.assertInOrder(id);
  }

  @Test
  void unwindsTheTradeWhoseWorkerWasKilledWhenTheMarketStaysAway(House house, Trader trader) {
    this.house = house;
    String id = trader.id("stays-away");
    trader.market(Market.OPEN);
    trader.submit(trader.withRestingCall(id));
    trader.awaitOrders(id, 3);
    trader.awaitPosition(id, "stock", 100);
    trader.awaitPosition(id, "put", 1);

    house.killWorker();
    JsonNode ended = trader.awaitEnd(id);

    assertThat(ended.path("state").asText()).isEqualTo("UNWOUND");
    assertThat(trader.held(id)).isEmpty();
    trader.assertInOrder(id);
  }

  @Test
  void finishesTheUnwindingWhoseWorkerWasKilled(House house, Trader trader) {
    this.house = house;
    String id = trader.id("unwinding");
    trader.market(Market.OPEN);
    trader.keepUnwinding(id);
    trader.submit(trader.withRestingCall(id));
    trader.awaitState(id, "UNWINDING");

    house.killWorker();
    JsonNode ended = trader.awaitEnd(id);

    assertThat(ended.path("state").asText()).isEqualTo("UNWOUND");
    assertThat(trader.held(id)).isEmpty();
    trader.assertInOrder(id);
  }

  @Test
  void leavesNothingUnaccountedForWhenTheWorkerIsKilledWhilePlacing(House house, Trader trader) {
    this.house = house;
    String id = trader.id("placing");
    trader.market(Market.OPEN);
    trader.submit(patient(trader.marketable(id)));

    house.killWorker();
    JsonNode ended = trader.awaitEnd(id);

    Map<String, Integer> expected =
        ended.path("state").asText().equals("COMMITTED") ? CONVERSION : Map.of();
    assertThat(trader.held(id)).as("held after " + ended.path("state")).isEqualTo(expected);
    trader.assertInOrder(id);
  }

  private static ObjectNode patient(ObjectNode request) {
    return Conversion.withTimeouts(request, Duration.ofSeconds(60), Duration.ofSeconds(30));
  }
}
