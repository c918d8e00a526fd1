package dev.legwork.ledger.execution;

import dev.legwork.saga.TradeState;
import java.util.Arrays;
import java.util.List;

/**
 * The order of a trade's states: a late or repeated message never takes it back, and an ending is
 * never left.
 */
final class Road {
  private Road() {}

  /** The names of the states from which this one can be reached. */
  static String[] leadingTo(TradeState state) {
    return states().stream()
        .filter(from -> !from.isEnding() && stage(from) <= stage(state))
        .map(TradeState::name)
        .toArray(String[]::new);
  }

  private static List<TradeState> states() {
    return Arrays.asList(TradeState.values());
  }

  private static int stage(TradeState state) {
    return switch (state) {
      case RECEIVED -> 0;
      case VALIDATED -> 1;
      case AWAITING_LOCK -> 2;
      case PREFLIGHT -> 3;
      case PLACING, WORKING -> 4;
      case COMPLETING, HEDGING, UNWINDING, WAITING_MARKET -> 5;
      case REJECTED, NOT_FILLED, COMMITTED, UNWOUND, RESIDUAL -> 6;
    };
  }
}
