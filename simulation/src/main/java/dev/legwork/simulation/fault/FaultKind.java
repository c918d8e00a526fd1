package dev.legwork.simulation.fault;

/**
 * The kinds of faults, each named after its row in the catalogue: S for the session and its data, O
 * for orders and executions, Y for our own system; C is what people do.
 */
public enum FaultKind {
  /** fault S1: the gateway loses its server, data is kept. */
  S1_CONNECTIVITY_LOST,
  /** fault S2: the same, and subscriptions are lost. */
  S2_DATA_LOST,
  /** fault S3: hundreds of 1100. */
  S3_STORM,
  S4_CONNECTION_RESET,
  S4_END_OF_STREAM,
  S4_HALF_OPEN,
  S4_CUT_IN_FRAME,
  /** fault S4: 1300, the port is reset. */
  S4_PORT_RESET,
  S5_RESTART_AFTER_ORDER,
  S6_GATEWAY_DOWN,
  /** fault S6: a reset window is configured; hit when it keeps a trade from beginning. */
  S6_RESET_WINDOW,
  S7_CLIENT_ID_IN_USE,
  S8_COMPETING_SESSION,
  S9_FARM_BROKEN,
  S9_SERVER_LINK_BROKEN,
  S10_QUOTES_STOP,
  S10_FROZEN_DATA,
  S11_BAD_QUOTES,
  S11_BAD_TICKS,
  S12_PACING,
  S13_LATE_START,
  S14_SNAPSHOT_CUT,
  S14_NO_END_MARKER,
  S15_VENUE_CLOCK,
  S15_CLOCK_SKEW,
  O1_SILENT_DROP,
  O1_SILENCE,
  O2_ACK_LATE,
  O3_EXECUTION_FIRST,
  O4_STATUS_TWICE,
  O4_STATUS_REORDERED,
  O5_STATUS_MISSING,
  O6_THIN_BOOK,
  O7_FILL_AFTER_CANCEL,
  O8_CANCEL_LOST,
  O8_CANCEL_REFUSED,
  O9_TWO_INCARNATIONS,
  O11_CORRECTION,
  O11_BUST,
  O12_EXECUTION_TWICE,
  O13_FEE_LATE,
  O13_FEE_NEVER,
  O13_FEE_ABSURD,
  O14_MARGIN,
  O15_REJECTED,
  O16_INACTIVE_REVIVES,
  O17_DUPLICATE_ID,
  O18_OVER_FILL,
  /** fault O19: of a combo the executions of legs come late. */
  O19_LEGS_LATE,
  /** fault O19: of a combo executions of legs are not told of by themselves. */
  O19_LEGS_LOST,
  /** fault O19: nobody sums a combo's trade up. */
  O19_SUMMARY_LOST,
  /**
   * fault O23: desks ask for margin, and for the venue's hours, before a trade; hit when no answer
   * keeps a trade from beginning.
   */
  O23_WHAT_IF,
  /** fault O23: accounts with little money; hit when that keeps a trade from beginning. */
  O23_LOW_FUNDS,
  O23_SENTINEL,
  O23_SILENT,
  O23_REFUSED,
  O24_HALT,
  /**
   * fault O24, fault O28: one leg of a trade is refused, and once it is undone nobody trades the
   * options, the stock, or both, for up to a few minutes; hit when that is so.
   */
  O24_MARKET_GONE,
  O26_BROKER_CANCELS,
  O27_FOREIGN_TRADE,
  /** fault O27: somebody's order that rests far from the market, and stays. */
  O27_ORDER_OF_OTHERS,
  O28_PRICES_RUN,
  O31_POSITIONS_LATE,
  O32_OTHER_ZONE,
  Y1_WORKER_KILLED,
  Y1_KILLED_AT_POINT,
  Y1_MACHINE_DIED,
  Y3_GATEWAY_KILLED,
  Y4_TEMPORAL_AWAY,
  Y6_LATE_ACTIVITY,
  Y6_LOST_REPORT,
  Y7_SIGNAL_LOST,
  Y7_SIGNAL_LATE,
  Y7_SIGNAL_TWICE,
  Y9_DATABASE_DOWN,
  Y10_DATABASE_SLOW,
  Y10_STATEMENT_FAILS,
  Y11_COMMIT_UNKNOWN,
  Y12_NETWORK_PARTITION,
  Y12_TEMPORAL_PARTITION,
  Y12_DATABASE_PARTITION,
  Y13_WORKER_PAUSED,
  /** fault Y13: every account has a second worker; hit when one takes over from the other. */
  Y13_STANDBY,
  Y14_WALL_CLOCK,
  Y16_FORCED_RELEASE,
  Y16_WORKFLOW_TERMINATED,
  /**
   * fault Y16: the same the moment an opening wave has been stored; sometimes a kill switch keeps
   * it from being written.
   */
  Y16_TERMINATED_AT_INTENTS,
  /**
   * fault Y16: somebody terminates the workflow of a trade, or its recovery, while it hedges or
   * waits for a market.
   */
  Y16_TERMINATED_EXPOSED,
  /** fault Y17: a person sets the kill switch at any moment, and another clears it later. */
  Y17_KILL_SWITCH,
  /** fault Y17: the same the moment an opening wave has been stored, before it is written. */
  Y17_KILL_SWITCH_AT_INTENTS,
  /** fault Y17: the same the moment an unwinding wave has been stored. */
  Y17_KILL_SWITCH_AT_UNWIND,
  /** fault Y17: the same, and the worker dies at once. */
  Y17_KILL_SWITCH_AND_RESTART,
  /** fault Y17: a person sets the kill switch and closes all that the account's trades hold. */
  Y17_FLATTEN,
  /** fault Y17: a person lets the account only reduce for a while. */
  Y17_REDUCING_ONLY,
  C_CANCEL,
  /** fault O30: a person leaves what a stop guards, ends the stop, or flattens, at any moment. */
  C_STOP_WISH,
  /** Accounts have limits such as careful people set; hit when one refuses a trade. */
  C_LIMITS,
  /** The venue takes small orders only, and some legs ask for smaller; hit when one is split. */
  C_ORDER_SIZES
}
