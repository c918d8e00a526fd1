package dev.legwork.tws.message;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * The state part of openOrder. Margins and equity are amounts in the account's base currency and
 * absent (null) unless the order is a what-if; the first answer to a what-if may still have them
 * absent. Commissions are amounts in {@code commissionCurrency}.
 */
public record OrderStateFields(
    String status,
    BigDecimal initMarginBefore,
    BigDecimal maintMarginBefore,
    BigDecimal equityWithLoanBefore,
    BigDecimal initMarginChange,
    BigDecimal maintMarginChange,
    BigDecimal equityWithLoanChange,
    BigDecimal initMarginAfter,
    BigDecimal maintMarginAfter,
    BigDecimal equityWithLoanAfter,
    BigDecimal commission,
    BigDecimal minCommission,
    BigDecimal maxCommission,
    String commissionCurrency,
    String warningText) {

  public OrderStateFields {
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(commissionCurrency, "commissionCurrency");
    Objects.requireNonNull(warningText, "warningText");
  }

  /** A state without margins, commissions or warning. */
  public static OrderStateFields of(String status) {
    return new OrderStateFields(
        status, null, null, null, null, null, null, null, null, null, null, null, null, "", "");
  }
}
