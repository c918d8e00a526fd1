package dev.legwork.chain;

import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.OptionRight;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The options of one expiry that can be traded: calls and puts by strike, ascending. It changes
 * only when contracts are qualified, and is shared by snapshots meanwhile. A contract that the
 * venue did not confirm is not in it: its place is null.
 *
 * <p>All contracts of a series share underlying, expiry, multiplier and trading class; options of
 * another class that expire on the same day are a series of their own.
 */
public final class OptionSeries {
  private final String symbol;
  private final LocalDate expiry;
  private final int multiplier;
  private final String tradingClass;
  private final long[] strikes;
  private final ContractSpec[] calls;
  private final ContractSpec[] puts;

  private OptionSeries(ContractSpec first, TreeMap<Long, ContractSpec[]> byStrike) {
    symbol = first.symbol();
    expiry = first.expiry();
    multiplier = first.multiplier();
    tradingClass = first.tradingClass();
    strikes = byStrike.keySet().stream().mapToLong(Long::longValue).toArray();
    calls = byStrike.values().stream().map(pair -> pair[0]).toArray(ContractSpec[]::new);
    puts = byStrike.values().stream().map(pair -> pair[1]).toArray(ContractSpec[]::new);
  }

  /**
   * Orders the contracts by strike.
   *
   * @param contracts at least one; options of one underlying, expiry, multiplier and class
   * @throws IllegalArgumentException if they are not, or if there are two for one strike and right
   * @throws ArithmeticException if a strike has more than four decimals
   */
  public static OptionSeries of(Collection<ContractSpec> contracts) {
    if (contracts.isEmpty()) {
      throw new IllegalArgumentException("a series has at least one option");
    }
    ContractSpec first = contracts.iterator().next();
    TreeMap<Long, ContractSpec[]> byStrike = new TreeMap<>();
    for (ContractSpec contract : contracts) {
      requireSameSeries(first, contract);
      ContractSpec[] pair =
          byStrike.computeIfAbsent(Prices.of(contract.strike()), k -> new ContractSpec[2]);
      int side = contract.right() == OptionRight.CALL ? 0 : 1;
      if (pair[side] != null) {
        throw new IllegalArgumentException("two contracts for " + contract.label());
      }
      pair[side] = contract;
    }
    return new OptionSeries(first, byStrike);
  }

  private static void requireSameSeries(ContractSpec first, ContractSpec other) {
    boolean same =
        other.isOption()
            && other.symbol().equals(first.symbol())
            && other.expiry().equals(first.expiry())
            && other.multiplier() == first.multiplier()
            && Objects.equals(other.tradingClass(), first.tradingClass());
    if (!same) {
      throw new IllegalArgumentException(
          other.label() + " is not of the series of " + first.label());
    }
  }

  /** The underlying's symbol. */
  public String symbol() {
    return symbol;
  }

  /** Last trading day. */
  public LocalDate expiry() {
    return expiry;
  }

  /** Shares that one contract stands for. */
  public int multiplier() {
    return multiplier;
  }

  /** The venue's name of the series, or null. */
  public String tradingClass() {
    return tradingClass;
  }

  /** Number of strikes. */
  public int size() {
    return strikes.length;
  }

  /** Ten-thousandths of a dollar per share. */
  public long strike(int index) {
    return strikes[index];
  }

  /** The call at that strike, or null where none can be traded. */
  public ContractSpec call(int index) {
    return calls[index];
  }

  /** The put at that strike, or null where none can be traded. */
  public ContractSpec put(int index) {
    return puts[index];
  }

  /** Index of the highest strike that is not above the price; −1 when all are above it. */
  public int atOrBelow(long price) {
    int found = Arrays.binarySearch(strikes, price);
    return found >= 0 ? found : -found - 2;
  }

  /** Index of that strike, or −1 when there is none. */
  public int indexOf(long strike) {
    int found = Arrays.binarySearch(strikes, strike);
    return found >= 0 ? found : -1;
  }
}
