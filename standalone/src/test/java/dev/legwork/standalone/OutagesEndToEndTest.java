package dev.legwork.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.legwork.standalone.Conversion.Market;
import dev.legwork.standalone.ProcessHouse.Part;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Gateway, worker, PostgreSQL and Temporal away while a trade is under way. {@code
 * -Doutage.seconds=60} keeps them away for longer.
 */
@ResourceLock(value = EndToEnd.ALONE, mode = ResourceAccessMode.READ_WRITE)
@ExtendWith(ClearOfMidnight.class)
class OutagesEndToEndTest {
  private static final Duration PATIENCE = Duration.ofSeconds(180);
  private static final Duration AWAY = Duration.ofSeconds(Long.getLong("outage.seconds", 5));

  /** Longer than it takes to see what happens meanwhile, on a slow machine too. */
  private static final Duration LONG_AWAY =
      AWAY.compareTo(Duration.ofSeconds(20)) < 0 ? Duration.ofSeconds(20) : AWAY;

  private static final AtomicInteger TRADERS = new AtomicInteger();

  private static ProcessHouse house;

  @BeforeAll
  static void start() {
    Assumptions.assumeTrue(
        new TemporalBinary(line -> {}).installed().isPresent(), "no 'temporal' program");
    house = new ProcessHouse("outages");
  }

  @AfterAll
  static void stop() {
    if (house != null) {
      house.close();
    }
  }

  @AfterEach
  void everythingIsBack() {
    house.venue().withoutFaults();
    house.awaitAll();
  }

  private static ProcessTrader trader() {
    int number = TRADERS.getAndIncrement();
    return new ProcessTrader(house, "DU" + (1_000_001 + number % 10), "OUT" + number);
  }

  private static String session(ProcessTrader trader) {
    return house.workerHealth().session(trader.account());
  }

  /** The gateway closes every socket for so long; what works at the exchange works on. */
  private static void gatewayGoesAway(ProcessTrader trader, Duration away) {
    house.venue().fault("{\"on\":\"now\",\"do\":\"restart\",\"ms\":" + away.toMillis() + "}");
    Waiting.until("the worker has noticed", PATIENCE, () -> !session(trader).equals("SERVING"));
  }

  private static void away() {
    try {
      Thread.sleep(AWAY);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** With two legs filled, in the market for as long as the outage may last. */
  private static ProcessTrader working() {
    return working(AWAY);
  }

  private static ProcessTrader working(Duration outage) {
    ProcessTrader trader = trader();
    int seconds = (int) outage.toSeconds();
    trader.submitWithRestingCall(40 + seconds, 30 + seconds);
    trader.awaitPosition("stock", 100);
    trader.awaitPosition("put", 1);
    trader.awaitFillsStored(2);
    return trader;
  }

  private static void assertCommittedWithoutAnotherOrder(ProcessTrader trader) {
    trader.assertEnded("COMMITTED");
    assertThat(house.venue().orders(trader.id())).hasSize(3);
  }

  /** What lets the call fill. */
  private static final Market CALL_FILLS = Market.OPEN.withCall("2.40", "2.45");

  /** fault S6, fault Y12. */
  @Test
  void refusesATradeWhileTheGatewayIsDown() {
    try (ProcessTrader trader = trader()) {
      gatewayGoesAway(trader, LONG_AWAY);
      trader.submitMarketable();

      assertThat(trader.awaitEnd()).isEqualTo("REJECTED");
      assertThat(house.books().reason(trader.id())).isEqualTo("GATEWAY_UNAVAILABLE");
      assertThat(house.venue().orders(trader.id())).isEmpty();
    }
  }

  /** fault S4, fault S5, fault Y3: the call fills while nobody listens. */
  @Test
  void countsTheFillThatCameWhileTheGatewayWasAway() {
    try (ProcessTrader trader = working(LONG_AWAY)) {
      gatewayGoesAway(trader, LONG_AWAY);
      trader.become(CALL_FILLS);
      trader.awaitPosition("call", -1);
      assertThat(house.books().fills(trader.id())).hasSize(2);

      assertCommittedWithoutAnotherOrder(trader);
    }
  }

  /** fault S4, fault Y3. */
  @Test
  void finishesUnwindingAfterTheGatewayWasAway() {
    try (ProcessTrader trader = trader()) {
      trader.keepUnwinding();
      trader.submitWithRestingCall(5, 2);
      trader.awaitState("UNWINDING");
      gatewayGoesAway(trader, AWAY);

      trader.assertEnded("UNWOUND");
    }
  }

  /** fault Y13, fault Y1: it wakes up in the middle of what it did. */
  @Test
  void finishesUnwindingAfterTheWorkerWasAway() {
    try (ProcessTrader trader = trader()) {
      trader.keepUnwinding();
      trader.submitWithRestingCall(5, 2);
      trader.awaitState("UNWINDING");
      house.stop(Part.WORKER);
      away();
      house.goOn(Part.WORKER);

      trader.assertEnded("UNWOUND");
    }
  }

  /** fault Y2: who waited repeats its request, and has the same trade. */
  @Test
  void goesOnAfterTheApiWasKilledWhileAClientWaited() {
    try (ProcessTrader trader = working()) {
      CompletableFuture<?> client =
          CompletableFuture.supplyAsync(() -> trader.waitAtTheApi(Duration.ofSeconds(25)));
      Waiting.until("the client waits at the api", PATIENCE, house::isApiAsked);
      house.kill(Part.API);
      assertThatThrownBy(client::join).hasCauseInstanceOf(UncheckedIOException.class);
      trader.become(CALL_FILLS);
      trader.repeat();

      assertCommittedWithoutAnotherOrder(trader);
    }
  }

  /** fault Y9. */
  @Test
  void goesOnAfterPostgresWasKilledWhileLegsWereLive() {
    try (ProcessTrader trader = working()) {
      house.kill(Part.POSTGRES);
      trader.become(CALL_FILLS);

      assertCommittedWithoutAnotherOrder(trader);
    }
  }

  /** fault Y10: the events wait in their order; nothing opens meanwhile, and all are stored. */
  @Test
  void storesTheFillsThatCameWhilePostgresHung() {
    try (ProcessTrader trader = working();
        ProcessTrader late = trader()) {
      house.stop(Part.POSTGRES);
      trader.become(CALL_FILLS);
      trader.awaitPosition("call", -1);
      away();
      house.goOn(Part.POSTGRES);

      assertCommittedWithoutAnotherOrder(trader);
      late.submitMarketable();
      late.assertEnded("COMMITTED");
    }
  }

  /** fault Y4. */
  @Test
  void goesOnAfterTemporalWasKilledWhileLegsWereLive() {
    try (ProcessTrader trader = working()) {
      house.kill(Part.TEMPORAL);
      trader.become(CALL_FILLS);

      assertCommittedWithoutAnotherOrder(trader);
    }
  }

  /** fault Y4, fault Y9: both at once, and the broker fills meanwhile. */
  @Test
  void goesOnAfterTemporalAndPostgresWereKilledWhileLegsWereLive() {
    try (ProcessTrader trader = working()) {
      house.kill(Part.TEMPORAL);
      house.kill(Part.POSTGRES);
      trader.become(CALL_FILLS);
      trader.awaitPosition("call", -1);

      assertCommittedWithoutAnotherOrder(trader);
    }
  }
}
