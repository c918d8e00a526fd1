package dev.legwork.saga;

/** Why a trade ended as it did, or why it does what it does; a promise to machines outside. */
public enum ReasonCode {
  /** The legs cannot trade at once inside the bound, or a quote is missing, crossed or stale. */
  NOT_MARKETABLE,
  /**
   * The hedge side shows less than the trade leans on: its risk legs are not in the market then.
   */
  HEDGE_SIZE,
  /** A given limit is not on the venue's price steps. */
  PRICE_OFF_TICK,
  /** The venue knows no such contract, or several. */
  CONTRACT_UNRESOLVED,
  /** No session with the broker. */
  GATEWAY_UNAVAILABLE,
  /** The broker or the gateway resets itself now, or in a moment: no trade is begun. */
  RESET_WINDOW,
  /** A person has stopped the account: nothing opens, and entries that work are withdrawn. */
  KILL_SWITCH,
  /** A person has set the account to reduce only: nothing opens. */
  REDUCING_ONLY,
  /** Trades of this underlying are paused. */
  UNDERLYING_PAUSED,
  /**
   * The venue is closed now, by the hours it tells of a contract: no trade is begun, and a stop
   * leaves nothing.
   */
  MARKET_CLOSED,
  /** The venue has halted trading in a contract: no trade is begun. */
  HALTED,
  /**
   * The trade, or a subset of its legs that could fill alone, would take more of the account's
   * available funds than is allowed, or the broker's what-if refuses it.
   */
  MARGIN,
  /** The broker gave no real answer about margin in time, or the account's funds are not known. */
  MARGIN_UNKNOWN,
  /** The account's trades would bind more capital than it may. */
  CAPITAL_LIMIT,
  /** The account would hold more of a contract than it may. */
  POSITION_LIMIT,
  /** Legs would have to be split into more orders, now or in a later wave, than leave together. */
  TOO_MANY_ORDERS,
  /** Too many trades of the account are open or wait for a person. */
  OPEN_EXECUTIONS,
  /** The trade has more legs than are allowed. */
  MAX_LEGS,
  /** Too many trades of the account had to be undone in this session. */
  ROLLBACK_LIMIT,
  /** A trade of this underlying had to be undone a moment ago. */
  COOLDOWN,
  /** The session's undone trades have lost as much as they may. */
  DAILY_LOSS,
  /** A newer lock holder exists; this one may not open anything any more. */
  FENCED,
  /** The account's lock was not granted in time. */
  LOCK_TIMEOUT,
  /**
   * Not all legs filled in time, be it that we withdrew them or that they expired at the broker.
   */
  TIMEOUT,
  /** MARKET pricing: a leg did not trade at once, or not all of it, and its order does not rest. */
  NOT_FILLED_AT_ONCE,
  /** The broker refused the order of a leg. */
  LEG_REJECTED,
  /**
   * The order of a leg, not refused, was ended in time by the broker or by somebody there, or was
   * settled by a person of ours.
   */
  CANCELLED_AT_BROKER,
  /** Some units were executed whole and stay; the others were not, and nothing is left of them. */
  PARTIAL_UNITS,
  /** Somebody asked to cancel. */
  CANCELLED,
  /** The orders could not be written, or are proven never to have reached the market. */
  NOT_WRITTEN,
  /** An order that was proven absent is in the market, beside the one that was sent instead. */
  PROOF_CONTRADICTED,
  /** The venue works one order of ours more than once. */
  TWO_INCARNATIONS,
  /** The trade's workflow was closed from outside, and its recovery settled what was left. */
  VANISHED,
  /** Something was executed after the trade had ended, and its recovery settled it. */
  LATE_EXECUTION,
  /** Nobody buys (sells) what must be sold (bought) back. */
  NO_OPPOSITE_QUOTE,
  /** Five attempts inside the collar did not close a position. */
  UNWIND_EXHAUSTED,
  /** The account does not hold what is to be closed: somebody else has closed it, or some of it. */
  POSITION_MISSING,
  /** The venue executed more than was ordered. */
  OVER_FILLED,
  /** The venue took executions back that the trade had committed with. */
  FILL_REVERSED,
  /** The venue executed more of an unwinding order than was ordered, or took its entry back. */
  UNWIND_OVER_FILLED,
  /** The market has reached a protective stop; of a trade that is not entered yet, too. */
  STOP_TRIGGERED,
  /** The market has gone through a protective stop, beyond its limit. */
  STOP_GAPPED,
  /** A stop order was triggered and not filled in its time: the market is taken instead. */
  STOP_UNFILLED,
  /** A person closes what a committed trade holds, or ends its stop. */
  MANUAL_EXIT,
  /** A person flattens the account: all that its trades hold is closed. */
  FLATTENED;

  /** Whether a position that remains for this reason is beside all that was asked for. */
  boolean keepsRequest() {
    return this == OVER_FILLED || this == FILL_REVERSED;
  }
}
