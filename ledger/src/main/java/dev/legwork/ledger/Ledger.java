package dev.legwork.ledger;

import dev.legwork.ledger.alert.AlertSendings;
import dev.legwork.ledger.alert.AlertStore;
import dev.legwork.ledger.audit.AuditLog;
import dev.legwork.ledger.execution.ExecutionStore;
import dev.legwork.ledger.guard.SessionLimits;
import dev.legwork.ledger.guard.Switches;
import dev.legwork.ledger.inbox.Inbox;
import dev.legwork.ledger.intent.AccountFence;
import dev.legwork.ledger.intent.IntentStore;
import dev.legwork.ledger.lease.DeskLeases;
import dev.legwork.ledger.reconciliation.Reconciliations;
import dev.legwork.ledger.session.ClaimStore;
import dev.legwork.ledger.session.SessionStore;
import dev.legwork.ledger.settlement.Settlements;
import dev.legwork.ledger.stop.StopStore;
import dev.legwork.ledger.trade.Endings;
import dev.legwork.ledger.trade.Judging;
import dev.legwork.ledger.trade.PastPlacings;
import dev.legwork.ledger.trade.Reports;
import dev.legwork.ledger.trade.TradeReader;
import dev.legwork.ledger.truth.TruthReader;
import dev.legwork.ledger.venue.ContractCache;
import dev.legwork.ledger.venue.VenueClock;

/** The stores over one database. */
public final class Ledger {
  private final ExecutionStore executions;
  private final IntentStore intents;
  private final IntentStore riskIntents;
  private final Inbox proofs;
  private final AccountFence fence;
  private final Inbox inbox;
  private final AlertStore alerts;
  private final AuditLog audit;
  private final ContractCache contracts;
  private final VenueClock clocks;
  private final TradeReader trades;
  private final Endings endings;
  private final Reports reports;
  private final Reconciliations reconciliations;
  private final TruthReader truth;
  private final Settlements settlements;
  private final Switches switches;
  private final Switches deskSwitches;
  private final PastPlacings pastPlacings;
  private final SessionLimits limits;
  private final StopStore stops;
  private final AlertSendings sendings;
  private final Judging judging;
  private final DeskLeases leases;
  private final SessionStore sessions;
  private final ClaimStore claims;

  public Ledger(LedgerDatabase database) {
    executions = new ExecutionStore(database.others());
    intents = new IntentStore(database.orders());
    riskIntents = new IntentStore(database.risk());
    proofs = new Inbox(database.risk());
    fence = new AccountFence(database.others());
    inbox = new Inbox(database.orders());
    alerts = new AlertStore(database.others());
    audit = new AuditLog(database.others());
    contracts = new ContractCache(database.others());
    clocks = new VenueClock(database.others());
    trades = new TradeReader(database.others());
    endings = new Endings(database.others());
    reports = new Reports(database.others());
    reconciliations = new Reconciliations(database.others());
    truth = new TruthReader(database.others());
    settlements = new Settlements(database.others());
    switches = new Switches(database.others());
    limits = new SessionLimits(database.others());
    deskSwitches = new Switches(database.orders());
    pastPlacings = new PastPlacings(database.orders());
    stops = new StopStore(database.others());
    sendings = new AlertSendings(database.others());
    judging = new Judging(database.others());
    leases = new DeskLeases(database.others());
    sessions = new SessionStore(database.others());
    claims = new ClaimStore(database.others());
  }

  public ExecutionStore executions() {
    return executions;
  }

  public IntentStore intents() {
    return intents;
  }

  /** The same intents over connections that entries cannot use up. */
  public IntentStore riskIntents() {
    return riskIntents;
  }

  /** The inbox for readers who seek proof, over connections that entries cannot use up. */
  public Inbox proofs() {
    return proofs;
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

  public AuditLog audit() {
    return audit;
  }

  public ContractCache contracts() {
    return contracts;
  }

  public VenueClock clocks() {
    return clocks;
  }

  /** Everything of a trade at once. */
  public TradeReader trades() {
    return trades;
  }

  public Endings endings() {
    return endings;
  }

  public Reports reports() {
    return reports;
  }

  /** Everything, for the invariants' checker. */
  public TruthReader truth() {
    return truth;
  }

  /** Orders that a person has answered for. */
  public Settlements settlements() {
    return settlements;
  }

  /** What people have forbidden on accounts. */
  public Switches switches() {
    return switches;
  }

  /** Where accounts stand in their limits. */
  public SessionLimits limits() {
    return limits;
  }

  /** How trades went by the mode in which they were placed. */
  public PastPlacings pastPlacings() {
    return pastPlacings;
  }

  /** The same switches over the connections that entries have. */
  public Switches deskSwitches() {
    return deskSwitches;
  }

  /** Protective stops of committed trades. */
  public StopStore stops() {
    return stops;
  }

  /** Which alerts are to be sent to people, and what became of it. */
  public AlertSendings sendings() {
    return sendings;
  }

  /** How trades go, for rules. */
  public Judging judging() {
    return judging;
  }

  /** When the desks were last heard of. */
  public DeskLeases leases() {
    return leases;
  }

  /** Trading sessions. */
  public SessionStore sessions() {
    return sessions;
  }

  /** Which session executes what. */
  public ClaimStore claims() {
    return claims;
  }

  /** The broker's account beside ours. */
  public Reconciliations reconciliations() {
    return reconciliations;
  }
}
