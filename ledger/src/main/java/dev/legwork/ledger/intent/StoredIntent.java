package dev.legwork.ledger.intent;

import dev.legwork.order.OrderRef;
import dev.legwork.order.PlacedOrder;
import dev.legwork.order.Verdict;
import dev.legwork.quote.Quote;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/**
 * An intent as it stands in the ledger.
 *
 * @param wave counts the waves of its execution from 1
 * @param fencingToken it was stored under, 0 for orders that need none
 * @param sessionEpoch of the session that was to write it
 * @param brokerDay the venue's trading day it was made for
 * @param writtenAt null unless written
 * @param permId the venue's account-wide number, 0 while unknown
 * @param expectedPrices what its legs could be traded at when it was decided, USD per share by leg
 *     name; empty where nobody looked
 * @param quotes by leg name: what its whole wave was decided on, with the wave's first order only
 * @param verdict the stored proof that it is over; empty while there is none
 */
public record StoredIntent(
    PlacedOrder order,
    int clientId,
    int wave,
    long fencingToken,
    long sessionEpoch,
    LocalDate brokerDay,
    Instant storedAt,
    WriteState written,
    Instant writtenAt,
    long permId,
    Map<String, BigDecimal> expectedPrices,
    Map<String, Quote> quotes,
    Optional<Verdict> verdict) {

  public OrderRef ref() {
    return order.ref();
  }
}
