package dev.legwork.fault;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Where a crash hurts most: between two steps of which the second may be missing afterwards. The
 * code says {@link #reached} there, which does nothing but one volatile read while no listener is
 * installed, as always in production.
 */
public enum CrashPoint {
  /** CP1: in the transaction that stores the intents of a wave, all written, not committed. */
  BEFORE_INTENT_COMMIT,
  /** CP2: the intents are committed, not a byte is written. */
  BEFORE_WRITE,
  /** CP3: the frames are written, and nobody has recorded that. */
  AFTER_WRITE,
  /** CP4: the broker has acknowledged an order, and that is not stored. */
  BEFORE_ACK_COMMIT,
  /** CP5: the broker has told an execution, and that is not stored. */
  BEFORE_EXECUTION_COMMIT,
  /** CP6: broker events are committed, and their workflow has not heard of them. */
  BEFORE_SIGNAL,
  /** CP7: the first frame of a wave is written, the others are not. */
  BETWEEN_LEGS,
  /** CP8: a cancel is written, and not confirmed. */
  DURING_CANCEL,
  /** CP9: the predecessor is proven over, its successor's intent is not stored. */
  BEFORE_REPLACEMENT,
  /** CP10: an unwinding wave is written, and its workflow does not know. */
  AFTER_UNWIND_SENT,
  /** CP11: the lock has granted, and the grant has not reached the trade. */
  LOCK_GRANTED,
  /** CP12: the trade has ended, and its lock is not given back. */
  BEFORE_LOCK_RELEASE,
  /** CP13: reconciliation has begun to apply what it found. */
  DURING_RECONCILIATION,
  /** CP14: in the transaction that stores ending and report, all written, not committed. */
  DURING_REPORT,
  /** CP15: the schema is migrated, nothing else is started. */
  DURING_START;

  private static final AtomicReference<Consumer<CrashPoint>> LISTENER = new AtomicReference<>();

  /** The code has come here. */
  public void reached() {
    Consumer<CrashPoint> listener = LISTENER.get();
    if (listener != null) {
      listener.accept(this);
    }
  }

  /** CP1 to CP15. */
  public String code() {
    return "CP" + (ordinal() + 1);
  }

  /** The point of that code, or of that name, in any case. */
  public static Optional<CrashPoint> of(String codeOrName) {
    return Arrays.stream(values())
        .filter(
            point ->
                point.code().equalsIgnoreCase(codeOrName)
                    || point.name().equalsIgnoreCase(codeOrName))
        .findFirst();
  }

  /**
   * From now on this hears of every point, on the thread that reached it; it may end the process,
   * stop it, or wait. Only what starts a process for a test may install one.
   *
   * @param listener null for none
   */
  public static void install(Consumer<CrashPoint> listener) {
    LISTENER.set(listener);
  }

  /** Whether anybody listens. */
  public static boolean isOn() {
    return LISTENER.get() != null;
  }
}
