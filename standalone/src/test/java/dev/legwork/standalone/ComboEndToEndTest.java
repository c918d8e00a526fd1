package dev.legwork.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.legwork.standalone.Conversion.Market;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Trades that are placed as one guaranteed order of all legs; the gateway's ledger is witness. */
@EndToEnd
@ResourceLock(value = EndToEnd.ALONE, mode = ResourceAccessMode.READ_WRITE)
class ComboEndToEndTest {
  private static final Map<String, Integer> TEN = Map.of("STOCK", 1000, "PUT", 10, "CALL", -10);

  private House house;

  @AfterEach
  void leaveAWorker() {
    if (house != null) {
      house.awaitWorker();
    }
  }

  /** fault O19: the summary of the gateway is in its ledger, and counts for nothing. */
  @Test
  void commitsByOneOrderOfAllLegs(House house, Trader trader) {
    String id = trader.id("combo");
    trader.market(Market.OPEN);

    JsonNode ended = trader.execute(combo(trader, id, 10, "99.85"));

    assertThat(ended.path("state").asText()).isEqualTo("COMMITTED");
    assertThat(trader.heldByContract(id)).isEqualTo(TEN);
    assertThat(trader.venue().orders(id))
        .singleElement()
        .satisfies(
            order -> {
              assertThat(order.at("/contract/type").asText()).isEqualTo("COMBO");
              assertThat(order.path("orderRef").asText()).isEqualTo("lw1|" + id + "|combo|E1");
              assertThat(new BigDecimal(order.path("limit").asText()))
                  .isEqualByComparingTo("99.85");
            });
    assertThat(ended.at("/net/actual").asText()).isEqualTo("99.8");
    assertThat(ended.at("/legs/0/orders/0/quantity").asText()).isEqualTo("1000");
    assertThat(ended.at("/legs/0/orders/0/combo/units").asText()).isEqualTo("10");
    assertThat(ended.at("/legs/0/orders/0/combo/limit").asText()).isEqualTo("99.85");
    trader.assertInOrder(id);
    assertThat(house.audit(trader.account())).isEmpty();
  }

  @Test
  void endsUnfilledAfterRestingAllItsTime(House house, Trader trader) {
    String id = trader.id("combo-rests");
    trader.market(Market.OPEN);

    JsonNode ended = trader.execute(combo(trader, id, 1, "99.50"));

    assertThat(ended.path("state").asText()).isEqualTo("NOT_FILLED");
    assertThat(ended.at("/reason/code").asText()).isEqualTo("TIMEOUT");
    assertThat(trader.venue().orders(id)).hasSize(1);
    assertThat(trader.venue().fills(id)).isEmpty();
    trader.assertInOrder(id);
    assertThat(house.audit(trader.account())).isEmpty();
  }

  /** fault O20: three of ten units are what is shown; they are unwound to the contract. */
  @Test
  void unwindsExactlyTheUnitsThatFilled(House house, Trader trader) {
    String id = trader.id("combo-partly");
    Conversion conversion = trader.conversion();
    trader.venue().quote(conversion.stock(), "99.98", "5000", "100.00", "5000");
    trader.venue().quote(conversion.put(), "2.00", "50", "2.05", "50");
    trader.venue().quote(conversion.call(), "2.25", "3", "2.30", "50");

    trader.submit(combo(trader, id, 10, "99.80"));
    Waiting.until(
        "three units", Trader.PATIENCE, () -> trader.heldByContract(id).get("CALL") == -3);
    trader.market(new Market("99.98", "101.00", "2.00", "3.00", "2.25", "2.30", 50));
    JsonNode ended = trader.awaitEnd(id);

    assertThat(ended.path("state").asText()).isEqualTo("UNWOUND");
    assertThat(trader.heldByContract(id)).isEqualTo(Map.of("STOCK", 0, "PUT", 0, "CALL", 0));
    assertThat(ended.at("/legs/0/executed").asText()).isEqualTo("300");
    assertThat(trader.venue().orders(id)).hasSize(4);
    trader.assertInOrder(id);
    assertThat(house.audit(trader.account())).isEmpty();
  }

  /** fault O19, fault Y1: the worker dies while it knows the stock's execution and no other. */
  @Test
  void endsRightWhenItsWorkerIsKilledWithHalfTheLegsKnown(House house, Trader trader) {
    this.house = house;
    String id = trader.id("combo-killed");
    trader.market(Market.OPEN);
    trader
        .venue()
        .fault(
            "{\"on\":\"execDetails\",\"match\":{\"orderRef\":\"lw1|%s|\",\"secType\":\"OPT\"},"
                    .formatted(id)
                + "\"do\":\"delay\",\"ms\":30000,\"times\":2}");
    trader.submit(combo(trader, id, 10, "99.85"));
    Waiting.until(
        "the stock's execution is stored",
        Trader.PATIENCE,
        () -> house.count("select count(*) from fill where execution_id = ?", id) == 1);

    house.killWorker();
    JsonNode ended = trader.awaitEnd(id);

    assertThat(ended.path("state").asText()).isEqualTo("COMMITTED");
    assertThat(trader.heldByContract(id)).isEqualTo(TEN);
    assertThat(house.count("select count(*) from fill where execution_id = ?", id)).isEqualTo(3);
    assertThat(trader.venue().orders(id)).hasSize(1);
    trader.assertInOrder(id);
    assertThat(house.audit(trader.account())).isEmpty();
  }

  /** fault O22: what the broker would refuse is refused with what would be right. */
  @Test
  void refusesWhatIsNoCombo(Trader trader) {
    String id = trader.id("combo-bad");
    ObjectNode request = combo(trader, id, 1, "99.85");
    request.get("legs").forEach(leg -> ((ObjectNode) leg).put("limit", "1.00"));

    JsonHttp.Answer answer = trader.trades().http().post("/api/executions", request);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().findValuesAsText("field"))
        .contains("legs[0].limit", "legs[1].limit", "legs[2].limit");
    assertThat(trader.venue().orders(id)).isEmpty();
  }

  private static ObjectNode combo(Trader trader, String id, int units, String netLimit) {
    return trader
        .conversion()
        .request(id, trader.account(), units, netLimit)
        .put("placing", "COMBO");
  }
}
