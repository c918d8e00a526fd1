package dev.legwork.activity;

import dev.legwork.ledger.venue.VenueClock;
import dev.legwork.request.RequestRules;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;
import java.util.function.Supplier;

/** What the house permits now: the configured accounts, and the date at the venue. */
public final class TradingRules implements Supplier<RequestRules> {
  /** Name under which the ledger keeps what was learned of Interactive Brokers. */
  public static final String VENUE = "IB";

  private static final ZoneId VENUE_ZONE = ZoneId.of("America/New_York");

  private final Set<String> accounts;
  private final Set<String> liveAccounts;
  private final VenueClock clocks;
  private final Clock clock;

  public TradingRules(
      Set<String> accounts, Set<String> liveAccounts, VenueClock clocks, Clock clock) {
    this.accounts = Set.copyOf(accounts);
    this.liveAccounts = Set.copyOf(liveAccounts);
    this.clocks = clocks;
    this.clock = clock;
  }

  @Override
  public RequestRules get() {
    return new RequestRules(accounts, liveAccounts, venueToday());
  }

  /** Null while no desk has asked the venue. */
  private LocalDate venueToday() {
    return clocks
        .offset(VENUE)
        .map(offset -> LocalDate.ofInstant(clock.instant().plus(offset), VENUE_ZONE))
        .orElse(null);
  }
}
