package dev.legwork.api.reconciliation;

import dev.legwork.api.ApiSettings;
import dev.legwork.api.LedgerAccess;
import dev.legwork.api.reconciliation.ReconciliationList.Item;
import dev.legwork.api.reconciliation.ReconciliationList.Run;
import dev.legwork.ledger.reconciliation.Reconciliations;
import dev.legwork.ledger.reconciliation.StoredReconciliation;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/reconciliations}: read from the ledger, so that it is true when no worker lives. */
@RestController
@RequestMapping("/api/reconciliations")
@Tag(name = "Reconciliation")
class ReconciliationController {
  private static final int MOST = 500;

  private final LedgerAccess ledger;
  private final ApiSettings settings;

  ReconciliationController(LedgerAccess ledger, ApiSettings settings) {
    this.ledger = ledger;
    this.settings = settings;
  }

  @GetMapping("/latest")
  @Operation(
      summary =
          "The latest comparison of each account with the broker, and how old the last complete one"
              + " is")
  ReconciliationList latest() {
    Reconciliations store = ledger.get().reconciliations();
    Map<String, StoredReconciliation> latest = new HashMap<>();
    store.runs().latest().forEach(run -> latest.put(run.account(), run));
    Set<String> accounts = new TreeSet<>(settings.broker().names());
    accounts.addAll(latest.keySet());
    List<Item> items =
        accounts.stream().map(account -> item(store, account, latest.get(account))).toList();
    return new ReconciliationList(staleAfter().toSeconds(), items);
  }

  private Item item(Reconciliations store, String account, StoredReconciliation latest) {
    Optional<StoredReconciliation> complete = store.runs().latestComplete(account);
    boolean fresh = complete.filter(run -> run.age().compareTo(staleAfter()) <= 0).isPresent();
    return new Item(
        account,
        latest == null ? null : Run.of(latest),
        complete.map(StoredReconciliation::endedAt).orElse(null),
        complete.map(StoredReconciliation::age).map(ReconciliationList::seconds).orElse(null),
        !fresh,
        store.divergences().list(account, true, MOST).size());
  }

  private Duration staleAfter() {
    return settings.reconciliation().staleAfter();
  }
}
