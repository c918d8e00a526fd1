package dev.legwork.ledger;

import dev.legwork.ledger.alert.AlertStore;
import dev.legwork.ledger.execution.ExecutionStore;
import dev.legwork.ledger.inbox.Inbox;
import dev.legwork.ledger.intent.AccountFence;
import dev.legwork.ledger.intent.IntentStore;

/** The stores over one database. */
public final class Ledger {
  private final ExecutionStore executions;
  private final IntentStore intents;
  private final AccountFence fence;
  private final Inbox inbox;
  private final AlertStore alerts;

  public Ledger(LedgerDatabase database) {
    executions = new ExecutionStore(database.others());
    intents = new IntentStore(database.orders());
    fence = new AccountFence(database.others());
    inbox = new Inbox(database.orders());
    alerts = new AlertStore(database.others());
  }

  public ExecutionStore executions() {
    return executions;
  }

  public IntentStore intents() {
    return intents;
  }

  public AccountFence fence() {
    return fence;
  }

  public Inbox inbox() {
    return inbox;
  }

  public AlertStore alerts() {
    return alerts;
  }
}
