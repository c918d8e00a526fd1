package dev.legwork.contract;

import java.util.Objects;

/**
 * A contract that the venue has confirmed: exactly one fits, and this is how it trades.
 *
 * @param conId the venue's number of the contract
 * @param spec what was asked for, with the venue's multiplier and trading class filled in
 * @param exchange where orders are routed, e.g. {@code SMART}
 * @param currency of prices, e.g. {@code USD}
 * @param localSymbol the venue's own symbol
 * @param increments the price steps that orders must keep to
 */
public record Instrument(
    long conId,
    ContractSpec spec,
    String exchange,
    String currency,
    String localSymbol,
    PriceIncrements increments) {

  public Instrument {
    Objects.requireNonNull(spec, "spec");
    Objects.requireNonNull(increments, "increments");
    if (conId <= 0) {
      throw new IllegalArgumentException("conId must be positive, not " + conId);
    }
  }

  public int multiplier() {
    return spec.multiplier();
  }

  public String label() {
    return spec.label();
  }
}
