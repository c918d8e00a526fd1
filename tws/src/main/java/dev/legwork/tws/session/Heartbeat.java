package dev.legwork.tws.session;

/**
 * When to ask for the time, and when silence means that the connection is dead: a question that was
 * not followed by any byte for an interval. The last byte is then two intervals old at most.
 */
final class Heartbeat {
  private final long interval;
  private long due;
  private long unansweredSince;
  private boolean unanswered;

  Heartbeat(long intervalNanos) {
    interval = intervalNanos;
  }

  void start(long nowNanos) {
    due = nowNanos + interval;
    unanswered = false;
  }

  void heard() {
    unanswered = false;
  }

  boolean isDue(long nowNanos) {
    return nowNanos >= due;
  }

  void sent(long nowNanos) {
    due = nowNanos + interval;
    if (!unanswered) {
      unanswered = true;
      unansweredSince = nowNanos;
    }
  }

  boolean isSilent(long nowNanos) {
    return unanswered && nowNanos >= unansweredSince + interval;
  }

  long nextActionNanos() {
    return unanswered ? Math.min(due, unansweredSince + interval) : due;
  }
}
