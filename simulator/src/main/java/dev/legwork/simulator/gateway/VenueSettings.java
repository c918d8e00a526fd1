package dev.legwork.simulator.gateway;

import dev.legwork.simulator.orders.SizeLimits;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How a venue starts.
 *
 * @param instance number that tells a new journal apart; part of every execId and permId; not
 *     negative
 * @param accounts names of the accounts
 * @param cash each account's deposit, USD
 * @param start venue and market time to begin with; null: wall-clock time
 * @param speed market seconds a second; 0 is paused
 * @param sizes how large an order may be
 * @param marketDataLines quote subscriptions that a client may have at a time
 */
public record VenueSettings(
    int instance,
    List<String> accounts,
    BigDecimal cash,
    Instant start,
    BigDecimal speed,
    SizeLimits sizes,
    int marketDataLines) {

  /** Quote subscriptions that IB gives a login without asking for more. */
  public static final int LINES = 100;

  /** DU1000001 … DU1000010. */
  public static final List<String> PAPER_ACCOUNTS =
      IntStream.rangeClosed(1, 10).mapToObj(n -> "DU" + (1_000_000 + n)).toList();

  /** What every account begins with, USD. */
  public static final BigDecimal CASH = new BigDecimal("1000000");

  /** A venue with the usual number of quote subscriptions. */
  public VenueSettings(
      int instance,
      List<String> accounts,
      BigDecimal cash,
      Instant start,
      BigDecimal speed,
      SizeLimits sizes) {
    this(instance, accounts, cash, start, speed, sizes, LINES);
  }

  /** A venue that takes orders of the usual sizes. */
  public VenueSettings(
      int instance, List<String> accounts, BigDecimal cash, Instant start, BigDecimal speed) {
    this(instance, accounts, cash, start, speed, SizeLimits.USUAL, LINES);
  }

  public VenueSettings {
    if (instance < 0) {
      throw new IllegalArgumentException("instance must not be negative");
    }
    if (marketDataLines < 0) {
      throw new IllegalArgumentException(
          "market-data-lines must not be negative, is " + marketDataLines);
    }
    accounts = List.copyOf(accounts);
  }
}
