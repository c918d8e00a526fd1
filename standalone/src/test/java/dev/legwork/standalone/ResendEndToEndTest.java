package dev.legwork.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.legwork.standalone.Conversion.Market;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Orders that never reached the market (order-rules: Proven absent). */
@EndToEnd
@ResourceLock(value = EndToEnd.ALONE, mode = ResourceAccessMode.READ_WRITE)
class ResendEndToEndTest {
  private static final Map<String, Integer> CONVERSION = Map.of("stock", 100, "put", 1, "call", -1);
  private static final Duration AMPLE = Duration.ofMinutes(2);
  private static final Duration SCARCE = Duration.ofSeconds(8);

  private House house;

  @AfterEach
  void leaveAWorker() {
    house.crashes().disarm();
    house.venue().withoutFaults();
    house.awaitWorker();
  }

  /** Fault S5: killed between the intents' commit and the write; the gateway knows of nothing. */
  @Test
  void sendsAllLegsAsNewAttemptsWhenTimeIsLeftAfterACrash(House house, Trader trader) {
    this.house = house;
    String id = trader.id("resent");
    JsonNode ended = crashBeforeTheWrite(trader, id, AMPLE);

    assertThat(ended.path("state").asText()).isEqualTo("COMMITTED");
    assertThat(trader.held(id)).isEqualTo(CONVERSION);
    assertThat(references(trader, id)).containsExactlyInAnyOrder("stock|E2", "put|E2", "call|E2");
    trader.assertInOrder(id);
  }

  @Test
  void endsUnfilledWhenNoTimeIsLeftAfterACrash(House house, Trader trader) {
    this.house = house;
    String id = trader.id("too-late");
    JsonNode ended = crashBeforeTheWrite(trader, id, SCARCE);

    assertThat(ended.path("state").asText()).isEqualTo("NOT_FILLED");
    assertThat(trader.venue().orders(id)).isEmpty();
    trader.assertInOrder(id);
  }

  /** Fault O1: two placements are silently dropped. */
  @Test
  void sendsTheLegsThatWereDroppedBesideTheOneThatFilled(House house, Trader trader) {
    this.house = house;
    String id = trader.id("dropped");
    drop(trader, id, "put", "call");
    trader.market(Market.OPEN);

    JsonNode ended = trader.execute(Conversion.withTimeouts(trader.marketable(id), AMPLE, AMPLE));

    assertThat(ended.path("state").asText()).isEqualTo("COMMITTED");
    assertThat(trader.held(id)).isEqualTo(CONVERSION);
    assertThat(references(trader, id)).containsExactlyInAnyOrder("stock|E1", "put|E2", "call|E2");
    trader.assertInOrder(id);
  }

  /** Fault O1, and no time for another try. */
  @Test
  void unwindsTheLegThatFilledWhenTheOthersWereDroppedAndNoTimeIsLeft(House house, Trader trader) {
    this.house = house;
    String id = trader.id("dropped-late");
    drop(trader, id, "put", "call");
    trader.market(Market.OPEN);

    JsonNode ended = trader.execute(Conversion.withTimeouts(trader.marketable(id), SCARCE, SCARCE));

    assertThat(ended.path("state").asText()).isEqualTo("UNWOUND");
    assertThat(trader.held(id)).isEmpty();
    assertThat(references(trader, id)).doesNotContain("put|E2", "call|E2");
    trader.assertInOrder(id);
  }

  private JsonNode crashBeforeTheWrite(Trader trader, String id, Duration total) {
    trader.market(Market.OPEN);
    house.crashes().halt("CP2");
    ObjectNode request = Conversion.withTimeouts(trader.marketable(id), total, total);
    trader.submit(request);
    house.crashes().awaitReached("CP2");
    return trader.awaitEnd(id);
  }

  private static void drop(Trader trader, String id, String... legs) {
    for (String leg : legs) {
      trader
          .venue()
          .fault(
              """
              {"on": "placeOrder", "match": {"orderRef": "lw1|%s|%s|E1"}, "do": "drop",
               "times": 1}
              """
                  .formatted(id, leg));
    }
  }

  private static List<String> references(Trader trader, String id) {
    return trader.venue().orders(id).stream()
        .map(order -> order.get("orderRef").asText().substring(("lw1|" + id + "|").length()))
        .toList();
  }
}
