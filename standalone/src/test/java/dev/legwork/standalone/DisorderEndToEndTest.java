package dev.legwork.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.legwork.standalone.Conversion.Market;
import java.math.BigDecimal;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The broker's messages late, twice, out of order, missing or corrected: the end stays the same.
 */
@EndToEnd
@ResourceLock(value = EndToEnd.ALONE, mode = ResourceAccessMode.READ)
class DisorderEndToEndTest {
  private static final Map<String, Integer> CONVERSION = Map.of("stock", 100, "put", 1, "call", -1);

  /** Strikes the messages of one trade only. */
  private static void fault(Trader trader, String id, String on, String does) {
    trader
        .venue()
        .fault("{\"on\":\"%s\",\"match\":{\"orderRef\":\"lw1|%s|\"},%s}".formatted(on, id, does));
  }

  private static Stream<Arguments> disorders() {
    return Stream.of(
        Arguments.of(
            "early",
            new String[][] {
              {"orderStatus", "\"do\":\"delay\",\"ms\":1500"},
              {"openOrder", "\"do\":\"delay\",\"ms\":2000"}
            }),
        Arguments.of(
            "twice",
            new String[][] {
              {"orderStatus", "\"do\":\"duplicate\""}, {"execDetails", "\"do\":\"duplicate\""}
            }),
        Arguments.of(
            "reordered",
            new String[][] {
              {"orderStatus", "\"do\":\"reorder\""}, {"execDetails", "\"do\":\"reorder\""}
            }),
        Arguments.of(
            "missing",
            new String[][] {{"orderStatus", "\"do\":\"drop\""}, {"openOrder", "\"do\":\"drop\""}}),
        Arguments.of(
            "latefees",
            new String[][] {{"commissionReport", "\"do\":\"delayCommission\",\"ms\":3000"}}));
  }

  /** fault O2, fault O3, fault O4, fault O5, fault O12, fault O13. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("disorders")
  void commitsAsTheCleanRunDoes(String name, String[][] faults, Trader trader) {
    String id = trader.id(name);
    trader.market(Market.OPEN);
    for (String[] rule : faults) {
      fault(trader, id, rule[0], rule[1]);
    }

    JsonNode ended = trader.execute(trader.marketable(id));

    assertThat(ended.path("state").asText()).isEqualTo("COMMITTED");
    assertThat(trader.held(id)).isEqualTo(CONVERSION);
    assertThat(trader.venue().orders(id)).hasSize(3);
    trader.assertInOrder(id);
    Waiting.until("the fees are booked", Trader.PATIENCE, () -> !feesPending(trader, id));
  }

  private static boolean feesPending(Trader trader, String id) {
    return trader.trades().show(id).path("feesPending").asBoolean(true);
  }

  /** fault O11: the price of a fill is corrected after the trade has ended. */
  @Test
  void revisesTheReportOfATradeWhoseExecutionWasCorrected(Trader trader) {
    String id = trader.id("corrected");
    trader.market(Market.OPEN);
    fault(
        trader,
        id,
        "execDetails",
        "\"do\":\"correctExecution\",\"price\":\"99.99\",\"ms\":2000,\"times\":1");

    JsonNode ended = trader.execute(trader.marketable(id));

    assertThat(ended.path("state").asText()).isEqualTo("COMMITTED");
    trader.assertInOrder(id);
    Waiting.until(
        "the corrected price counts",
        Trader.PATIENCE,
        () -> net(trader, id).compareTo(netOfTheVenue(trader, id)) == 0);
    assertThat(trader.held(id)).isEqualTo(CONVERSION);
  }

  private static BigDecimal net(Trader trader, String id) {
    return new BigDecimal(trader.trades().show(id).at("/net/actual").asText("-1"));
  }

  /** USD per share: + for what was bought; the options' multiplier makes their share of it 1. */
  private static BigDecimal netOfTheVenue(Trader trader, String id) {
    BigDecimal cash = BigDecimal.ZERO;
    for (JsonNode fill : trader.venue().fills(id)) {
      BigDecimal shares =
          new BigDecimal(fill.get("quantity").asText())
              .multiply(
                  fill.get("orderRef").asText().contains("|stock|")
                      ? BigDecimal.ONE
                      : BigDecimal.valueOf(100));
      BigDecimal paid = shares.multiply(new BigDecimal(fill.get("price").asText()));
      cash = fill.get("side").asText().equals("BUY") ? cash.add(paid) : cash.subtract(paid);
    }
    return cash.divide(BigDecimal.valueOf(100));
  }

  /**
   * fault O7: the call fills after its cancel was confirmed, while stock and put are taken back.
   */
  @Test
  void countsAndUnwindsTheFillThatCameAfterItsCancelWasConfirmed(Trader trader) {
    String id = trader.id("aftercancel");
    trader.market(Market.OPEN);
    trader
        .venue()
        .fault(
            "{\"on\":\"cancelOrder\",\"match\":{\"orderRef\":\"lw1|%s|call\"},\"do\":\"fillAfterCancel\",\"ms\":400,\"times\":1}"
                .formatted(id));

    JsonNode ended = trader.execute(trader.withRestingCall(id));

    assertThat(trader.executed(id, "call", "SELL")).as("sold after its cancel").isEqualTo(1);
    assertThat(ended.path("state").asText()).isIn("UNWOUND", "COMMITTED");
    assertThat(trader.held(id))
        .isEqualTo(ended.path("state").asText().equals("COMMITTED") ? CONVERSION : Map.of());
    trader.assertInOrder(id);
  }

  /** fault O8: the cancel is refused as not found, and takes effect. */
  @Test
  void believesNoRefusedCancel(Trader trader) {
    String id = trader.id("refusedcancel");
    trader.market(Market.OPEN);
    trader
        .venue()
        .fault(
            "{\"on\":\"cancelOrder\",\"match\":{\"orderRef\":\"lw1|%s|call\"},\"do\":\"reject\",\"code\":10147,\"handled\":true,\"times\":1}"
                .formatted(id));

    JsonNode ended = trader.execute(trader.withRestingCall(id));

    assertThat(ended.path("state").asText()).isEqualTo("UNWOUND");
    assertThat(trader.held(id)).isEmpty();
    trader.assertInOrder(id);
  }
}
