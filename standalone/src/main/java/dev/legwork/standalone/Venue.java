package dev.legwork.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The simulated gateway's own word, over its control port: the independent witness. */
final class Venue {

  private final JsonHttp http;

  Venue(String controlPort) {
    this.http = new JsonHttp(controlPort);
  }

  JsonHttp http() {
    return http;
  }

  /**
   * Sets one contract's quote; the contract comes into being with its first one. A side whose price
   * is null is not quoted.
   */
  void quote(ObjectNode contract, String bid, String bidSize, String ask, String askSize) {
    ObjectNode quote = JsonNodeFactory.instance.objectNode();
    quote.set("contract", contract);
    if (bid != null) {
      quote.put("bid", bid).put("bidSize", bidSize);
    }
    if (ask != null) {
      quote.put("ask", ask).put("askSize", askSize);
    }
    require(http.post("/quotes", quote));
  }

  /** Adds a fault rule, as JSON. */
  void fault(String rule) {
    require(http.post("/faults", rule));
  }

  void withoutFaults() {
    require(http.delete("/faults"));
  }

  /** Orders of an execution that the venue has seen, in order of arrival. */
  List<JsonNode> orders(String executionId) {
    return of(executionId, "/orders");
  }

  /** Fills of an execution, in order of arrival. */
  List<JsonNode> fills(String executionId) {
    return of(executionId, "/fills");
  }

  /** What the fills of an execution add up to, by leg; legs that never filled are missing. */
  Map<String, BigDecimal> positions(String executionId) {
    Map<String, BigDecimal> byLeg = new TreeMap<>();
    for (JsonNode fill : fills(executionId)) {
      BigDecimal quantity = new BigDecimal(fill.get("quantity").asText());
      byLeg.merge(
          fill.get("orderRef").asText().split("\\|")[2],
          fill.get("side").asText().equals("BUY") ? quantity : quantity.negate(),
          BigDecimal::add);
    }
    byLeg.replaceAll((leg, sum) -> sum.stripTrailingZeros());
    return byLeg;
  }

  /** References that reached the venue more than once; there must be none. */
  List<String> sentTwice(String executionId) {
    return orders(executionId).stream()
        .collect(Collectors.groupingBy(o -> o.get("orderRef").asText(), Collectors.counting()))
        .entrySet()
        .stream()
        .filter(entry -> entry.getValue() > 1)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Everything under a path of the control port. */
  List<JsonNode> all(String path) {
    JsonNode answer = require(http.get(path)).json();
    JsonNode rows = answer.isArray() ? answer : answer.path(path.substring(1));
    return StreamSupport.stream(rows.spliterator(), false).toList();
  }

  /** Market time of the moment. */
  Instant now() {
    return Instant.parse(require(http.get("/clock")).json().get("venueTime").asText());
  }

  private List<JsonNode> of(String executionId, String path) {
    String prefix = "lw1|" + executionId + "|";
    return all(path).stream()
        .filter(row -> row.path("orderRef").asText().startsWith(prefix))
        .toList();
  }

  private static JsonHttp.Answer require(JsonHttp.Answer answer) {
    if (answer.status() / 100 != 2) {
      throw new IllegalStateException("the simulated gateway says: " + answer);
    }
    return answer;
  }

  /** A stock, in the words of a request. */
  static ObjectNode stock(String symbol) {
    return JsonNodeFactory.instance.objectNode().put("type", "STOCK").put("symbol", symbol);
  }

  /** An option, in the words of a request. */
  static ObjectNode option(String symbol, LocalDate expiry, String strike, String right) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("type", "OPTION")
        .put("symbol", symbol)
        .put("expiry", expiry.toString())
        .put("strike", strike)
        .put("right", right);
  }
}
