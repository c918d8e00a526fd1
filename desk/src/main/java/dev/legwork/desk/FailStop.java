package dev.legwork.desk;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process once a thread that orders depend on cannot go on. Half a process would keep the
 * account's lease and session, and hear nothing; a whole one takes over where this one ends.
 */
public final class FailStop {
  /** What the process exits with: an internal error. */
  public static final int STATUS = 70;

  private static final Logger LOG = LoggerFactory.getLogger(FailStop.class);
  private static final AtomicReference<IntConsumer> HALT =
      new AtomicReference<>(Runtime.getRuntime()::halt);

  private FailStop() {}

  /** Ends it now, without any hook: a hook may wait for the thread that failed. */
  public static void because(String what, Throwable failure) {
    try {
      LOG.error(
          "{} cannot go on: this process ends now, and the next one finds out", what, failure);
    } finally {
      HALT.get().accept(STATUS);
    }
  }

  /** For threads that must not end by a failure. */
  public static Thread.UncaughtExceptionHandler onEndOfThread() {
    return (thread, failure) -> because("thread " + thread.getName(), failure);
  }

  /** What is done instead of halting, for tests; null to halt again. */
  public static void instead(IntConsumer halt) {
    HALT.set(halt == null ? Runtime.getRuntime()::halt : halt);
  }
}
