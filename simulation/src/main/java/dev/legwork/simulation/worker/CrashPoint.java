package dev.legwork.simulation.worker;

/**
 * Where a worker can be made to die, besides any moment at all (invariants-and-faults: CP1 to
 * CP15).
 */
public enum CrashPoint {
  /** CP15: the process has just started. */
  STARTED,
  /** CP1: intents were decided on, their transaction was not sent. */
  INTENTS_DECIDED,
  /** CP2: intents are committed, nothing of them is written. */
  INTENTS_COMMITTED,
  /** CP3, CP8, CP10: frames were handed over, nobody recorded that. */
  BYTES_WRITTEN,
  /** CP4, CP5: something came from the broker, and is not stored. */
  BYTES_RECEIVED,
  /** CP6: events are committed, no trade was told. */
  EVENTS_COMMITTED,
  /** CP9, CP13: a verdict is committed, nobody heard of it. */
  VERDICT_COMMITTED,
  /** The desk has answered, Temporal has not heard it. */
  ANSWERED,
  /** CP11, CP12: the lock has changed, the trade has not heard it. */
  LOCK_CHANGED,
  /** CP14: the ending is committed, the trade has not heard it. */
  ENDING_COMMITTED
}
