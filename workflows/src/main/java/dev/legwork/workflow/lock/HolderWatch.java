package dev.legwork.workflow.lock;

import dev.legwork.lock.LockBook;
import dev.legwork.lock.LockHolder;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;

/**
 * Asks after a holder whose lease is over. A living one is left alone; one that ended properly is
 * freed; one that vanished keeps the lock and raises an alert, for its orders may live.
 *
 * <p>One timer serves all holders in turn, so that a short hold costs no timer of its own.
 */
final class HolderWatch {
  /** A hold beyond this is worth an alert: a trade takes seconds. */
  static final Duration UNUSUALLY_LONG = Duration.ofMinutes(10);

  private final LockBook book;
  private final LockKeeperActivities keeper;
  private Promise<Void> timer;
  private Promise<HolderStatus> inspection;

  HolderWatch(LockBook book, LockKeeperActivities keeper) {
    this.book = book;
    this.keeper = keeper;
  }

  boolean hasWork() {
    if (inspection != null) {
      return inspection.isCompleted();
    }
    return timer == null ? book.holder().isPresent() : timer.isCompleted();
  }

  /** Whether a new run may start without losing an answer. */
  boolean isIdle() {
    return inspection == null || inspection.isCompleted();
  }

  void work() {
    if (inspection != null && inspection.isCompleted()) {
      inspection = null;
    }
    if (timer != null && timer.isCompleted()) {
      timer = null;
    }
    LockHolder holder = book.holder().orElse(null);
    if (holder == null || timer != null || inspection != null) {
      return;
    }
    if (book.isLeaseOver(now())) {
      inspection = Async.function(() -> inspect(holder));
    } else {
      timer = leaseTimer(holder);
    }
  }

  private HolderStatus inspect(LockHolder holder) {
    HolderStatus status = keeper.inspectHolder(holder);
    if (status == HolderStatus.ENDED) {
      book.free(holder.requestId(), holder.token(), now());
      return status;
    }
    book.extendLease(holder.requestId(), holder.token(), now());
    if (status == HolderStatus.VANISHED || isUnusuallyLong(holder)) {
      keeper.alertAbout(holder, status);
    }
    return status;
  }

  private static boolean isUnusuallyLong(LockHolder holder) {
    return Duration.between(holder.since(), now()).compareTo(UNUSUALLY_LONG) >= 0;
  }

  private static Promise<Void> leaseTimer(LockHolder holder) {
    return Workflow.newTimer(
        Duration.between(now(), holder.leaseUntil()),
        TimerOptions.newBuilder().setSummary("lease of " + holder.requestId()).build());
  }

  private static Instant now() {
    return Instant.ofEpochMilli(Workflow.currentTimeMillis());
  }
}
