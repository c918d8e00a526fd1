package dev.legwork.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.legwork.standalone.Conversion.Market;
import dev.legwork.standalone.ProcessHouse.Part;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A session whose worker and api are killed with {@code kill -9} on the way, twice. */
@ResourceLock(value = EndToEnd.ALONE, mode = ResourceAccessMode.READ_WRITE)
@ExtendWith(ClearOfMidnight.class)
class SessionCrashEndToEndTest {
  private static final Duration PATIENCE = Duration.ofSeconds(180);
  private static final String ACCOUNT = "DU1000001";
  private static final String SYMBOL = "SESS";

  @Test
  void finishesTheSameWhenWorkerAndApiAreKilledTwice() {
    try (ProcessHouse house = new ProcessHouse("session-house");
        ProcessTrader trader = new ProcessTrader(house, ACCOUNT, SYMBOL)) {
      trader.become(Market.OPEN.withCall("2.00", "2.05"));
      assertThat(house.trades().http().post("/api/sessions", plan()).status()).isEqualTo(202);
      Waiting.until("it has looked", PATIENCE, () -> session(house).path("passes").asInt() > 2);

      house.kill(Part.WORKER);
      house.kill(Part.API);
      house.awaitAll();
      house.crashes().halt("CP3");
      trader.become(Market.OPEN);
      house.crashes().awaitReached("CP3");
      house.kill(Part.API);
      house.awaitAll();
      Waiting.until(
          "the session is over",
          PATIENCE,
          () -> session(house).path("phase").asText().equals("ENDED"));

      JsonNode over = session(house);
      assertThat(over.path("trades")).as(over.toPrettyString()).hasSize(1);
      assertThat(over.at("/trades/0/outcome").asText()).isEqualTo("COMMITTED");
      String id = over.at("/trades/0/execution").asText();
      assertThat(house.venue().positions(id))
          .isEqualTo(
              Map.of(
                  "stock",
                  new BigDecimal("1E+2"),
                  "put",
                  BigDecimal.ONE,
                  "call",
                  BigDecimal.ONE.negate()));
      assertThat(house.venue().sentTwice(id)).isEmpty();
      assertThat(house.audit(ACCOUNT)).isEmpty();
    }
  }

  private static ObjectNode plan() {
    ObjectNode plan =
        JsonNodeFactory.instance.objectNode().put("name", "killed").put("account", ACCOUNT);
    plan.putArray("symbols").add(SYMBOL);
    plan.putObject("strategies")
        .putObject("SFR")
        .put("equal-strikes", true)
        .put("min-width", 0)
        .put("max-dte", 90);
    return plan;
  }

  private static JsonNode session(ProcessHouse house) {
    try {
      return house.trades().http().get("/api/sessions/killed").json();
    } catch (UncheckedIOException away) {
      return MissingNode.getInstance();
    }
  }
}
