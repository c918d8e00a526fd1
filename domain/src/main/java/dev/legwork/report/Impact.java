package dev.legwork.report;

import java.math.BigDecimal;

/** A grade for slippage, USD per share: below 0.01, 0.05, 0.10, and from there on. */
public enum Impact {
  GOOD,
  OK,
  POOR,
  BAD;

  private static final BigDecimal OK_FROM = new BigDecimal("0.01");
  private static final BigDecimal POOR_FROM = new BigDecimal("0.05");
  private static final BigDecimal BAD_FROM = new BigDecimal("0.10");

  /**
   * @param slippage positive is worse than expected, so that any improvement is GOOD; null for none
   */
  static Impact of(BigDecimal slippage) {
    if (slippage == null) {
      return null;
    }
    if (slippage.compareTo(OK_FROM) < 0) {
      return GOOD;
    }
    if (slippage.compareTo(POOR_FROM) < 0) {
      return OK;
    }
    return slippage.compareTo(BAD_FROM) < 0 ? POOR : BAD;
  }
}
