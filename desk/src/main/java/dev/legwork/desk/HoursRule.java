package dev.legwork.desk;

/** When entries are let through by the venue's trading hours. */
public enum HoursRule {
  /** Only in the venue's regular hours, as the contract's details tell them. */
  REGULAR,
  /** Always: the hours are not looked at, only the quotes. */
  ANY
}
