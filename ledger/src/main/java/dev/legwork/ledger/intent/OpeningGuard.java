package dev.legwork.ledger.intent;

import dev.legwork.guard.AccountSwitch;
import dev.legwork.guard.Guards;
import dev.legwork.ledger.execution.StoredExecution;
import dev.legwork.ledger.guard.Switches;
import dev.legwork.ledger.sql.Database;
import dev.legwork.saga.Reason;
import java.util.List;
import java.util.Optional;

/**
 * Gathers what an opening wave is judged by, within the transaction that stores it. The account's
 * fence is locked by then, so that no two waves of an account are judged at once.
 */
final class OpeningGuard {
  private final Switches switches;

  OpeningGuard(Database db) {
    this.switches = new Switches(db);
  }

  Optional<Reason> judge(Wave wave, StoredExecution execution, List<StoredIntent> earlier) {
    List<AccountSwitch> standing = switches.standing(wave.account());
    Optional<Reason> barred = Guards.barred(standing);
    return barred.isPresent() || !earlier.isEmpty()
        ? barred
        : Guards.paused(standing, Guards.underlyingOf(execution.request()));
  }
}
