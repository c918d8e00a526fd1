package dev.legwork.desk;

import java.time.Duration;
import java.util.EnumSet;
import java.util.OptionalLong;
import java.util.Set;

/**
 * One look at everything that tells of an order: open orders, completed orders, executions. It
 * counts only if all three were COMPLETE.
 */
final class Census {
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final Timers timers;
  private final Queries queries;
  private final Runnable whenComplete;
  private Set<Queries.Kind> missing = EnumSet.noneOf(Queries.Kind.class);
  private boolean underWay;
  private boolean failed;
  private long begunAt;
  private long notBefore = Long.MIN_VALUE;
  private OptionalLong latest = OptionalLong.empty();

  Census(Timers timers, Queries queries, Runnable whenComplete) {
    this.timers = timers;
    this.queries = queries;
    this.whenComplete = whenComplete;
  }

  /** Takes one now, unless one is under way; after a failed one it waits a second. */
  void request() {
    if (underWay || timers.now() < notBefore) {
      return;
    }
    underWay = true;
    failed = false;
    begunAt = timers.stamp();
    missing =
        EnumSet.of(
            Queries.Kind.OPEN_ORDERS, Queries.Kind.COMPLETED_ORDERS, Queries.Kind.EXECUTIONS);
    for (Queries.Kind kind : EnumSet.copyOf(missing)) {
      queries.ask(kind, begunAt, answer -> answered(kind, answer));
    }
  }

  private void answered(Queries.Kind kind, Queries.Answer answer) {
    missing.remove(kind);
    failed |= !answer.complete();
    if (!missing.isEmpty()) {
      return;
    }
    underWay = false;
    if (failed) {
      notBefore = timers.now() + RETRY.toNanos();
    } else {
      latest = OptionalLong.of(begunAt);
    }
    whenComplete.run();
  }

  boolean isUnderWay() {
    return underWay;
  }

  /** When the latest complete one was begun. */
  OptionalLong latest() {
    return latest;
  }

  /** Whether a complete one was begun after this stamp. */
  boolean isAfter(long stamp) {
    return latest.isPresent() && latest.getAsLong() > stamp;
  }

  /** When one may be requested again. */
  long notBefore() {
    return notBefore;
  }
}
