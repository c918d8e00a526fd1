package dev.legwork.workflow;

/** Task queues. */
public final class TaskQueues {
  /** Workflows and activities on the ledger; any number of workers. */
  public static final String LEGWORK = "legwork";

  private TaskQueues() {}

  /** The desk of an account; polled only by the process that holds its session with the broker. */
  public static String broker(String account) {
    return "broker-" + account;
  }
}
