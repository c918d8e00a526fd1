package dev.legwork.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.legwork.standalone.Conversion.Market;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Orders of which the broker says what is hard to understand: a warning, a refusal, that their
 * number is taken, that they are inactive, or that more was executed than was ordered.
 */
@EndToEnd
@ResourceLock(value = EndToEnd.ALONE, mode = ResourceAccessMode.READ)
class DoubtfulOrdersEndToEndTest {
  private static final Map<String, Integer> CONVERSION = Map.of("stock", 100, "put", 1, "call", -1);

  private static void fault(Trader trader, String id, String leg, String on, String does) {
    trader
        .venue()
        .fault(
            "{\"on\":\"%s\",\"match\":{\"orderRef\":\"lw1|%s|%s|\"},%s}"
                .formatted(on, id, leg, does));
  }

  private static ObjectNode patient(Trader trader, String id) {
    return Conversion.withTimeouts(
        trader.marketable(id), Duration.ofSeconds(30), Duration.ofSeconds(25));
  }

  /** fault O15: a notice, and a locate that is looked for, end nothing. */
  @ParameterizedTest
  @ValueSource(ints = {399, 404})
  void commitsThoughTheBrokerWarnsOfAnOrder(int code, Trader trader) {
    String id = trader.id("warned" + code);
    trader.market(Market.OPEN);
    fault(trader, id, "call", "placeOrder", "\"do\":\"reject\",\"handled\":true,\"code\":" + code);

    JsonNode ended = trader.execute(patient(trader, id));

    assertThat(ended.path("state").asText()).isEqualTo("COMMITTED");
    assertThat(trader.held(id)).isEqualTo(CONVERSION);
    assertThat(trader.venue().orders(id)).hasSize(3);
    trader.assertInOrder(id);
  }

  /** fault O15: whatever number the refusal has, it ends the order at once. */
  @ParameterizedTest
  @ValueSource(ints = {110, 203, 321, 460})
  void unwindsTheOthersWhenTheBrokerRefusesALeg(int code, Trader trader) {
    String id = trader.id("refused" + code);
    trader.market(Market.OPEN);
    fault(trader, id, "call", "placeOrder", "\"do\":\"reject\",\"code\":" + code);

    JsonNode ended = trader.execute(patient(trader, id));

    assertThat(ended.path("state").asText()).isEqualTo("UNWOUND");
    assertThat(ended.at("/reason/code").asText()).isEqualTo("LEG_REJECTED");
    assertThat(trader.held(id)).isEmpty();
    trader.assertInOrder(id);
  }

  /** fault O16. */
  @Test
  void countsAnOrderThatWasInactiveAndRevives(Trader trader) {
    String id = trader.id("inactive");
    trader.market(Market.OPEN);
    fault(trader, id, "call", "placeOrder", "\"do\":\"holdInactive\",\"ms\":2500");

    JsonNode ended = trader.execute(patient(trader, id));

    assertThat(ended.path("state").asText()).isEqualTo("COMMITTED");
    assertThat(trader.held(id)).isEqualTo(CONVERSION);
    assertThat(trader.venue().orders(id)).as("nothing was sent again").hasSize(3);
    trader.assertInOrder(id);
  }

  /** fault O17: the broker says that the number is taken, and the order lives all the same. */
  @Test
  void findsTheOrderWhoseNumberIsSaidToBeTaken(Trader trader) {
    String id = trader.id("duplicate");
    trader.market(Market.OPEN);
    fault(trader, id, "call", "placeOrder", "\"do\":\"reject\",\"code\":103,\"handled\":true");

    JsonNode ended = trader.execute(patient(trader, id));

    assertThat(ended.path("state").asText()).isEqualTo("COMMITTED");
    assertThat(trader.held(id)).isEqualTo(CONVERSION);
    assertThat(trader.venue().orders(id)).as("nothing was sent again").hasSize(3);
    trader.assertInOrder(id);
  }

  /** fault O17: no order stands behind the number; it is sent again only once that is proven. */
  @Test
  @ResourceLock(value = EndToEnd.ALONE, mode = ResourceAccessMode.READ_WRITE)
  void sendsALegAgainWhoseNumberWasTakenOnceItIsProvenAbsent(Trader trader) {
    String id = trader.id("taken");
    trader.market(Market.OPEN);
    fault(trader, id, "call", "placeOrder", "\"do\":\"reject\",\"code\":103,\"times\":1");

    JsonNode ended = trader.execute(patient(trader, id));

    assertThat(ended.path("state").asText()).isEqualTo("COMMITTED");
    assertThat(trader.held(id)).isEqualTo(CONVERSION);
    assertThat(trader.executed(id, "call", "SELL")).isEqualTo(1);
    trader.assertInOrder(id);
  }

  /** fault O18: what the broker executes beyond the order is told, with its exact quantity. */
  @Test
  void tellsWhatTheBrokerExecutedBeyondTheOrder(Trader trader) {
    String id = trader.id("overfilled");
    trader.market(Market.OPEN);
    fault(
        trader,
        id,
        "put",
        "execDetails",
        "\"do\":\"overFill\",\"quantity\":2,\"ms\":0,\"times\":1");

    trader.execute(patient(trader, id));

    Waiting.until(
        "the excess is a residual, or sold again",
        Trader.PATIENCE,
        () ->
            trader.held(id).equals(CONVERSION)
                || trader.trades().show(id).path("state").asText().equals("RESIDUAL"));
    assertThat(trader.held(id)).containsEntry("stock", 100).containsEntry("call", -1);
    trader.assertInOrder(id);
  }

  /** fault O22: a combination that the broker does not take leaves nothing behind. */
  @Test
  void sendsNothingElseWhenTheBrokerRefusesTheCombination(Trader trader) {
    String id = trader.id("nocombo");
    trader.market(Market.OPEN);
    fault(trader, id, "combo", "placeOrder", "\"do\":\"reject\",\"code\":10043");

    JsonNode ended = trader.execute(patient(trader, id).put("placing", "COMBO"));

    assertThat(ended.path("state").asText()).isEqualTo("NOT_FILLED");
    assertThat(ended.at("/reason/code").asText()).isEqualTo("LEG_REJECTED");
    assertThat(trader.venue().orders(id)).hasSizeLessThan(2);
    assertThat(trader.venue().fills(id)).isEmpty();
    trader.assertInOrder(id);
  }
}
