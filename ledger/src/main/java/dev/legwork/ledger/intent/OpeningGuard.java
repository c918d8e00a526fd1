package dev.legwork.ledger.intent;

import dev.legwork.guard.GuardFacts;
import dev.legwork.guard.Guards;
import dev.legwork.guard.Opening;
import dev.legwork.ledger.execution.StoredExecution;
import dev.legwork.ledger.guard.OpeningFacts;
import dev.legwork.ledger.sql.Database;
import dev.legwork.order.OrderIntent;
import dev.legwork.saga.Reason;
import java.util.List;
import java.util.Optional;

/**
 * Judges an opening wave within the transaction that stores it. The account's fence is locked by
 * then, so that no two waves of an account are judged at once, and what one binds the next one
 * reads.
 */
final class OpeningGuard {
  private final OpeningFacts facts;

  OpeningGuard(Database db) {
    this.facts = new OpeningFacts(db);
  }

  static Opening opening(Wave wave, StoredExecution execution, List<StoredIntent> earlier) {
    List<OrderIntent> before =
        earlier.stream()
            .map(stored -> stored.order().intent())
            .filter(intent -> intent.ref().purpose().opens())
            .toList();
    return Opening.of(
        wave.account(),
        Guards.underlyingOf(execution.request()),
        execution.request().legs().size(),
        before,
        wave.intents(),
        wave.following(),
        wave.expectedPrices());
  }

  Optional<Reason> judge(Wave wave, Opening opening) {
    GuardFacts known =
        facts.of(
            wave.account(),
            wave.executionId(),
            opening.underlying(),
            wave.brokerDay(),
            wave.limits());
    return Guards.judge(wave.limits(), opening, known);
  }
}
