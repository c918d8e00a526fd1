package dev.legwork.proof;

import dev.legwork.order.Verdict;
import java.math.BigDecimal;
import java.time.Duration;

/**
 * Judges evidence (order-rules: Proof). An order is proven terminal when there is (a) a terminal
 * answer, (b) a complete execution query begun after it, (c) executions for everything that was
 * ever reported as filled and (d) a second of quiet. Executions that add up to the order's quantity
 * prove alone. Silence, time-outs and 10147, 135, 161, 103 or Inactive prove nothing.
 */
public final class Proof {
  /** (d): nothing about the order may have been heard for so long. */
  public static final Duration QUIET = Duration.ofSeconds(1);

  /** A status that is later than this after everything else is not waited for any more. */
  static final Duration LATEST_WORD = Duration.ofSeconds(10);

  private Proof() {}

  /**
   * PROVEN_TERMINAL or LIVE. Absence is proven elsewhere: it needs a later session.
   *
   * @param now the desk's monotonic clock, ns
   */
  public static Verdict judge(Evidence evidence, long now) {
    if (evidence.neverWritten()) {
      return Verdict.PROVEN_ABSENT;
    }
    if (evidence.executed().compareTo(evidence.quantity()) >= 0) {
      return Verdict.PROVEN_TERMINAL;
    }
    return isCounted(evidence) && isQuiet(evidence, now) ? Verdict.PROVEN_TERMINAL : Verdict.LIVE;
  }

  /** Whether (a), (b) and (c) hold, so that only quiet is missing. */
  public static boolean isCounted(Evidence evidence) {
    return evidence.terminalAt().isPresent()
        && evidence.queryBegunAt().isPresent()
        && evidence.queryBegunAt().getAsLong() > evidence.terminalAt().getAsLong()
        && explainsWhatWasSeen(evidence);
  }

  /**
   * A late status may count what was taken back since: then only a query tells, begun so long after
   * the last word that it shows all there is. So it is with a combo of which one leg executed more
   * than another: the venue promised whole units, so the others' executions are on their way. Only
   * such a query shows that the promise was broken, and what is held then is what is told.
   */
  private static boolean explainsWhatWasSeen(Evidence evidence) {
    boolean late =
        evidence.queryBegunAt().getAsLong() - evidence.lastHeardAt() >= LATEST_WORD.toNanos();
    BigDecimal explained = late ? evidence.everExecuted() : evidence.executed();
    boolean whole = late || evidence.executed().compareTo(evidence.begun()) >= 0;
    return whole && explained.compareTo(evidence.filledSeen()) >= 0;
  }

  private static boolean isQuiet(Evidence evidence, long now) {
    return now - evidence.lastHeardAt() >= QUIET.toNanos();
  }
}
