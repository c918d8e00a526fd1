package dev.legwork.tws.session;

import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Queue;

/**
 * Keeps a client under TWS's limit of 50 messages a second, with a token bucket: tokens come at a
 * steady rate up to a burst, each message takes one. The most urgent work goes first and is never
 * overtaken; some tokens are kept for work that reduces risk. A wave, whose messages must leave in
 * one write, takes all its tokens at once or waits. Times are nanoseconds of one monotonic clock.
 *
 * @param <T> what is to be sent
 */
public final class Pacer<T> {

  /** Urgency, the most urgent first. */
  public enum Priority {
    /** Cancels. */
    CANCEL,
    /** Orders that reduce risk: unwinding, hedging, completing. */
    UNWIND,
    /** Orders that open a position. */
    ENTRY,
    /** Everything else. */
    DATA;

    private boolean mayUseReserve() {
      return this == CANCEL || this == UNWIND;
    }
  }

  /**
   * Settings of a pacer.
   *
   * @param perSecond tokens a second
   * @param burst most tokens held; in any second at most {@code perSecond} messages leave, and
   *     {@code burst} more, or the largest wave more if that is larger
   * @param reserve tokens that entries and data leave untouched
   */
  public record Settings(int perSecond, int burst, int reserve) {
    public Settings {
      if (perSecond < 1 || reserve < 0 || burst <= reserve) {
        throw new IllegalArgumentException(
            "perSecond " + perSecond + ", burst " + burst + ", reserve " + reserve);
      }
    }

    /** 40 a second, a burst of 10, 3 of them kept. */
    public static Settings standard() {
      return new Settings(40, 10, 3);
    }
  }

  private record Wave<T>(int messages, T work) {}

  private final Settings settings;
  private final long nanosPerToken;
  private final Map<Priority, Queue<Wave<T>>> queues = new EnumMap<>(Priority.class);
  private long credit; // in nanoseconds: a token is worth nanosPerToken
  private long updated;
  private long quietUntil = Long.MIN_VALUE;

  /** A pacer with a full bucket. */
  public Pacer(Settings settings, long nowNanos) {
    this.settings = settings;
    nanosPerToken = 1_000_000_000L / settings.perSecond();
    credit = settings.burst() * nanosPerToken;
    updated = nowNanos;
    for (Priority priority : Priority.values()) {
      queues.put(priority, new ArrayDeque<>());
    }
  }

  /** Most messages that a wave of entries or data may have: more could never leave together. */
  public int largestWave() {
    return settings.burst() - settings.reserve();
  }

  /**
   * Puts work in line.
   *
   * @param messages how many messages it is, all leaving in one write
   * @throws IllegalArgumentException if an entry or data wave is larger than {@link #largestWave};
   *     work that reduces risk is never refused
   */
  public void add(Priority priority, int messages, T work) {
    if (messages < 1 || !priority.mayUseReserve() && messages > largestWave()) {
      throw new IllegalArgumentException(priority + " wave of " + messages + " messages");
    }
    queues.get(priority).add(new Wave<>(messages, work));
  }

  /** The next work that may leave now, its tokens taken; null if none may. */
  public T poll(long nowNanos) {
    refill(nowNanos);
    Priority priority = mostUrgent();
    if (priority == null || credit < needed(priority) || mustBeQuiet(priority, nowNanos)) {
      return null;
    }
    Wave<T> wave = queues.get(priority).remove();
    // A wave beyond the burst leaves a debt, so that the rate holds over any second.
    credit -= wave.messages() * nanosPerToken;
    return wave.work();
  }

  /** Takes tokens for messages that leave without waiting in line, as the heartbeat does. */
  public void charge(int messages, long nowNanos) {
    refill(nowNanos);
    credit -= messages * nanosPerToken;
  }

  /**
   * TWS complained of too many messages (error 100): entries and data wait for this long, and what
   * reduces risk goes on without a burst.
   */
  public void backOff(long nanos, long nowNanos) {
    refill(nowNanos);
    credit = Math.min(credit, 0);
    quietUntil = Math.max(quietUntil, nowNanos + nanos);
  }

  /** When {@link #poll} will give the next work; {@link Long#MAX_VALUE} while nothing waits. */
  public long nextNanos(long nowNanos) {
    refill(nowNanos);
    Priority priority = mostUrgent();
    if (priority == null) {
      return Long.MAX_VALUE;
    }
    long affordable = nowNanos + Math.max(0, needed(priority) - credit);
    return mustBeQuiet(priority, nowNanos) ? Math.max(affordable, quietUntil) : affordable;
  }

  /** How much work waits. */
  public int waiting() {
    return queues.values().stream().mapToInt(Queue::size).sum();
  }

  /** Forgets all waiting work, as after a lost connection; tokens stay as they are. */
  public void clear() {
    queues.values().forEach(Queue::clear);
  }

  private void refill(long nowNanos) {
    long elapsed = Math.max(0, nowNanos - updated);
    long full = settings.burst() * nanosPerToken;
    credit = elapsed >= full - credit ? full : credit + elapsed;
    updated = Math.max(updated, nowNanos);
  }

  private Priority mostUrgent() {
    for (Map.Entry<Priority, Queue<Wave<T>>> queue : queues.entrySet()) {
      if (!queue.getValue().isEmpty()) {
        return queue.getKey();
      }
    }
    return null;
  }

  private boolean mustBeQuiet(Priority priority, long nowNanos) {
    return !priority.mayUseReserve() && nowNanos < quietUntil;
  }

  private long needed(Priority priority) {
    int kept = priority.mayUseReserve() ? 0 : settings.reserve();
    int wanted = queues.get(priority).element().messages() + kept;
    return Math.min(wanted, settings.burst()) * nanosPerToken;
  }
}
