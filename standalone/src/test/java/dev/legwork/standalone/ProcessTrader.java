package dev.legwork.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.legwork.standalone.Conversion.Market;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;

/** A user of a {@link ProcessHouse} with a market to itself, for one trade. */
final class ProcessTrader implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(180);
  private static final Set<String> ENDINGS =
      Set.of("REJECTED", "NOT_FILLED", "COMMITTED", "UNWOUND", "RESIDUAL");

  private final ProcessHouse house;
  private final String account;
  private final String id;
  private final Conversion conversion;
  private final MarketMaker market;
  private ObjectNode submitted;

  /**
   * @param symbol of a stock that nobody else trades; the trade is named after it
   */
  ProcessTrader(ProcessHouse house, String account, String symbol) {
    this(house, account, symbol, symbol + "-trade");
  }

  /** The same for a trade of this id. */
  ProcessTrader(ProcessHouse house, String account, String symbol, String id) {
    this.house = house;
    this.account = account;
    this.id = id;
    this.conversion = new Conversion(symbol, Conversion.expiryAfter(LocalDate.now(Market.ZONE)));
    this.market = new MarketMaker(house.venue(), conversion, Market.OPEN);
  }

  String account() {
    return account;
  }

  String id() {
    return id;
  }

  void become(Market next) {
    market.become(next);
  }

  /** All three legs fill at once. */
  void submitMarketable() {
    submitMarketable(Duration.ofSeconds(25));
  }

  /** All three legs fill at once, if they are sent within this time. */
  void submitMarketable(Duration total) {
    int seconds = Math.toIntExact(total.toSeconds());
    submit(conversion.request(id, account, 1, "99.85"), seconds, seconds);
  }

  /** Stock and put fill at once, and the call rests. */
  void submitWithRestingCall(int totalSeconds, int afterFirstFillSeconds) {
    ObjectNode request = conversion.request(id, account, 1, "99.70");
    submit(
        Conversion.withLimits(request, "100.00", "2.05", "2.40"),
        totalSeconds,
        afterFirstFillSeconds);
  }

  /**
   * Keeps the trade unwinding for some seconds: its first order that sells the stock gets lost,
   * which only another session with the gateway can prove, and the second one sells it.
   */
  void keepUnwinding() {
    house
        .venue()
        .fault(
            """
            {"on": "placeOrder", "match": {"orderRef": "lw1|%s|stock|U1"}, "do": "drop", "times": 1}
            """
                .formatted(id));
  }

  /** Nothing fills. */
  void submitResting(int totalSeconds) {
    ObjectNode request = conversion.request(id, account, 1, "99.40");
    submit(Conversion.withLimits(request, "99.90", "1.90", "2.40"), totalSeconds, 5);
  }

  /** Repeats the request until it is taken, as a client does that gets no answer. */
  private void submit(ObjectNode request, int totalSeconds, int afterFirstFillSeconds) {
    ObjectNode timed =
        Conversion.withTimeouts(
            request, Duration.ofSeconds(totalSeconds), Duration.ofSeconds(afterFirstFillSeconds));
    submitted = timed;
    repeat();
  }

  /** Sends what was submitted until it is taken. */
  void repeat() {
    Waiting.until("the api takes " + id, PATIENCE, () -> isTaken(submitted));
  }

  /** Sends what was submitted once more, and waits for the ending at the api. */
  JsonHttp.Answer waitAtTheApi(Duration atMost) {
    return house.trades().http().post("/api/executions?wait=" + atMost, submitted);
  }

  private boolean isTaken(ObjectNode request) {
    try {
      return house.trades().http().post("/api/executions", request).status() / 100 == 2;
    } catch (UncheckedIOException away) {
      return false;
    }
  }

  /** Waits until the gateway has executed so much of a leg; negative is sold. */
  void awaitPosition(String leg, int quantity) {
    Waiting.until(
        leg + " of " + id + " is at " + quantity, PATIENCE, () -> position(leg) == quantity);
  }

  private int position(String leg) {
    return house.venue().positions(id).getOrDefault(leg, BigDecimal.ZERO).intValueExact();
  }

  void awaitOrders(int orders) {
    Waiting.until(
        id + " has " + orders + " orders at the gateway",
        PATIENCE,
        () -> house.venue().orders(id).size() >= orders);
  }

  void awaitState(String state) {
    Waiting.until(id + " is " + state, PATIENCE, () -> house.books().state(id).equals(state));
  }

  /** Waits until our database counts as many fills as the gateway, and at least so many. */
  void awaitFillsStored(int atLeast) {
    Waiting.until(
        atLeast + " fills of " + id + " are stored",
        PATIENCE,
        () -> house.books().fills(id).size() >= atLeast);
  }

  /** Waits for the end. */
  String awaitEnd() {
    Waiting.until(id + " has ended", PATIENCE, () -> ENDINGS.contains(house.books().state(id)));
    return house.books().state(id);
  }

  /** What must hold of every trade that has ended, and that it ended so. */
  void assertEnded(String state) {
    assertThat(awaitEnd()).as(id).isEqualTo(state);
    new ChaosVerdict(house).check(id, account);
  }

  /** What the gateway holds for this trade, legs that are flat left out. */
  Map<String, BigDecimal> held() {
    Map<String, BigDecimal> held = house.venue().positions(id);
    held.values().removeIf(quantity -> quantity.signum() == 0);
    return held;
  }

  @Override
  public void close() {
    market.close();
  }
}
