package dev.legwork.contract;

/** The kinds of security that a leg can trade. */
public enum SecurityType {
  STOCK,
  OPTION
}
