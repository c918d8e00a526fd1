package dev.legwork.bench.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;

/** The running Legwork that is measured, and the one conversion that is traded on it. */
final class House {
  private static final Set<String> ENDINGS =
      Set.of("REJECTED", "NOT_FILLED", "COMMITTED", "UNWOUND", "RESIDUAL");

  final Http api;
  final Http venue;
  private final LocalDate expiry;

  House(String apiAddress, String controlAddress) throws IOException, InterruptedException {
    this.api = new Http(apiAddress);
    this.venue = new Http(controlAddress);
    this.expiry = LocalDate.now(ZoneOffset.UTC).plusDays(40);
  }

  /**
   * Quotes that never run out: stock 99.99/100.01, put and call 2.00/2.10; executable net 100.11.
   */
  void quote() throws IOException, InterruptedException {
    for (String contract : List.of(stock(), option("PUT"), option("CALL"))) {
      boolean isStock = contract.contains("STOCK");
      venue.post(
          "/quotes",
          """
          {"contract":%s,"bid":"%s","bidSize":"90000000","ask":"%s","askSize":"90000000"}\
          """
              .formatted(contract, isStock ? "99.99" : "2.00", isStock ? "100.01" : "2.10"));
    }
  }

  /** Submits a conversion and returns at once. */
  JsonNode submit(String id, String account) throws IOException, InterruptedException {
    return api.post("/api/executions", request(id, account));
  }

  /** Waits for the end, which must be COMMITTED: a benchmark of failures measures nothing. */
  JsonNode committed(String id) throws IOException, InterruptedException {
    JsonNode end =
        api.await("/api/executions/" + id, view -> ENDINGS.contains(view.path("state").asText()));
    if (!end.path("state").asText().equals("COMMITTED")) {
      throw new IllegalStateException(id + " ended " + end);
    }
    return end;
  }

  /** The venue's own record of the orders of one execution. */
  List<JsonNode> ordersOf(String id) throws IOException, InterruptedException {
    List<JsonNode> orders = new java.util.ArrayList<>();
    venue
        .get("/orders")
        .forEach(
            order -> {
              if (order.path("orderRef").asText().startsWith("lw1|" + id + "|")) {
                orders.add(order);
              }
            });
    return orders;
  }

  String request(String id, String account) {
    return """
    {"id":"%s","account":"%s","strategy":"BENCH","underlying":"BNCH","quantity":1,
     "netLimit":"100.40","legs":[
      {"name":"stock","action":"BUY","ratio":100,"contract":%s},
      {"name":"put","action":"BUY","ratio":1,"contract":%s},
      {"name":"call","action":"SELL","ratio":1,"contract":%s}]}\
    """
        .formatted(id, account, stock(), option("PUT"), option("CALL"));
  }

  /** Put and call rest beyond the market, and expire at the broker within seconds. */
  String requestOfWhichOnlyTheStockFills(String id, String account) {
    return """
    {"id":"%s","account":"%s","strategy":"BENCH","underlying":"BNCH","quantity":1,
     "netLimit":"99.60","timeouts":{"total":"PT4S","afterFirstFill":"PT2S"},"legs":[
      {"name":"stock","action":"BUY","ratio":100,"limit":"100.05","contract":%s},
      {"name":"put","action":"BUY","ratio":1,"limit":"1.90","contract":%s},
      {"name":"call","action":"SELL","ratio":1,"limit":"2.40","contract":%s}]}\
    """
        .formatted(id, account, stock(), option("PUT"), option("CALL"));
  }

  private static String stock() {
    return "{\"type\":\"STOCK\",\"symbol\":\"BNCH\"}";
  }

  private String option(String right) {
    return "{\"type\":\"OPTION\",\"symbol\":\"BNCH\",\"expiry\":\"%s\",\"strike\":\"100\",\"right\":\"%s\"}"
        .formatted(expiry, right);
  }
}
