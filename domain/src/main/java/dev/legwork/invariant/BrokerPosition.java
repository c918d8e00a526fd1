package dev.legwork.invariant;

import dev.legwork.num.Decimals;
import java.math.BigDecimal;
import java.util.Objects;

/**
 * A position as the broker has it.
 *
 * @param quantity signed shares or contracts; positive is long
 */
public record BrokerPosition(String account, long conId, String label, BigDecimal quantity) {
  public BrokerPosition {
    Objects.requireNonNull(account, "account");
    quantity = Decimals.normal(quantity);
  }
}
