package dev.legwork.strategy;

import dev.legwork.chain.Prices;
import dev.legwork.contract.ContractSpec;
import dev.legwork.num.Decimals;
import dev.legwork.order.Side;
import java.math.BigDecimal;
import java.util.Objects;

/**
 * One leg of an opportunity.
 *
 * @param name {@code [A-Za-z0-9-]{1,16}}, e.g. {@code call}
 * @param ratio contracts (shares) in one unit
 * @param price what it could be traded at: the ask to buy, the bid to sell, USD per share
 * @param size contracts (shares) shown at that price, or null where it is not known
 */
public record OpportunityLeg(
    String name, Side action, int ratio, ContractSpec contract, BigDecimal price, BigDecimal size) {

  public OpportunityLeg {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(action, "action");
    Objects.requireNonNull(contract, "contract");
    price = Decimals.normal(price);
  }

  /**
   * A leg from the numbers of a ticker.
   *
   * @param price ten-thousandths of a dollar per share
   * @param size {@link dev.legwork.chain.Ticker#UNKNOWN} where it is not known
   */
  public static OpportunityLeg of(
      String name, Side action, int ratio, ContractSpec contract, long price, long size) {
    return new OpportunityLeg(
        name, action, ratio, contract, Prices.dollars(price), size < 0 ? null : Decimals.of(size));
  }

  /** Whether both do the same in the same contract. */
  boolean tradesLike(OpportunityLeg other) {
    return action == other.action && ratio == other.ratio && contract.equals(other.contract);
  }
}
