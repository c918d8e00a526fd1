package dev.legwork.report;

import dev.legwork.num.Decimals;
import java.math.BigDecimal;
import java.util.Objects;

/**
 * What a fill cost at the broker.
 *
 * @param execId of the fill
 * @param amount in {@code currency}; negative for a rebate
 */
public record Fee(String execId, BigDecimal amount, String currency) {
  public Fee {
    Objects.requireNonNull(execId, "execId");
    Objects.requireNonNull(currency, "currency");
    amount = Decimals.normal(amount);
  }
}
