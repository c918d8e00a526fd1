package dev.legwork.reconcile;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Objects;

/**
 * A difference between the broker and the ledger, or something of other people's that is worth
 * knowing.
 *
 * @param key names it for as long as it lasts, together with account and kind
 * @param executionId of the trade it is about, or null
 * @param conId of the contract it is about, 0 if none
 * @param difference what the broker holds beyond what is explained, or others hold against ours,
 *     signed; null where it is about no position
 * @param detail for people; the same while nothing changes
 */
public record Divergence(
    Kind kind, String key, String executionId, long conId, BigDecimal difference, String detail) {

  /** What differs. */
  public enum Kind {
    /** An execution with our reference that the ledger could not take. */
    EXECUTION_MISSING(Duration.ofSeconds(5), true),
    /** An execution of ours with another quantity or price than the ledger counts. */
    EXECUTION_DIFFERS(Duration.ofSeconds(5), true),
    /** An order works that the ledger takes for over. */
    ORDER_LIVE_AT_BROKER(Duration.ofSeconds(5), true),
    /** An order that the ledger takes for live, and that the broker does not know. */
    ORDER_UNKNOWN_AT_BROKER(Duration.ofSeconds(15), true),
    /** An order with our reference or client id for which no intent is stored. */
    ORDER_WITHOUT_INTENT(Duration.ofSeconds(5), true),
    /** A position that our executions and what is foreign do not explain. */
    POSITION_DIFFERS(Duration.ofSeconds(30), true),
    /** Somebody else's executions work against a position of ours. */
    POSITION_OFFSET(Duration.ZERO, true),
    /** A trade that nobody looks after may hold a position. */
    ORPHANED_EXPOSURE(Duration.ZERO, true),
    /** Other people's order; left alone. */
    FOREIGN_ORDER(Duration.ZERO, false),
    /** Other people's position; left alone. */
    FOREIGN_POSITION(Duration.ZERO, false);

    private final Duration settling;
    private final boolean alarming;

    Kind(Duration settling, boolean alarming) {
      this.settling = settling;
      this.alarming = alarming;
    }

    /**
     * How long it must last before it counts: the broker's answers are not of one instant, and
     * positions follow executions within 30 s.
     */
    public Duration settling() {
      return settling;
    }

    /** Whether a person must know; the others are only listed. */
    public boolean isAlarming() {
      return alarming;
    }
  }

  public Divergence {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(detail, "detail");
  }
}
