package dev.legwork.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
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

/** The worker killed among the children of a leg: some at the gateway, the others only stored. */
@EndToEnd
@ResourceLock(value = EndToEnd.ALONE, mode = ResourceAccessMode.READ_WRITE)
class ChildrenCrashEndToEndTest {
  private static final String BETWEEN_ORDERS = CrashPoint.BETWEEN_LEGS.code();
  private static final String BEFORE_WRITE = CrashPoint.BEFORE_WRITE.code();
  private static final int UNITS = 25;
  private static final Map<String, Integer> ALL = Map.of("stock", 2500, "put", 25, "call", -25);
  private static final Duration AMPLE = Duration.ofMinutes(2);
  private static final Duration SCARCE = Duration.ofSeconds(8);

  private House house;

  @AfterEach
  void leaveAWorker() {
    house.crashes().disarm();
    house.awaitWorker();
  }

  /** faults Y1, O1. */
  @Test
  void sendsOnlyTheChildrenThatNeverArrivedWhenKilledBetweenThem(House house, Trader trader) {
    this.house = house;
    String id = trader.id("torn");
    killAfterTheFirstChild(trader, large(trader, id, AMPLE));

    JsonNode ended = trader.awaitEnd(id);

    assertThat(ended.path("state").asText()).isEqualTo("COMMITTED");
    assertThat(trader.held(id)).isEqualTo(ALL);
    assertThat(orders(trader, id, "put"))
        .as("9 of 25 had arrived; what is left is sent anew once the others are proven absent")
        .containsExactly("E1 9", "E4 8", "E5 8");
    assertThat(orders(trader, id, "call")).containsExactly("E4 9", "E5 8", "E6 8");
    assertThat(orders(trader, id, "stock")).containsExactly("E4 2500");
    trader.assertInOrder(id);
  }

  /** faults Y1, O1. */
  @Test
  void unwindsTheOneChildThatArrivedWhereNoTimeIsLeft(House house, Trader trader) {
    this.house = house;
    String id = trader.id("torn-late");
    killAfterTheFirstChild(trader, large(trader, id, SCARCE));

    JsonNode ended = trader.awaitEnd(id);

    assertThat(ended.path("state").asText()).isEqualTo("UNWOUND");
    assertThat(trader.held(id)).isEmpty();
    assertThat(trader.executed(id, "put", "BUY")).isEqualTo(9);
    assertThat(trader.executed(id, "put", "SELL")).isEqualTo(9);
    assertThat(trader.venue().fills(id))
        .extracting(fill -> fill.get("orderRef").asText().split("\\|")[2])
        .containsOnly("put");
    trader.assertInOrder(id);
  }

  /** fault S5. */
  @Test
  void sendsEveryChildAsANewAttemptWhenNoneWasWritten(House house, Trader trader) {
    this.house = house;
    String id = trader.id("stored");
    trader.market(Market.OPEN);
    house.crashes().hold(BEFORE_WRITE);
    trader.submit(large(trader, id, AMPLE));
    house.crashes().awaitReached(BEFORE_WRITE);
    assertThat(trader.venue().orders(id)).isEmpty();
    assertThat(stored(id)).isEqualTo(7);
    house.killWorker();

    JsonNode ended = trader.awaitEnd(id);

    assertThat(ended.path("state").asText()).isEqualTo("COMMITTED");
    assertThat(trader.held(id)).isEqualTo(ALL);
    assertThat(orders(trader, id, "put")).containsExactly("E4 9", "E5 8", "E6 8");
    assertThat(orders(trader, id, "call")).containsExactly("E4 9", "E5 8", "E6 8");
    trader.assertInOrder(id);
  }

  /** faults Y1, O1, and what is closed twice would be a position the other way round. */
  @Test
  void closesNothingTwiceWhenKilledBetweenTheChildrenOfAnUnwinding(House house, Trader trader) {
    this.house = house;
    String id = trader.id("torn-unwinding");
    trader.market(Market.OPEN);
    trader.submit(putFirst(withRestingCall(trader, id)));
    trader.awaitPosition(id, "stock", 2500);
    trader.awaitPosition(id, "put", 25);
    house.crashes().hold(BETWEEN_ORDERS);
    house.crashes().awaitReached(BETWEEN_ORDERS);
    Waiting.until("one has arrived", Trader.PATIENCE, () -> !unwinding(trader, id).isEmpty());
    assertThat(unwinding(trader, id)).as("the others are only stored").hasSize(1);
    house.killWorker();

    JsonNode ended = trader.awaitEnd(id);

    assertThat(ended.path("state").asText()).isEqualTo("UNWOUND");
    assertThat(trader.held(id)).isEmpty();
    assertThat(trader.executed(id, "put", "SELL")).isEqualTo(25);
    assertThat(trader.executed(id, "stock", "SELL")).isEqualTo(2500);
    trader.assertInOrder(id);
  }

  private void killAfterTheFirstChild(Trader trader, ObjectNode request) {
    String id = request.get("id").asText();
    trader.market(Market.OPEN);
    house.crashes().hold(BETWEEN_ORDERS);
    trader.submit(putFirst(request));
    house.crashes().awaitReached(BETWEEN_ORDERS);
    trader.awaitPosition(id, "put", 9);
    assertThat(orders(trader, id, "put")).containsExactly("E1 9");
    assertThat(trader.venue().orders(id)).as("the others are only stored").hasSize(1);
    assertThat(stored(id)).isEqualTo(7);
    house.killWorker();
  }

  private static ObjectNode large(Trader trader, String id, Duration total) {
    return Conversion.withTimeouts(
        trader.conversion().request(id, trader.account(), UNITS, "99.85"), total, total);
  }

  private static ObjectNode withRestingCall(Trader trader, String id) {
    return Conversion.withTimeouts(
        Conversion.withLimits(
            trader.conversion().request(id, trader.account(), UNITS, "99.70"),
            "100.00",
            "2.05",
            "2.40"),
        Duration.ofSeconds(30),
        Duration.ofSeconds(10));
  }

  /** Orders leave in the order of the legs, and the put's are children. */
  private static ObjectNode putFirst(ObjectNode request) {
    ArrayNode legs = (ArrayNode) request.get("legs");
    legs.insert(0, legs.remove(1));
    return request;
  }

  private long stored(String id) {
    return house.count("select count(*) from order_intent where execution_id = ?", id);
  }

  /** What has arrived of a leg, in order of arrival, like {@code E1 9}. */
  private static List<String> orders(Trader trader, String id, String leg) {
    String prefix = "lw1|" + id + "|" + leg + "|";
    return trader.venue().orders(id).stream()
        .filter(order -> order.get("orderRef").asText().startsWith(prefix))
        .map(
            order ->
                order.get("orderRef").asText().substring(prefix.length())
                    + " "
                    + order.get("quantity").asInt())
        .toList();
  }

  private static List<String> unwinding(Trader trader, String id) {
    return trader.venue().orders(id).stream()
        .map(order -> order.get("orderRef").asText())
        .filter(ref -> ref.matches(".*\\|U\\d+"))
        .toList();
  }
}
