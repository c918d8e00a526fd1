package dev.legwork.api.account;

import dev.legwork.guard.GuardFacts;
import dev.legwork.ledger.guard.SessionLimits;
import dev.legwork.ledger.guard.SessionLimits.Reservation;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * Where an account stands, by what an opening would be judged by.
 *
 * @param session the broker's day of its latest orders; null before the first, and what is counted
 *     in it is 0 then
 * @param rollbacks trades of the session that ended undone
 * @param loss what these have cost, fees included, USD; negative: they gained
 * @param reserved capital that its trades bind together, USD
 * @param reservations the trades that bind it, the largest first
 * @param waiting trades that wait for a person or for their market
 */
public record LimitsAnswer(
    LocalDate session,
    int rollbacks,
    BigDecimal loss,
    BigDecimal reserved,
    List<Reservation> reservations,
    List<String> waiting) {

  static LimitsAnswer of(String account, SessionLimits limits) {
    LocalDate session = limits.session(account).orElse(null);
    GuardFacts facts = limits.facts(account, session == null ? LocalDate.EPOCH : session);
    return new LimitsAnswer(
        session,
        facts.rollbacks(),
        facts.loss(),
        facts.reserved(),
        limits.reservations(account),
        facts.unsettled());
  }
}
