package dev.legwork.activity;

import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.Instrument;
import dev.legwork.desk.DeskLedger;
import dev.legwork.guard.GuardLimits;
import dev.legwork.guard.Guards;
import dev.legwork.ledger.Ledger;
import dev.legwork.ledger.inbox.Received;
import dev.legwork.ledger.intent.IntentStore;
import dev.legwork.ledger.intent.StoredIntent;
import dev.legwork.ledger.intent.WaveAnswer;
import dev.legwork.ledger.intent.WriteState;
import dev.legwork.order.BrokerEvent;
import dev.legwork.order.OrderRef;
import dev.legwork.order.Verdict;
import dev.legwork.order.WriteOutcome;
import dev.legwork.placing.PastTrades;
import dev.legwork.request.Placing;
import dev.legwork.saga.Reason;
import dev.legwork.saga.ReasonCode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A desk's port to the ledger in PostgreSQL, for one account and client id. */
public final class PostgresDeskLedger implements DeskLedger {
  private final Ledger ledger;
  private final String account;
  private final int clientId;
  private final GuardLimits limits;

  /** A desk whose account nobody limits. */
  public PostgresDeskLedger(Ledger ledger, String account, int clientId) {
    this(ledger, account, clientId, GuardLimits.NONE);
  }

  /**
   * @param limits that whatever opens must keep to
   */
  public PostgresDeskLedger(Ledger ledger, String account, int clientId, GuardLimits limits) {
    this.limits = limits;
    this.ledger = ledger;
    this.account = account;
    this.clientId = clientId;
  }

  @Override
  public WaveStored storeWave(Wave wave) {
    WaveAnswer answer =
        storeOf(wave.refs())
            .storeWave(
                new dev.legwork.ledger.intent.Wave(
                    account,
                    clientId,
                    wave.orderIdFloor(),
                    wave.executionId(),
                    wave.intents(),
                    wave.fencingToken(),
                    wave.sessionEpoch(),
                    wave.brokerDay(),
                    wave.expectedPrices(),
                    wave.leaseEpoch(),
                    limits,
                    wave.following(),
                    wave.quotes()));
    return switch (answer) {
      case WaveAnswer.Stored stored -> new WaveStored.Stored(stored.orders());
      case WaveAnswer.AlreadyStored known ->
          new WaveStored.AlreadyStored(known.orders().stream().map(this::stored).toList());
      case WaveAnswer.Fenced fenced -> new WaveStored.Fenced(fenced.currentToken());
      case WaveAnswer.Ended ended ->
          forbidden("execution " + wave.executionId() + " has ended " + ended.state());
      case WaveAnswer.SessionOver over -> new WaveStored.SessionOver(over.current());
      case WaveAnswer.LeaseLost lost ->
          new WaveStored.Elsewhere(
              "another process runs this account's desk (lease %d, not %d)"
                  .formatted(lost.current(), wave.leaseEpoch()));
      case WaveAnswer.BeyondLeft beyond ->
          forbidden("more than is left by now: " + beyond.orders());
      case WaveAnswer.Outrun outrun -> forbidden("later attempts are stored than " + outrun.late());
      case WaveAnswer.Guarded guarded -> new WaveStored.Forbidden(guarded.reason());
      case WaveAnswer.PredecessorOpen(List<OrderRef> open) -> new WaveStored.PredecessorOpen(open);
    };
  }

  private static WaveStored forbidden(String why) {
    return new WaveStored.Forbidden(new Reason(ReasonCode.NOT_WRITTEN, why));
  }

  @Override
  public Optional<Reason> openingBarred() {
    return Guards.barred(ledger.deskSwitches().of(account));
  }

  @Override
  public Map<Placing, PastTrades> pastTrades() {
    return ledger.pastPlacings().of(account);
  }

  @Override
  public void recordWritten(Collection<OrderRef> refs, WriteOutcome outcome, Instant at) {
    storeOf(refs).recordWritten(refs, outcome, at);
  }

  @Override
  public List<BrokerEvent> append(List<ReceivedEvent> events) {
    List<Received> batch =
        events.stream()
            .<Received>map(event -> new Received.Ours(event.at(), event.event()))
            .toList();
    return ledger.inbox().append(account, batch);
  }

  @Override
  public List<StoredOrder> openIntents() {
    return ledger.riskIntents().open(account).stream().map(this::stored).toList();
  }

  @Override
  public List<StoredOrder> intents(Collection<OrderRef> refs) {
    return ledger.riskIntents().findWithSiblings(refs).stream().map(this::stored).toList();
  }

  @Override
  public List<BrokerEvent> eventsOf(Collection<OrderRef> refs) {
    return ledger.proofs().eventsOf(refs);
  }

  @Override
  public void markOver(OrderRef ref, Verdict verdict) {
    ledger.riskIntents().markOver(ref, verdict);
  }

  @Override
  public Map<String, OrderRef> ordersOfExecutions(Collection<String> execIds) {
    return ledger.inbox().ordersOf(execIds);
  }

  /** Entries have connections of their own, so that nothing else waits behind them. */
  private IntentStore storeOf(Collection<OrderRef> refs) {
    return refs.stream().anyMatch(ref -> ref.purpose().opens())
        ? ledger.intents()
        : ledger.riskIntents();
  }

  @Override
  public int highWater() {
    return ledger.riskIntents().highWater(account, clientId);
  }

  @Override
  public void raiseHighWater(int orderId) {
    ledger.intents().raiseHighWater(account, clientId, orderId);
  }

  @Override
  public long nextSessionEpoch() {
    return ledger.riskIntents().nextSessionEpoch(account, clientId);
  }

  @Override
  public Optional<Instrument> instrument(ContractSpec spec, LocalDate day) {
    return ledger.contracts().find(TradingRules.VENUE, spec, day);
  }

  @Override
  public void putInstrument(ContractSpec spec, LocalDate day, Instrument instrument) {
    ledger.contracts().store(TradingRules.VENUE, spec, instrument, day);
  }

  @Override
  public void venueOffset(Duration offset) {
    ledger.clocks().store(TradingRules.VENUE, offset);
  }

  private StoredOrder stored(StoredIntent intent) {
    return new StoredOrder(
        intent.order(),
        intent.clientId(),
        intent.sessionEpoch(),
        intent.brokerDay(),
        intent.storedAt(),
        intent.written() == WriteState.PENDING ? null : intent.written().outcome(),
        intent.writtenAt(),
        intent.permId(),
        intent.verdict().orElse(null));
  }
}
