package dev.legwork.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Whether a trade that has ended is in order: by the simulated gateway's own ledger and by our
 * database, never by what the code under test says of itself. For a trade by itself all invariants
 * are checked on its account as well.
 */
final class ChaosVerdict {

  static final Map<String, Integer> CONVERSION = Map.of("stock", 100, "put", 1, "call", -1);

  /** The lock itself asks after a holder whose lease of a minute is over. */
  private static final Duration PATIENCE = Duration.ofSeconds(180);

  private final Books books;
  private final ProcessHouse house;

  private final Function<String, List<JsonNode>> orders;
  private final Function<String, List<JsonNode>> fills;
  private final boolean auditing;

  /** Asks the gateway anew for each trade. */
  ChaosVerdict(ProcessHouse house) {
    this(house, house.venue()::orders, house.venue()::fills, true);
  }

  private ChaosVerdict(
      ProcessHouse house,
      Function<String, List<JsonNode>> orders,
      Function<String, List<JsonNode>> fills,
      boolean auditing) {
    this.house = house;
    this.books = house.books();
    this.orders = orders;
    this.fills = fills;
    this.auditing = auditing;
  }

  /**
   * Asks the gateway once, for many trades of which none runs any more; leaves it to the caller to
   * {@linkplain ProcessHouse#audit audit} the accounts.
   */
  static ChaosVerdict atOnce(ProcessHouse house) {
    Map<String, List<JsonNode>> orders = byExecution(house.venue().all("/orders"));
    Map<String, List<JsonNode>> fills = byExecution(house.venue().all("/fills"));
    return new ChaosVerdict(
        house,
        id -> orders.getOrDefault(id, List.of()),
        id -> fills.getOrDefault(id, List.of()),
        false);
  }

  private static Map<String, List<JsonNode>> byExecution(List<JsonNode> rows) {
    return rows.stream().collect(Collectors.groupingBy(row -> part(row, 1)));
  }

  private static String part(JsonNode row, int number) {
    String[] parts = row.path("orderRef").asText().split("\\|");
    return parts.length > number ? parts[number] : "";
  }

  /**
   * Checks one trade.
   *
   * @throws AssertionError naming what is not in order
   */
  void check(String id, String account) {
    String state = books.state(id);
    assertThat(orders.apply(id))
        .as("%s: orders at the gateway", id)
        .extracting(order -> order.get("orderRef").asText())
        .doesNotHaveDuplicates();
    assertThat(orders.apply(id))
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
        () -> !ChaosCell.holdsTheLock(house, account, id),
        () ->
            HistoryTail.of(house.temporalTarget(), "execution/" + id)
                + HistoryTail.of(house.temporalTarget(), "lock/" + account));
    if (auditing) {
      assertThat(house.audit(account)).as("%s: violated invariants", id).isEmpty();
    }
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
    return fills.apply(id).stream()
        .map((JsonNode fill) -> fill.get("execId").asText())
        .collect(Collectors.toUnmodifiableSet());
  }

  private Map<String, Integer> held(String id) {
    Map<String, Integer> held = new TreeMap<>();
    for (JsonNode fill : fills.apply(id)) {
      int quantity = fill.get("quantity").asInt();
      held.merge(
          part(fill, 2),
          fill.get("side").asText().equals("BUY") ? quantity : -quantity,
          Integer::sum);
    }
    held.values().removeIf(quantity -> quantity == 0);
    return held;
  }
}
