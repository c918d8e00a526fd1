package dev.legwork.standalone;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.legwork.fault.CrashPoint;
import dev.legwork.standalone.ChaosCell.Blow;
import dev.legwork.standalone.Conversion.Market;
import dev.legwork.standalone.ProcessHouse.Part;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One trade that is hit twice, at two points. Both are armed from the start; which one the worker
 * comes to first, and whether it comes to the other after that, is up to the trade.
 */
record ChaosPair(ChaosCell one, ChaosCell other) {

  /** Points that only a trade of a certain kind reaches, the most particular kind first. */
  private static final List<CrashPoint> PARTICULAR =
      List.of(
          CrashPoint.DURING_CANCEL,
          CrashPoint.BEFORE_REPLACEMENT,
          CrashPoint.AFTER_UNWIND_SENT,
          CrashPoint.DURING_RECONCILIATION,
          CrashPoint.BEFORE_ACK_COMMIT);

  /** Points that need more than a trade to be reached. */
  private static final List<CrashPoint> NOT_ALONE =
      List.of(CrashPoint.DURING_RECONCILIATION, CrashPoint.DURING_START);

  /**
   * What became of the trade.
   *
   * @param struck what really happened, in order; the other point was not reached
   * @param took from the first blow to the ending
   */
  record Outcome(ChaosPair pair, List<ChaosCell> struck, String state, Duration took) {
    String row() {
      return "| %s | %s | %s %.1f s |"
          .formatted(
              pair,
              struck.stream().map(cell -> cell.point().code()).collect(Collectors.joining(", ")),
              state,
              took.toMillis() / 1000.0);
    }
  }

  /** Two different points, of which the trade surely reaches the first. */
  static ChaosPair random(Random random) {
    ChaosCell one = cell(random);
    ChaosCell other = cell(random);
    while (NOT_ALONE.contains(one.point())) {
      one = cell(random);
    }
    while (other.point() == one.point()) {
      other = cell(random);
    }
    if (other.point() == CrashPoint.DURING_START) {
      one = new ChaosCell(one.point(), Part.WORKER, Blow.KILL);
    }
    return new ChaosPair(one, other);
  }

  private static ChaosCell cell(Random random) {
    return new ChaosCell(
        any(CrashPoint.values(), random), any(Part.values(), random), any(Blow.values(), random));
  }

  private static <T> T any(T[] values, Random random) {
    return values[random.nextInt(values.length)];
  }

  /**
   * Runs the trade to its end and judges it.
   *
   * @throws AssertionError if something is not in order
   */
  Outcome run(ProcessHouse house, String account, String symbol) {
    String id = symbol + "-" + one.point().code() + "-" + other.point().code();
    Conversion conversion =
        new Conversion(symbol, Conversion.expiryAfter(LocalDate.now(Market.ZONE)));
    MarketMaker market = new MarketMaker(house.venue(), conversion, Market.OPEN);
    try {
      both().forEach(cell -> cell.arm(house.crashes()));
      ObjectNode request = moreParticular().request(conversion, id, account);
      CompletableFuture<?> submitted =
          CompletableFuture.runAsync(() -> ChaosCell.submit(house.trades(), request));
      List<ChaosCell> struck = new ArrayList<>();
      long since = strikeUntilOver(house, account, id, struck);
      Duration took = Duration.ofNanos(System.nanoTime() - since);
      house.crashes().disarm();
      submitted.join();
      house.awaitAll();
      new ChaosVerdict(house).check(id, account);
      return new Outcome(this, List.copyOf(struck), house.books().state(id), took);
    } finally {
      market.close();
      house.crashes().disarm();
    }
  }

  /** When the first blow fell. */
  private long strikeUntilOver(
      ProcessHouse house, String account, String id, List<ChaosCell> struck) {
    long since = 0;
    do {
      Waiting.until(
          id + " reaches a point or its end",
          ChaosCell.PATIENCE,
          () -> next(house, struck).isPresent() || isOver(house, account, id));
      Optional<ChaosCell> next = next(house, struck);
      if (next.isPresent()) {
        since = struck.isEmpty() ? System.nanoTime() : since;
        struck.add(next.get());
        next.get().strike(house);
      }
    } while (next(house, struck).isPresent() || !isOver(house, account, id));
    if (struck.isEmpty()) {
      throw new AssertionError(id + " ended without coming to " + one.point().code());
    }
    return since;
  }

  private Optional<ChaosCell> next(ProcessHouse house, List<ChaosCell> struck) {
    return both()
        .filter(cell -> !struck.contains(cell))
        .filter(cell -> house.crashes().isReached(cell.point().code()))
        .findFirst();
  }

  /** Ended, and its lock given back, so that it comes to no point any more. */
  private static boolean isOver(ProcessHouse house, String account, String id) {
    try {
      return ChaosCell.ENDINGS.contains(house.books().state(id))
          && !ChaosCell.holdsTheLock(house, account, id);
    } catch (RuntimeException away) {
      return false;
    }
  }

  private Stream<ChaosCell> both() {
    return Stream.of(one, other);
  }

  private ChaosCell moreParticular() {
    return PARTICULAR.stream()
        .flatMap(point -> both().filter(cell -> cell.point() == point))
        .findFirst()
        .orElse(one);
  }

  @Override
  public String toString() {
    return words(one) + ", " + words(other);
  }

  private static String words(ChaosCell cell) {
    return cell.point().code() + " " + cell.part() + " " + cell.blow();
  }
}
