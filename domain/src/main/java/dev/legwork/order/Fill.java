package dev.legwork.order;

import dev.legwork.num.Decimals;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;

/**
 * What a venue calls an execution: a quantity that traded at a price.
 *
 * <p>A correction repeats the id but for the digits after its last dot; the highest of them
 * replaces the earlier ones (tws-protocol.md, section 7).
 *
 * @param execId the venue's id, e.g. {@code 0000e0d5.67fe667b.01.01}
 * @param quantity shares or contracts; 0 for a busted execution
 * @param price USD per share
 * @param at venue time; for people, never for ordering
 * @param conId the venue's number of the contract that traded: it tells the legs of a combo apart;
 *     0: not told, the contract of the order
 */
public record Fill(
    String execId, Side side, BigDecimal quantity, BigDecimal price, Instant at, long conId) {
  private static final String MANUAL = "manual ";

  public Fill {
    Objects.requireNonNull(execId, "execId");
    Objects.requireNonNull(side, "side");
    quantity = Decimals.normal(quantity);
    price = Decimals.normal(price);
    if (quantity.signum() < 0) {
      throw new IllegalArgumentException(execId + ": a fill has no negative quantity " + quantity);
    }
  }

  /** A fill of an order that trades one contract. */
  public Fill(String execId, Side side, BigDecimal quantity, BigDecimal price, Instant at) {
    this(execId, side, quantity, price, at, 0);
  }

  /**
   * What a person says that an order executed beyond the executions that the venue told of.
   *
   * @param revision from 1; a later one counts in place of an earlier one
   */
  public static Fill manual(
      OrderRef ref, int revision, Side side, BigDecimal quantity, BigDecimal price, Instant at) {
    return new Fill(MANUAL + ref + ".%02d".formatted(revision), side, quantity, price, at);
  }

  /** The next correction of it. */
  public Fill revised(BigDecimal corrected) {
    return new Fill(key() + ".%02d".formatted(revision() + 1), side, corrected, price, at, conId);
  }

  /** Whether a person vouches for it and not the venue; the venue charges no fee for it. */
  public boolean isManual() {
    return execId.startsWith(MANUAL);
  }

  /** The id without its correction number: all versions of one execution share it. */
  public String key() {
    int dot = execId.lastIndexOf('.');
    return dot < 0 ? execId : execId.substring(0, dot);
  }

  /** The correction number: the digits after the last dot, 0 where there are none. */
  public int revision() {
    int dot = execId.lastIndexOf('.');
    String digits = dot < 0 ? "" : execId.substring(dot + 1);
    return !digits.isEmpty() && digits.length() < 10 && digits.chars().allMatch(Character::isDigit)
        ? Integer.parseInt(digits)
        : 0;
  }
}
