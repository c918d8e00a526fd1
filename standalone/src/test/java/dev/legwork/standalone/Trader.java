package dev.legwork.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.legwork.standalone.Conversion.Market;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A user with an account and a market to itself, for one test. */
final class Trader implements AutoCloseable {

  static final Duration PATIENCE = Duration.ofSeconds(180);
  private static final LocalDate EXPIRY = Conversion.expiryAfter(LocalDate.now(Market.ZONE));

  private final House house;
  private final String account;
  private final Conversion conversion;
  private final List<MarketMaker> markets = new ArrayList<>();

  Trader(House house, String account, String symbol) {
    this.house = house;
    this.account = account;
    this.conversion = new Conversion(symbol, EXPIRY);
  }

  String account() {
    return account;
  }

  Conversion conversion() {
    return conversion;
  }

  Trades trades() {
    return house.trades();
  }

  Venue venue() {
    return house.venue();
  }

  /** An id of this trader. */
  String id(String name) {
    return conversion.symbol() + "-" + name;
  }

  /** Quotes the conversion, and keeps the quotes fresh until the test ends. */
  MarketMaker market(Market market) {
    MarketMaker maker = new MarketMaker(venue(), conversion, market);
    markets.add(maker);
    return maker;
  }

  /** A conversion of one unit that fills at once in {@link Market#OPEN}. */
  ObjectNode marketable(String id) {
    return conversion.request(id, account, 1, "99.85");
  }

  /** A conversion whose stock and put fill at once in {@link Market#OPEN}, and whose call rests. */
  ObjectNode withRestingCall(String id) {
    return Conversion.withLimits(
        conversion.request(id, account, 1, "99.70"), "100.00", "2.05", "2.40");
  }

  /** A conversion of which nothing fills in {@link Market#OPEN}. */
  ObjectNode resting(String id) {
    return Conversion.withLimits(
        conversion.request(id, account, 1, "99.40"), "99.90", "1.90", "2.40");
  }

  JsonNode submit(ObjectNode request) {
    return trades().submit(request);
  }

  /** Submits, and waits for the end. */
  JsonNode execute(ObjectNode request) {
    submit(request);
    return awaitEnd(request.get("id").asText());
  }

  /**
   * Keeps a trade unwinding for some seconds: its first order that sells the stock gets lost, which
   * only another session with the gateway can prove, and the second one sells it.
   */
  void keepUnwinding(String id) {
    venue()
        .fault(
            """
            {"on": "placeOrder", "match": {"orderRef": "lw1|%s|stock|U1"}, "do": "drop", "times": 1}
            """
                .formatted(id));
  }

  JsonNode awaitEnd(String id) {
    return trades().awaitEnd(id, PATIENCE);
  }

  void awaitState(String id, String state) {
    Waiting.until(id + " is " + state, PATIENCE, () -> trades().state(id).equals(state));
  }

  /** Waits until the gateway has executed so much of a leg; negative is sold. */
  void awaitPosition(String id, String leg, int quantity) {
    Waiting.until(
        leg + " of " + id + " is at " + quantity,
        PATIENCE,
        () -> BigDecimal.valueOf(quantity).compareTo(position(id, leg)) == 0);
  }

  void awaitOrders(String id, int orders) {
    Waiting.until(
        id + " has " + orders + " orders at the gateway",
        PATIENCE,
        () -> venue().orders(id).size() >= orders);
  }

  BigDecimal position(String id, String leg) {
    return venue().positions(id).getOrDefault(leg, BigDecimal.ZERO);
  }

  /** What the gateway says that this execution holds, legs that are flat left out. */
  Map<String, Integer> held(String id) {
    Map<String, Integer> held = new TreeMap<>();
    venue()
        .positions(id)
        .forEach(
            (leg, quantity) -> {
              if (quantity.signum() != 0) {
                held.put(leg, quantity.intValueExact());
              }
            });
    return held;
  }

  /** The same as STOCK, PUT and CALL, of legs that traded as one order, too; flat ones as 0. */
  Map<String, Integer> heldByContract(String id) {
    Map<String, Integer> held = new TreeMap<>(Map.of("STOCK", 0, "PUT", 0, "CALL", 0));
    for (JsonNode fill : venue().fills(id)) {
      JsonNode contract = fill.path("contract");
      if (!contract.path("type").asText().equals("COMBO")) {
        int sign = fill.path("side").asText().equals("BUY") ? 1 : -1;
        held.merge(
            contract.path("right").asText("STOCK"),
            sign * fill.path("quantity").asInt(),
            Integer::sum);
      }
    }
    return held;
  }

  /** What the gateway executed of a leg on one side. */
  int executed(String id, String leg, String side) {
    return venue().fills(id).stream()
        .filter(fill -> fill.get("orderRef").asText().split("\\|")[2].equals(leg))
        .filter(fill -> fill.get("side").asText().equals(side))
        .mapToInt(fill -> fill.get("quantity").asInt())
        .sum();
  }

  /** What the first line of a trade's timeline about this event says. */
  static String detail(JsonNode ended, String event) {
    for (JsonNode line : ended.get("timeline")) {
      if (line.path("event").asText().equals(event)) {
        return line.path("detail").asText();
      }
    }
    throw new AssertionError("no " + event + " in " + ended.get("timeline"));
  }

  /** What must hold of every trade that has ended, whatever its ending. */
  void assertInOrder(String id) {
    assertThat(venue().sentTwice(id)).as("references that reached the gateway twice").isEmpty();
    assertThat(venue().orders(id))
        .as("orders at the gateway")
        .allSatisfy(
            order ->
                assertThat(order.get("state").asText()).isIn("Filled", "Cancelled", "Rejected"));
    assertThat(house.count("select count(*) from report where execution_id = ?", id))
        .as("reports")
        .isEqualTo(1);
    Waiting.until("the lock of " + id + " is given back", PATIENCE, () -> !holdsTheLock(id));
  }

  /** A trade gives its lock back last of all, a moment after its ending can be read. */
  private boolean holdsTheLock(String id) {
    JsonNode lock = trades().http().get("/api/locks/" + account).json();
    return lock.path("holder").asText("").equals(id);
  }

  @Override
  public void close() {
    markets.forEach(MarketMaker::close);
    house.giveBack(account);
  }
}
