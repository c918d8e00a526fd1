package dev.legwork.ledger.trade;

import dev.legwork.ledger.alert.AlertStore;
import dev.legwork.ledger.execution.ExecutionStore;
import dev.legwork.ledger.inbox.Inbox;
import dev.legwork.ledger.intent.IntentStore;
import dev.legwork.ledger.sql.Database;
import dev.legwork.ledger.stop.StopStore;
import java.util.Optional;

/** Reads everything of a trade at once. */
public final class TradeReader {
  private final Database db;
  private final ExecutionStore executions;
  private final IntentStore intents;
  private final Inbox inbox;
  private final AlertStore alerts;
  private final StopStore stops;

  public TradeReader(Database db) {
    this.db = db;
    this.executions = new ExecutionStore(db);
    this.intents = new IntentStore(db);
    this.inbox = new Inbox(db);
    this.alerts = new AlertStore(db);
    this.stops = new StopStore(db);
  }

  /** All that the ledger holds of this trade; empty if it was never registered. */
  public Optional<TradeDetails> details(String id) {
    return db.read(
        "execution " + id,
        () ->
            executions
                .find(id)
                .map(
                    execution ->
                        new TradeDetails(
                            execution,
                            intents.ofExecution(id),
                            inbox.eventsOf(id),
                            alerts.ofExecution(id),
                            stops.find(id))));
  }
}
