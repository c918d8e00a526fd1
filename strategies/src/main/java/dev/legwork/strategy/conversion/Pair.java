package dev.legwork.strategy.conversion;

import dev.legwork.chain.ChainSnapshot;
import dev.legwork.chain.ExpiryChain;
import dev.legwork.chain.Ticker;
import dev.legwork.contract.ContractSpec;

/**
 * A choice of call and put of an expiry. One is moved over all choices of a pass, so that looking
 * leaves no garbage; what is kept is a {@link #copy}. Prices are ten-thousandths of a dollar per
 * share.
 */
final class Pair {
  private ChainSnapshot snapshot;
  private Ticker stock;
  private ExpiryChain chain;
  private int dte;
  private int callIndex;
  private int putIndex;
  private long callStrike;
  private long putStrike;
  private Ticker call;
  private Ticker put;

  void moveTo(ChainSnapshot other) {
    snapshot = other;
    stock = other.stockTicker();
  }

  void moveTo(ExpiryChain other, int days) {
    chain = other;
    dte = days;
  }

  void moveTo(int callAt, int putAt) {
    callIndex = callAt;
    putIndex = putAt;
    callStrike = chain.series().strike(callAt);
    putStrike = chain.series().strike(putAt);
    call = chain.call(callAt);
    put = chain.put(putAt);
  }

  Pair copy() {
    Pair same = new Pair();
    same.moveTo(snapshot);
    same.moveTo(chain, dte);
    same.moveTo(callIndex, putIndex);
    return same;
  }

  ChainSnapshot snapshot() {
    return snapshot;
  }

  ExpiryChain chain() {
    return chain;
  }

  int dte() {
    return dte;
  }

  int multiplier() {
    return chain.series().multiplier();
  }

  /** Null where it is not qualified. */
  ContractSpec callContract() {
    return chain.series().call(callIndex);
  }

  /** Null where it is not qualified. */
  ContractSpec putContract() {
    return chain.series().put(putIndex);
  }

  Ticker stock() {
    return stock;
  }

  Ticker call() {
    return call;
  }

  Ticker put() {
    return put;
  }

  long callStrike() {
    return callStrike;
  }

  long putStrike() {
    return putStrike;
  }

  /** g = C − P at executable prices. */
  long credit() {
    return call.bid() - put.ask();
  }

  /** D = S − g at executable prices: the capital tied up. */
  long debit() {
    return stock.ask() - credit();
  }

  /** Kp − D. */
  long minProfit() {
    return putStrike - debit();
  }

  /** Kc − D. */
  long maxProfit() {
    return callStrike - debit();
  }

  /** Twice Kp − D at fair prices. */
  long theoreticalTwice() {
    return 2 * putStrike - stock.fairTwice() + call.fairTwice() - put.fairTwice();
  }

  /** ask − bid in parts of the middle. */
  static double relativeSpread(Ticker ticker) {
    return 2.0 * ticker.spread() / (ticker.bid() + ticker.ask());
  }
}
