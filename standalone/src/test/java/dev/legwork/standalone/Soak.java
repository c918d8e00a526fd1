package dev.legwork.standalone;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.legwork.standalone.Conversion.Market;
import dev.legwork.standalone.ProcessHouse.Part;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Trades on all accounts at once, some that fill, some that do not, some that are cancelled. */
final class Soak {

  /** A trade that was begun. */
  record Begun(String id, String account) {}

  private static final int ACCOUNTS = 10;
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Set<String> ENDINGS =
      Set.of("REJECTED", "NOT_FILLED", "COMMITTED", "UNWOUND", "RESIDUAL");

  private final ProcessHouse house;
  private final Random random;
  private final Map<String, Part> kills = new ConcurrentSkipListMap<>();
  private final Queue<Begun> begun = new ConcurrentLinkedQueue<>();
  private final AtomicInteger number = new AtomicInteger();

  Soak(ProcessHouse house, long seed) {
    this.house = house;
    this.random = new Random(seed);
  }

  /**
   * Runs so many trades, each account one after the other.
   *
   * @throws Exception of the first account that could not go on
   */
  void trade(int trades, Duration atMost) throws Exception {
    long end = System.nanoTime() + atMost.toNanos();
    AtomicInteger left = new AtomicInteger(trades);
    List<Future<?>> running = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(ACCOUNTS)) {
      for (int n = 1; n <= ACCOUNTS; n++) {
        String account = "DU" + (1_000_000 + n);
        Random own = new Random(random.nextLong());
        running.add(threads.submit(() -> tradeOn(account, own, left, end)));
      }
      for (Future<?> one : running) {
        one.get();
      }
    }
  }

  private void tradeOn(String account, Random own, AtomicInteger left, long end) {
    Conversion conversion =
        new Conversion(
            "K" + account.substring(7), Conversion.expiryAfter(LocalDate.now(Market.ZONE)));
    try (MarketMaker market = market(conversion)) {
      market.become(Market.OPEN);
      while (left.getAndDecrement() > 0 && System.nanoTime() < end) {
        tradeOnce(conversion, account, own);
      }
    }
  }

  /** The venue may be away just now. */
  private MarketMaker market(Conversion conversion) {
    Waiting.until(
        "the venue takes quotes",
        PATIENCE,
        () -> {
          try {
            conversion.quote(house.venue(), Market.OPEN);
            return true;
          } catch (UncheckedIOException away) {
            return false;
          }
        });
    return new MarketMaker(house.venue(), conversion, Market.OPEN);
  }

  private void tradeOnce(Conversion conversion, String account, Random own) {
    String id = "soak-" + number.incrementAndGet();
    int kind = own.nextInt(10);
    ObjectNode request = request(conversion, id, account, kind);
    begun.add(new Begun(id, account));
    Waiting.until(id + " is taken", PATIENCE, () -> isTaken(request));
    if (kind == 9) {
      cancel(id);
    }
    Waiting.until(id + " has ended", PATIENCE, () -> ENDINGS.contains(house.books().state(id)));
  }

  private static ObjectNode request(Conversion conversion, String id, String account, int kind) {
    ObjectNode request =
        switch (kind) {
          case 6, 7 ->
              Conversion.withLimits(
                  conversion.request(id, account, 1, "99.70"), "100.00", "2.05", "2.40");
          case 8, 9 ->
              Conversion.withLimits(
                  conversion.request(id, account, 1, "99.40"), "99.90", "1.90", "2.40");
          default -> conversion.request(id, account, 1, "99.85");
        };
    return Conversion.withTimeouts(request, Duration.ofSeconds(4), Duration.ofSeconds(1));
  }

  private boolean isTaken(ObjectNode request) {
    try {
      int status = house.trades().http().post("/api/executions", request).status();
      if (status / 100 == 4) {
        throw new IllegalStateException(request.get("id") + " was refused: " + status);
      }
      return status / 100 == 2;
    } catch (UncheckedIOException away) {
      return false;
    }
  }

  private void cancel(String id) {
    try {
      house.trades().http().post("/api/executions/" + id + "/cancel", "{\"reason\":\"soak\"}");
    } catch (UncheckedIOException away) {
      return; // it ends by its own time
    }
  }

  /** Kills a random process. */
  void killOne() {
    Part part = Part.values()[random.nextInt(Part.values().length)];
    kills.put("%04d".formatted(kills.size()), part);
    house.kill(part);
  }

  Map<Part, Integer> kills() {
    Map<Part, Integer> byPart = new TreeMap<>();
    kills.values().forEach(part -> byPart.merge(part, 1, Integer::sum));
    return byPart;
  }

  List<Begun> begun() {
    return List.copyOf(begun);
  }
}
