package dev.legwork.simulation.time;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What happened, in order, for people; and its hash, for the proof that a seed replays exactly. */
public final class Story {

  /**
   * One line.
   *
   * @param nanos since the beginning
   */
  public record Line(long nanos, String who, String what) {
    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%10.4f  %-10s %s", nanos / 1e9, who, what);
    }
  }

  private final Scheduler scheduler;
  private final List<Line> lines = new ArrayList<>();
  private long hash = 0xcbf29ce484222325L;

  public Story(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  public void tell(String who, String what) {
    Line line = new Line(scheduler.now() - Scheduler.START, who, what);
    lines.add(line);
    mix(line.nanos());
    mix(who.hashCode());
    mix(what.hashCode() * 31L + what.length());
  }

  /** Something that has to be the same in an equal run, but that nobody wants to read. */
  public void mix(long value) {
    hash = Long.rotateLeft((hash ^ value) * 0x100000001b3L, 23);
  }

  public long hash() {
    return hash;
  }

  public List<Line> lines() {
    return lines;
  }
}
