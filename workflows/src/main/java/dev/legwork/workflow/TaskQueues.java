package dev.legwork.workflow;

import java.time.Duration;

/** Task queues. */
public final class TaskQueues {
  /** Workflows and activities on the ledger; any number of workers. */
  public static final String LEGWORK = "legwork";

  /**
   * Of one workflow task on {@link #LEGWORK}: what a crashed worker had in hand is given to another
   * one after so long; the server's default would cost a trade 10 s.
   */
  public static final Duration TASK_TIMEOUT = Duration.ofSeconds(3);

  private TaskQueues() {}

  /** The desk of an account; polled only by the process that holds its session with the broker. */
  public static String broker(String account) {
    return "broker-" + account;
  }
}
