package dev.legwork.ledger.trade;

import dev.legwork.order.Side;
import dev.legwork.saga.Alert;
import dev.legwork.saga.Ending;
import dev.legwork.saga.Residual;
import dev.legwork.stop.StopStatus;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a person is told of a position that a trade has left behind: exactly, and how to leave it.
 */
final class ResidualAlert {
  private ResidualAlert() {}

  static Alert of(Ending ending) {
    return alert(ending.residual(), ending.reason().toString());
  }

  /**
   * @param remains by contract, after the trade's stop was over
   */
  static Alert of(TradeDetails trade, List<Residual> remains) {
    StopStatus stop = trade.stop().orElseThrow().status();
    String holds = positions(trade.held());
    return alert(
        remains,
        "beside the whole units that are kept, after its protective stop ended %s: %s; in all the trade holds %s"
            .formatted(stop.state(), stop.detail(), holds.isEmpty() ? "nothing" : holds));
  }

  private static Alert alert(List<Residual> left, String why) {
    return new Alert(
        Alert.Severity.CRITICAL,
        Endings.RESIDUAL_POSITION,
        "A position remains: %s (%s). Nothing more is done about it by itself. To close it: %s."
            .formatted(positions(left), why, closing(left)),
        left);
  }

  /** {@code SELL 54 TWX, BUY 1 TWX 20140620 70C}. */
  private static String closing(List<Residual> left) {
    return left.stream()
        .map(
            one ->
                "%s %s %s"
                    .formatted(
                        one.position().signum() > 0 ? Side.SELL : Side.BUY,
                        one.position().abs().toPlainString(),
                        one.instrument().label()))
        .collect(Collectors.joining(", "));
  }

  private static String positions(List<Residual> held) {
    return held.stream()
        .map(one -> one.position().toPlainString() + " " + one.instrument().label())
        .collect(Collectors.joining(", "));
  }
}
