package dev.legwork.exposure;

import dev.legwork.order.BrokerEvent;
import dev.legwork.order.OrderEvent;
import dev.legwork.saga.Alert;
import dev.legwork.saga.Residual;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Watches what the running trades of an account hold, from the executions that the ledger has
 * committed: whatever is not a whole number of units for longer than the window is an open alert
 * with the exact positions, until it is settled or the trade has ended. It needs no Temporal.
 *
 * <p>Driven by its owner, on one thread at a time. The window is measured by a monotonic clock: a
 * wall clock that is set back must not keep an alert back.
 */
public final class ExposureAlarm {
  /** Code of its alert. */
  public static final String EXPOSURE = "EXPOSURE";

  /** How long a trade may hold something else than whole units, unless a setting says otherwise. */
  public static final Duration WINDOW = Duration.ofSeconds(5);

  private static final Duration AGAIN = Duration.ofSeconds(1);

  /** An uneven trade: since when, and what was told. */
  private static final class Uneven {
    private final long since;
    private long nextLook;
    private List<Residual> told = List.of();

    private Uneven(long since, Duration window) {
      this.since = since;
      this.nextLook = since + window.toNanos();
    }
  }

  private final ExposureLedger ledger;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final Duration window;
  private final Map<String, Long> changed = new HashMap<>();
  private final Map<String, Uneven> uneven = new HashMap<>();
  private boolean started;

  /** With the window of {@link #WINDOW}. */
  public ExposureAlarm(ExposureLedger ledger, InstantSource clock, LongSupplier nanos) {
    this(ledger, clock, nanos, WINDOW);
  }

  /**
   * @param clock wall time, for people
   * @param nanos monotonic time
   * @param window how long a trade may hold something else than whole units
   */
  public ExposureAlarm(
      ExposureLedger ledger, InstantSource clock, LongSupplier nanos, Duration window) {
    this.window = window;
    this.ledger = ledger;
    this.clock = clock;
    this.nanos = nanos;
  }

  /** Looks at all running trades again with the next tick: others may have stored what they did. */
  public void lookAnew() {
    started = false;
  }

  /** Takes one commit of the inbox; returns at once. */
  public void committed(Collection<BrokerEvent> events) {
    for (BrokerEvent event : events) {
      if (event.event() instanceof OrderEvent.Filled) {
        changed.putIfAbsent(event.event().ref().executionId(), nanosAt(event.receivedAt()));
      }
    }
  }

  /** Whether {@link #tick} has something to ask the ledger. */
  public boolean isDue() {
    return !started || !changed.isEmpty() || uneven.values().stream().anyMatch(this::isDue);
  }

  private boolean isDue(Uneven trade) {
    return nanos.getAsLong() >= trade.nextLook;
  }

  /**
   * Looks at what has changed, and at what has been uneven for long. Called several times a second.
   *
   * @throws RuntimeException if the ledger cannot be asked; nothing is forgotten
   */
  public void tick() {
    if (!started) {
      lookAtAll();
    }
    lookAtNews();
    for (String id : List.copyOf(uneven.keySet())) {
      if (isDue(uneven.get(id))) {
        look(id, uneven.get(id).since);
      }
    }
  }

  private void lookAtAll() {
    started = true;
    try {
      ledger.unfinished().forEach(this::find);
      closeSettled();
    } catch (RuntimeException e) {
      started = false;
      throw e;
    }
  }

  private void lookAtNews() {
    for (String id : List.copyOf(changed.keySet())) {
      look(id, changed.get(id));
      changed.remove(id);
    }
  }

  /** After a start: a trade may have been uneven for long. */
  private void find(String id) {
    ledger
        .trade(id)
        .ifPresent(trade -> trade.lastFill().ifPresent(last -> judge(trade, nanosAt(last))));
  }

  /** By the wall clock, which may have been set meanwhile: never later than now. */
  private long nanosAt(Instant past) {
    Duration ago = Duration.between(past, clock.instant());
    return nanos.getAsLong() - (ago.isNegative() ? 0 : ago.toNanos());
  }

  /** Alerts of trades that were settled while nobody watched. */
  private void closeSettled() {
    Set<String> settled = new HashSet<>(ledger.alerted(EXPOSURE));
    settled.removeAll(uneven.keySet());
    settled.forEach(id -> ledger.close(id, EXPOSURE));
  }

  private void look(String id, long since) {
    ledger.trade(id).ifPresent(trade -> judge(trade, since));
  }

  private void judge(HeldTrade trade, long since) {
    if (trade.state().isEnding() || Exposure.isEven(trade.book())) {
      settled(trade.id());
      return;
    }
    Uneven now = uneven.computeIfAbsent(trade.id(), key -> new Uneven(since, window));
    if (nanos.getAsLong() - now.since < window.toNanos()) {
      return;
    }
    List<Residual> positions = Exposure.positions(trade.book());
    if (!positions.equals(now.told)) {
      ledger.open(trade.id(), alert(trade, now, positions));
      now.told = positions;
    }
    // Nobody tells that a trade has ended: it is looked at again.
    now.nextLook = nanos.getAsLong() + AGAIN.toNanos();
  }

  private void settled(String id) {
    Uneven before = uneven.get(id);
    if (before != null && !before.told.isEmpty()) {
      ledger.close(id, EXPOSURE);
    }
    uneven.remove(id);
  }

  private Alert alert(HeldTrade trade, Uneven now, List<Residual> positions) {
    String held =
        positions.stream()
            .map(one -> one.position().toPlainString() + " " + one.instrument().label())
            .collect(Collectors.joining(", "));
    Instant since =
        clock.instant().minusNanos(nanos.getAsLong() - now.since).truncatedTo(ChronoUnit.MILLIS);
    return new Alert(
        Alert.Severity.WARNING,
        EXPOSURE,
        "The trade is "
            + trade.state()
            + " and is only partly filled: holds "
            + held
            + " since "
            + since
            + ". It completes or unwinds this by itself; the alert closes when that is done.",
        positions);
  }
}
