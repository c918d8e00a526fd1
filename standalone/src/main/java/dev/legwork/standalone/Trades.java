package dev.legwork.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** Trades over REST, as a user makes them. */
final class Trades {

  private static final Set<String> ENDINGS =
      Set.of("REJECTED", "NOT_FILLED", "COMMITTED", "UNWOUND", "RESIDUAL");

  private final JsonHttp http;

  Trades(String api) {
    this.http = new JsonHttp(api);
  }

  JsonHttp http() {
    return http;
  }

  /** Submits a request that must be accepted. */
  JsonNode submit(ObjectNode request) {
    JsonHttp.Answer answer = http.post("/api/executions", request);
    if (answer.status() != 202 && answer.status() != 200) {
      throw new IllegalStateException("not accepted: " + answer);
    }
    return answer.json();
  }

  /** The trade as it is now. */
  JsonNode show(String id) {
    return http.get("/api/executions/" + id).json();
  }

  String state(String id) {
    return show(id).path("state").asText();
  }

  /** Waits for the trade's end and returns it. */
  JsonNode awaitEnd(String id, Duration patience) {
    AtomicReference<JsonNode> last = new AtomicReference<>();
    Waiting.until(
        "execution " + id + " has ended",
        patience,
        () -> {
          try {
            last.set(show(id));
          } catch (UncheckedIOException e) {
            return false;
          }
          return ENDINGS.contains(last.get().path("state").asText());
        });
    return last.get();
  }

  /** The report as plain text. */
  String report(String id) {
    return http.text("/api/executions/" + id + "/report");
  }
}
