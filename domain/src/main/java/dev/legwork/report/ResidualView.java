package dev.legwork.report;

import dev.legwork.saga.Residual;
import java.math.BigDecimal;

/**
 * A position that a trade left behind.
 *
 * @param label short form of the contract
 * @param position signed: negative is short
 */
public record ResidualView(ContractView contract, String label, BigDecimal position) {
  /** The view of a position that is left. */
  public static ResidualView of(Residual residual) {
    return new ResidualView(
        ContractView.of(residual.instrument()), residual.instrument().label(), residual.position());
  }
}
