package dev.legwork.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.legwork.standalone.Conversion.Market;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Trades whose workflow is closed from outside, and executions after the end. */
@EndToEnd
@ResourceLock(value = EndToEnd.ALONE, mode = ResourceAccessMode.READ)
class RecoveryEndToEndTest {
  private static final Duration LONG = Duration.ofMinutes(5);

  /** Also that the lock is not freed before the trade is settled: the next trade has to wait. */
  @Test
  void unwindsAndReleasesWhatWasTerminatedWithTwoLegsFilled(House house, Trader trader) {
    String id = trader.id("two-filled");
    String next = trader.id("next");
    trader.market(Market.OPEN);
    trader.submit(Conversion.withTimeouts(trader.withRestingCall(id), LONG, LONG));
    trader.awaitPosition(id, "stock", 100);
    trader.awaitPosition(id, "put", 1);

    house.terminate("execution/" + id);
    trader.submit(trader.marketable(next));
    JsonNode ended = trader.awaitEnd(id);
    JsonNode after = trader.awaitEnd(next);

    assertThat(ended.path("state").asText()).isEqualTo("UNWOUND");
    assertThat(ended.at("/reason/code").asText()).isEqualTo("VANISHED");
    assertThat(trader.held(id)).isEmpty();
    assertThat(after.path("state").asText()).isEqualTo("COMMITTED");
    assertThat(after.path("fencingToken").asLong())
        .as("the lock passed from the vanished to its recovery, and only then on")
        .isGreaterThan(ended.path("fencingToken").asLong());
    assertThat(Trader.detail(ended, "RECOVERY")).as("why it was taken over").isNotEmpty();
    Waiting.until("they are closed", Trader.PATIENCE, () -> openAlerts(house, id, "VANISHED") == 0);
    trader.assertInOrder(id);
    trader.assertInOrder(next);
  }

  /** The comparison with the broker finds it, long before the lease of the lock is over. */
  @Test
  void endsUnfilledWhatWasTerminatedWhileAllOrdersLived(House house, Trader trader) {
    String id = trader.id("all-live");
    trader.market(Market.OPEN);
    trader.submit(Conversion.withTimeouts(trader.resting(id), LONG, LONG));
    trader.awaitOrders(id, 3);

    house.terminate("execution/" + id);
    JsonNode ended = trader.awaitEnd(id);

    assertThat(ended.path("state").asText()).isEqualTo("NOT_FILLED");
    assertThat(ended.at("/reason/code").asText()).isEqualTo("VANISHED");
    assertThat(ended.at("/reason/detail").asText())
        .contains("may live, and its workflow is closed");
    assertThat(trader.venue().fills(id)).isEmpty();
    trader.assertInOrder(id);
  }

  /** Fault O7: the order trades seconds after its cancel was confirmed. */
  @Test
  void unwindsWhatIsExecutedAfterTheTradeHasEnded(House house, Trader trader) {
    String id = trader.id("late");
    trader.market(Market.OPEN);
    trader
        .venue()
        .fault(
            """
            {"on": "cancelOrder", "match": {"orderRef": "lw1|%s|stock|E1"},
             "do": "fillAfterCancel", "ms": 30000, "times": 1}
            """
                .formatted(id));
    trader.submit(
        Conversion.withTimeouts(trader.resting(id), Duration.ofSeconds(2), Duration.ofSeconds(2)));
    assertThat(trader.awaitEnd(id).path("state").asText()).isEqualTo("NOT_FILLED");
    int before = revision(trader, id);

    Waiting.until(
        "what came late is unwound",
        Trader.PATIENCE,
        () -> trader.trades().state(id).equals("UNWOUND"));

    assertThat(trader.executed(id, "stock", "BUY")).isEqualTo(100);
    assertThat(trader.executed(id, "stock", "SELL")).isEqualTo(100);
    assertThat(trader.held(id)).isEmpty();
    assertThat(revision(trader, id)).isGreaterThan(before);
    assertThat(house.count("select count(*) from ending_history where execution_id = ?", id))
        .as("the former ending is kept")
        .isEqualTo(1);
    assertThat(alerts(house, id, "LATE_EXECUTION")).isPositive();
    Waiting.until(
        "its alert is closed", Trader.PATIENCE, () -> openAlerts(house, id, "LATE_EXECUTION") == 0);
    trader.assertInOrder(id);
  }

  private static int revision(Trader trader, String id) {
    return trader
        .trades()
        .http()
        .get("/api/executions/" + id + "/report")
        .json()
        .path("revision")
        .asInt();
  }

  private static long alerts(House house, String id, String code) {
    return house.count(
        "select count(*) from alert where execution_id = ? and code like '%" + code + "'", id);
  }

  private static long openAlerts(House house, String id, String code) {
    return house.count(
        "select count(*) from alert where execution_id = ? and closed_at is null and code like '%"
            + code
            + "'",
        id);
  }
}
