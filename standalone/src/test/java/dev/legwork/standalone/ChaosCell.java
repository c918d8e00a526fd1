package dev.legwork.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.legwork.fault.CrashPoint;
import dev.legwork.standalone.Conversion.Market;
import dev.legwork.standalone.ProcessHouse.Part;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * One trade, during which one process is killed or stopped just when the worker comes to one point.
 *
 * @param point where the worker stands still meanwhile
 * @param part what is hit
 * @param blow how it is hit
 */
record ChaosCell(CrashPoint point, Part part, Blow blow) {

  /** How a process is hit. */
  enum Blow {
    /** {@code kill -9}; it is started again. */
    KILL,
    /** SIGSTOP, and SIGCONT some seconds later. */
    PAUSE
  }

  /**
   * What became of the trade.
   *
   * @param state its ending
   * @param reason why, empty for COMMITTED
   * @param took from the blow to the ending
   */
  record Outcome(ChaosCell cell, String id, String state, String reason, Duration took) {}

  private static final Duration PAUSED_FOR = Duration.ofSeconds(4);
  static final Duration PATIENCE = Duration.ofSeconds(180);
  static final Set<String> ENDINGS =
      Set.of("REJECTED", "NOT_FILLED", "COMMITTED", "UNWOUND", "RESIDUAL");

  /**
   * Runs the trade to its end and judges it.
   *
   * @throws AssertionError if something is not in order
   */
  Outcome run(ProcessHouse house, String account, String symbol) {
    String id = symbol + "-" + point.code() + "-" + part + "-" + blow;
    Conversion conversion =
        new Conversion(symbol, Conversion.expiryAfter(LocalDate.now(Market.ZONE)));
    MarketMaker market = new MarketMaker(house.venue(), conversion, Market.OPEN);
    try {
      boolean first = point != CrashPoint.DURING_START;
      if (first) {
        arm(house.crashes());
      }
      CompletableFuture<?> submitted =
          CompletableFuture.runAsync(
              () -> submit(house.trades(), request(conversion, id, account)));
      if (!first) {
        awaitRestingCall(house, id);
        arm(house.crashes());
        house.kill(Part.WORKER);
      }
      house.crashes().awaitReached(point.code());
      long since = System.nanoTime();
      strike(house);
      String state = awaitEnding(house, id);
      Duration took = Duration.ofNanos(System.nanoTime() - since);
      submitted.join();
      house.awaitAll();
      new ChaosVerdict(house).check(id, account);
      return new Outcome(this, id, state, house.books().reason(id), took);
    } finally {
      market.close();
      house.crashes().disarm();
    }
  }

  void arm(CrashSwitch crashes) {
    if (part != Part.WORKER) {
      crashes.hold(point.code());
    } else if (blow == Blow.KILL) {
      crashes.halt(point.code());
    } else {
      crashes.stop(point.code());
    }
  }

  void strike(ProcessHouse house) {
    if (part == Part.WORKER) {
      if (blow == Blow.PAUSE) {
        pause();
        house.goOn(Part.WORKER);
      }
      return;
    }
    if (blow == Blow.KILL) {
      house.kill(part);
      house.crashes().letGo(point.code());
      return;
    }
    house.stop(part);
    house.crashes().letGo(point.code());
    pause();
    house.goOn(part);
  }

  /** The one that fills at once, or the one that has to be taken back, as the point needs it. */
  ObjectNode request(Conversion conversion, String id, String account) {
    return switch (point) {
      case BEFORE_ACK_COMMIT -> quick(resting(conversion, id, account));
      case DURING_CANCEL, BEFORE_REPLACEMENT, AFTER_UNWIND_SENT ->
          quick(withRestingCall(conversion, id, account));
      case DURING_START, DURING_RECONCILIATION -> patient(withRestingCall(conversion, id, account));
      default -> patient(conversion.request(id, account, 1, "99.85"));
    };
  }

  private static ObjectNode resting(Conversion conversion, String id, String account) {
    return Conversion.withLimits(
        conversion.request(id, account, 1, "99.40"), "99.90", "1.90", "2.40");
  }

  private static ObjectNode withRestingCall(Conversion conversion, String id, String account) {
    return Conversion.withLimits(
        conversion.request(id, account, 1, "99.70"), "100.00", "2.05", "2.40");
  }

  private static ObjectNode quick(ObjectNode request) {
    return Conversion.withTimeouts(request, Duration.ofSeconds(3), Duration.ofSeconds(1));
  }

  private static ObjectNode patient(ObjectNode request) {
    return Conversion.withTimeouts(request, Duration.ofSeconds(25), Duration.ofSeconds(15));
  }

  /** As a client does that gets no answer: the same request again, until there is one. */
  static void submit(Trades trades, ObjectNode request) {
    Waiting.until(
        "the api takes " + request.get("id"),
        PATIENCE,
        () -> {
          try {
            int status = trades.http().post("/api/executions", request).status();
            if (status / 100 == 4) {
              throw new IllegalStateException("refused: " + status);
            }
            return status / 100 == 2;
          } catch (UncheckedIOException away) {
            return false;
          }
        });
  }

  private static void awaitRestingCall(ProcessHouse house, String id) {
    Waiting.until(
        "two legs of " + id + " are filled",
        PATIENCE,
        () -> house.venue().positions(id).size() == 2);
  }

  private static String awaitEnding(ProcessHouse house, String id) {
    Waiting.until(id + " has ended", PATIENCE, () -> ENDINGS.contains(house.books().state(id)));
    return house.books().state(id);
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSED_FOR);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether a trade of this cell holds a lock at present. */
  static boolean holdsTheLock(ProcessHouse house, String account, String id) {
    JsonNode lock = house.trades().http().get("/api/locks/" + account).json();
    return lock.path("holder").asText("").equals(id);
  }
}
