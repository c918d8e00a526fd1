package dev.legwork.strategy.spread;

import dev.legwork.chain.ChainSnapshot;
import dev.legwork.chain.ExpiryChain;
import dev.legwork.chain.Ticker;
import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.OptionRight;
import dev.legwork.order.Side;
import dev.legwork.strategy.OpportunityLeg;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Options of one expiry, perhaps with stock, and what a share of them is worth at expiry. Prices
 * are ten-thousandths of a dollar per share.
 *
 * @param stock the side of the stock, the multiplier's number of shares; null without
 * @param worst what a unit is worth at expiry at least, per share; negative where it owes
 * @param best what it is worth at most
 */
record Combination(
    ChainSnapshot snapshot,
    ExpiryChain chain,
    int dte,
    Side stock,
    List<Leg> legs,
    long worst,
    long best) {

  /** One contract, by index of its strike. */
  record Leg(String name, Side side, OptionRight right, int index) {

    ContractSpec contract(ExpiryChain chain) {
      return right == OptionRight.CALL ? chain.series().call(index) : chain.series().put(index);
    }

    Ticker ticker(ExpiryChain chain) {
      return right == OptionRight.CALL ? chain.call(index) : chain.put(index);
    }
  }

  static Leg call(String name, Side side, int index) {
    return new Leg(name, side, OptionRight.CALL, index);
  }

  static Leg put(String name, Side side, int index) {
    return new Leg(name, side, OptionRight.PUT, index);
  }

  int multiplier() {
    return chain.series().multiplier();
  }

  boolean isQualified() {
    return legs.stream().allMatch(leg -> leg.contract(chain) != null);
  }

  /** What a unit costs at executable prices; negative for a credit. */
  long debit() {
    long cost = stock == null ? 0 : signed(stock, executable(stock, snapshot.stockTicker()));
    for (Leg leg : legs) {
      cost += signed(leg.side(), executable(leg.side(), leg.ticker(chain)));
    }
    return cost;
  }

  /** Twice what a unit costs at fair prices. */
  long fairTwice() {
    ToLongFunction<Leg> fair = leg -> signed(leg.side(), leg.ticker(chain).fairTwice());
    long options = legs.stream().mapToLong(fair).sum();
    return stock == null ? options : options + signed(stock, snapshot.stockTicker().fairTwice());
  }

  long minProfit() {
    return worst - debit();
  }

  long maxProfit() {
    return best - debit();
  }

  List<OpportunityLeg> opportunityLegs() {
    List<OpportunityLeg> all = new ArrayList<>();
    if (stock != null) {
      all.add(leg("stock", stock, multiplier(), snapshot.stock(), snapshot.stockTicker()));
    }
    for (Leg leg : legs) {
      all.add(leg(leg.name(), leg.side(), 1, leg.contract(chain), leg.ticker(chain)));
    }
    return all;
  }

  private static OpportunityLeg leg(
      String name, Side side, int ratio, ContractSpec contract, Ticker ticker) {
    long size = side == Side.BUY ? ticker.askSize() : ticker.bidSize();
    return OpportunityLeg.of(name, side, ratio, contract, executable(side, ticker), size);
  }

  private static long executable(Side side, Ticker ticker) {
    return side == Side.BUY ? ticker.ask() : ticker.bid();
  }

  private static long signed(Side side, long price) {
    return side == Side.BUY ? price : -price;
  }
}
