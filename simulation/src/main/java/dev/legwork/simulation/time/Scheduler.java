package dev.legwork.simulation.time;

import java.time.Duration;
import java.util.PriorityQueue;

/**
 * The one queue of everything that is going to happen. Time jumps from event to event; which of
 * several events of the same instant comes first is the seed's choice.
 */
public final class Scheduler {
  /** Where the monotonic clock begins, ns: not 0, which too much code would take for "never". */
  public static final long START = 1_000_000_000_000L;

  /** Something that is going to happen, unless it is cancelled before. */
  public static final class Event implements Comparable<Event> {
    private final long at;
    private final long tie;
    private final long number;
    private Runnable what;

    private Event(long at, long tie, long number, Runnable what) {
      this.at = at;
      this.tie = tie;
      this.number = number;
      this.what = what;
    }

    public void cancel() {
      what = null;
    }

    /** When it is due, ns. */
    public long at() {
      return at;
    }

    @Override
    public int compareTo(Event other) {
      int byTime = Long.compare(at, other.at);
      if (byTime != 0) {
        return byTime;
      }
      int byTie = Long.compare(tie, other.tie);
      return byTie != 0 ? byTie : Long.compare(number, other.number);
    }
  }

  private final PriorityQueue<Event> queue = new PriorityQueue<>();
  private final Chance ties;
  private long now = START;
  private long count;
  private long happened;

  public Scheduler(Chance ties) {
    this.ties = ties;
  }

  /** Monotonic time, ns. */
  public long now() {
    return now;
  }

  /** How many events have happened. */
  public long happened() {
    return happened;
  }

  /** Since the beginning. */
  public Duration elapsed() {
    return Duration.ofNanos(now - START);
  }

  public Event at(long nanos, Runnable what) {
    Event event = new Event(Math.max(now, nanos), ties.bits(), count++, what);
    queue.add(event);
    return event;
  }

  public Event in(long nanos, Runnable what) {
    return at(now + nanos, what);
  }

  public Event in(Duration delay, Runnable what) {
    return at(now + delay.toNanos(), what);
  }

  /**
   * Lets the next event happen.
   *
   * @return false if none is due up to then; time then stands there
   */
  public boolean step(long until) {
    while (!queue.isEmpty() && queue.peek().at <= until) {
      Event event = queue.poll();
      if (event.what != null) {
        now = event.at;
        happened++;
        event.what.run();
        return true;
      }
    }
    now = Math.max(now, until);
    return false;
  }
}
