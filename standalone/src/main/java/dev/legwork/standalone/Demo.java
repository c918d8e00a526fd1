package dev.legwork.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.legwork.standalone.Conversion.Market;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Three conversions on the simulated gateway: one commits, one is unwound, and one finishes
 * although the worker is killed while its legs are in the market. What is shown is what the
 * gateway's own ledger says.
 */
final class Demo {

  private static final String SYMBOL = "LWK";
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Map<String, BigDecimal> CONVERSION =
      Map.of(
          "stock", new BigDecimal("1E+2"), "put", BigDecimal.ONE, "call", BigDecimal.ONE.negate());

  private final Standalone all;
  private final Console console;
  private final Venue venue;
  private final Trades trades;
  private final Conversion conversion;
  private final String series =
      "demo-"
          + LocalDateTime.now(ZoneId.systemDefault())
              .format(DateTimeFormatter.ofPattern("MMddHHmmss"));
  private final List<String> disappointments = new ArrayList<>();

  Demo(Standalone all, Console console) {
    this.all = all;
    this.console = console;
    this.venue = new Venue(all.control());
    this.trades = new Trades(all.api());
    this.conversion =
        new Conversion(
            SYMBOL, Conversion.expiryAfter(venue.now().atZone(Market.ZONE).toLocalDate()));
  }

  /** Runs the three trades; empty if all of them ended as they should. */
  List<String> run() {
    try (MarketMaker market = new MarketMaker(venue, conversion, Market.OPEN)) {
      commits();
      isUnwound();
      survivesTheWorker(market);
    }
    return List.copyOf(disappointments);
  }

  private void commits() {
    console.heading("1. A conversion that fills and commits");
    String id = series + "-1";
    trades.submit(conversion.request(id, "DU1000001", 1, "99.85"));
    console.accept(
        "submitted %s: buy 100 %s, buy 1 put, sell 1 call, net at most 99.85"
            .formatted(id, SYMBOL));
    ended(id, "COMMITTED", CONVERSION);
  }

  /** The call asks more than anybody bids: stock and put fill, and have to go again. */
  private void isUnwound() {
    console.heading("2. A conversion whose call never fills");
    String id = series + "-2";
    ObjectNode request =
        Conversion.withLimits(
            conversion.request(id, "DU1000002", 1, "99.70"), "100.00", "2.05", "2.40");
    trades.submit(request);
    console.accept("submitted %s: the call is offered at 2.40, the market bids 2.25".formatted(id));
    ended(id, "UNWOUND", Map.of("stock", BigDecimal.ZERO, "put", BigDecimal.ZERO));
  }

  /** Only the stock fills at first; the options trade while no worker runs. */
  private void survivesTheWorker(MarketMaker market) {
    console.heading("3. A conversion whose worker is killed with its legs in the market");
    String id = series + "-3";
    ObjectNode request =
        Conversion.withTimeouts(
            Conversion.withLimits(
                conversion.request(id, "DU1000003", 1, "99.60"), "100.00", "1.95", "2.40"),
            Duration.ofSeconds(60),
            Duration.ofSeconds(30));
    trades.submit(request);
    console.accept(
        "submitted %s: put wanted at 1.95, call offered at 2.40, both rest".formatted(id));
    Waiting.until(
        "the stock has filled and three orders are at the gateway",
        PATIENCE,
        () ->
            venue.orders(id).size() == 3
                && CONVERSION.get("stock").equals(venue.positions(id).get("stock")));
    killWorker();
    market.become(Market.OPEN.withPut("1.90", "1.95").withCall("2.40", "2.45"));
    console.accept("the market came to both options while no worker was there to see it");
    ended(id, "COMMITTED", CONVERSION);
  }

  private void killWorker() {
    ProcessHandle worker = all.worker().process();
    console.accept(
        "kill -9 %d: the worker is gone, 100 shares bought, two orders open"
            .formatted(worker.pid()));
    worker.destroyForcibly();
    worker.onExit().join();
  }

  private void ended(String id, String state, Map<String, BigDecimal> positions) {
    JsonNode ended = trades.awaitEnd(id, PATIENCE);
    console.accept("");
    console.accept(trades.report(id).strip());
    console.accept("");
    console.accept(
        "gateway's ledger: %d orders, %d fills, positions of this trade %s"
            .formatted(
                venue.orders(id).size(), venue.fills(id).size(), plain(venue.positions(id))));
    expect(id, "state", state, ended.path("state").asText());
    expect(id, "positions at the gateway", plain(positions), plain(venue.positions(id)));
    expect(id, "orders sent twice", List.of(), venue.sentTwice(id));
  }

  private static Map<String, String> plain(Map<String, BigDecimal> positions) {
    Map<String, String> all = new TreeMap<>();
    positions.forEach(
        (leg, quantity) -> all.put(leg, quantity.stripTrailingZeros().toPlainString()));
    return all;
  }

  private void expect(String id, String what, Object expected, Object actual) {
    if (!expected.equals(actual)) {
      disappointments.add("%s: %s should be %s, is %s".formatted(id, what, expected, actual));
    }
  }
}
