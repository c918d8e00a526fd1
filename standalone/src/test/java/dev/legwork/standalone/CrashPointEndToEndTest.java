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

/** The worker killed at the two points that a resend is all about (faults Y1, O1). */
@EndToEnd
@ResourceLock(value = EndToEnd.ALONE, mode = ResourceAccessMode.READ_WRITE)
class CrashPointEndToEndTest {

  private static final Map<String, Integer> CONVERSION = Map.of("stock", 100, "put", 1, "call", -1);

  private House house;

  @AfterEach
  void leaveAWorker() {
    house.crashes().disarm();
    house.awaitWorker();
  }

  @Test
  void sendsNoOrderTwiceWhenKilledBetweenTheIntentsAndTheWrite(House house, Trader trader) {
    JsonNode ended = executeWithCrashAt("CP2", house, trader);

    String id = ended.path("id").asText();
    assertThat(ended.path("state").asText()).isIn("NOT_FILLED", "COMMITTED");
    boolean committed = ended.path("state").asText().equals("COMMITTED");
    assertThat(trader.held(id)).isEqualTo(committed ? CONVERSION : Map.of());
    trader.assertInOrder(id);
  }

  @Test
  void countsWhatWasWrittenWhenKilledBetweenTheWriteAndItsRecord(House house, Trader trader) {
    JsonNode ended = executeWithCrashAt("CP3", house, trader);

    String id = ended.path("id").asText();
    assertThat(ended.path("state").asText()).isEqualTo("COMMITTED");
    assertThat(trader.held(id)).isEqualTo(CONVERSION);
    assertThat(trader.venue().orders(id)).hasSize(3);
    trader.assertInOrder(id);
  }

  private JsonNode executeWithCrashAt(String point, House house, Trader trader) {
    this.house = house;
    String id = trader.id("crash-" + point);
    trader.market(Market.OPEN);
    house.crashes().halt(point);
    ObjectNode request =
        Conversion.withTimeouts(
            trader.marketable(id), Duration.ofSeconds(30), Duration.ofSeconds(20));
    trader.submit(request);
    house.crashes().awaitReached(point);
    return trader.awaitEnd(id);
  }
}
