package dev.legwork.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Whether a trade that has ended is in order: by the simulated gateway's own ledger and by our
 * database, never by what the code under test says of itself.
 */
final class ChaosVerdict {

  static final Map<String, Integer> CONVERSION = Map.of("stock", 100, "put", 1, "call", -1);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Venue venue;
  private final Books books;
  private final ProcessHouse house;

  ChaosVerdict(ProcessHouse house) {
    this.house = house;
    this.venue = house.venue();
    this.books = house.books();
  }

  /**
   * Checks one trade.
   *
   * @throws AssertionError naming what is not in order
   */
  void check(String id, String account) {
    String state = books.state(id);
    assertThat(venue.sentTwice(id)).as("%s: sent twice", id).isEmpty();
    assertThat(venue.orders(id))
        .as("%s: orders at the gateway", id)
        .allSatisfy(
            order ->
                assertThat(order.get("state").asText()).isIn("Filled", "Cancelled", "Rejected"));
    assertPositions(id, state);
    assertThat(books.reports(id)).as("%s: reports", id).isEqualTo(1);
    assertThat(books.openOrders(id)).as("%s: intents without a verdict", id).isEmpty();
    Waiting.until(
        "every execution of " + id + " is stored",
        PATIENCE,
        () -> books.fills(id).equals(told(id)));
    Waiting.until(
        "the lock of " + id + " is given back",
        PATIENCE,
        () -> !ChaosCell.holdsTheLock(house, account, id));
  }

  private void assertPositions(String id, String state) {
    Map<String, Integer> held = held(id);
    switch (state) {
      case "COMMITTED" -> assertThat(held).as("%s: held", id).isEqualTo(CONVERSION);
      case "RESIDUAL" ->
          assertThat(books.openAlerts(id)).as("%s: alerts", id).contains("RESIDUAL_POSITION");
      default -> assertThat(held).as("%s: held after %s", id, state).isEmpty();
    }
  }

  private Set<String> told(String id) {
    return venue.fills(id).stream()
        .map((JsonNode fill) -> fill.get("execId").asText())
        .collect(Collectors.toUnmodifiableSet());
  }

  private Map<String, Integer> held(String id) {
    Map<String, Integer> held = new TreeMap<>();
    venue
        .positions(id)
        .forEach(
            (leg, quantity) -> {
              if (quantity.signum() != 0) {
                held.put(leg, quantity.intValueExact());
              }
            });
    return held;
  }
}
