package dev.legwork.tws.message;

import java.util.Objects;

/**
 * A leg of a BAG contract.
 *
 * @param ratio contracts (shares for stock) of the leg in one combo
 * @param action {@code BUY} or {@code SELL}, seen from a bought combo; a sold combo flips it
 * @param openClose 0 same as the parent, 1 open, 2 close, 3 unknown
 * @param exemptCode −1 when unused
 */
public record ComboLeg(
    int conId,
    int ratio,
    String action,
    String exchange,
    int openClose,
    int shortSaleSlot,
    String designatedLocation,
    int exemptCode) {

  public ComboLeg {
    Objects.requireNonNull(action, "action");
    Objects.requireNonNull(exchange, "exchange");
    Objects.requireNonNull(designatedLocation, "designatedLocation");
  }

  /** A leg with the institutional attributes unused. */
  public static ComboLeg of(int conId, int ratio, String action, String exchange) {
    return new ComboLeg(conId, ratio, action, exchange, 0, 0, "", -1);
  }
}
