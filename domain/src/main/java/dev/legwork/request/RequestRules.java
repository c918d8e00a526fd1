package dev.legwork.request;

import java.time.LocalDate;
import java.util.Set;

/**
 * What the house permits.
 *
 * @param accounts those with a broker session
 * @param liveAccounts accounts with real money (not starting with {@code D}) that may be traded
 * @param venueToday the date at the venue, for expiries; null while no venue has told its time: the
 *     venue itself then refuses an expired contract
 */
public record RequestRules(Set<String> accounts, Set<String> liveAccounts, LocalDate venueToday) {

  public RequestRules {
    accounts = Set.copyOf(accounts);
    liveAccounts = Set.copyOf(liveAccounts);
  }
}
