package dev.legwork.desk;

import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.Instrument;
import dev.legwork.desk.memory.InMemoryDeskLedger;
import dev.legwork.order.BrokerEvent;
import dev.legwork.order.OrderRef;
import dev.legwork.order.Verdict;
import dev.legwork.order.WriteOutcome;
import dev.legwork.placing.PastTrades;
import dev.legwork.request.Placing;
import dev.legwork.saga.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The ledger in memory, that can be made to fail as a database does. */
final class FlakyLedger implements DeskLedger {
  /** How calls that write fail from now on. */
  enum Failure {
    NONE,
    BEFORE_COMMIT,
    AFTER_COMMIT,
    VISIBLE_LATER
  }

  private final InMemoryDeskLedger ledger;
  Failure waves = Failure.NONE;
  Failure events = Failure.NONE;
  boolean switchesUnknown;
  boolean pastUnknown;
  int pastAsked;
  int verdicts;

  /** What the first call of all ends by, null for nothing. */
  Error defect;

  /** The last wave that came, stored or not. */
  Wave last;

  private Wave unseen;

  FlakyLedger(InMemoryDeskLedger ledger) {
    this.ledger = ledger;
  }

  private static void failIf(boolean fails) {
    if (fails) {
      throw new IllegalStateException("the database is away");
    }
  }

  @Override
  public WaveStored storeWave(Wave wave) {
    last = wave;
    failIf(waves == Failure.BEFORE_COMMIT);
    if (waves == Failure.VISIBLE_LATER) {
      unseen = wave;
      failIf(true);
    }
    WaveStored stored = ledger.storeWave(wave);
    failIf(waves == Failure.AFTER_COMMIT);
    return stored;
  }

  @Override
  public Optional<Reason> openingBarred() {
    failIf(switchesUnknown);
    return ledger.openingBarred();
  }

  @Override
  public Map<Placing, PastTrades> pastTrades() {
    pastAsked++;
    failIf(pastUnknown);
    return ledger.pastTrades();
  }

  /** The commit that nobody confirmed can be read from now on. */
  void becomeVisible() {
    ledger.storeWave(unseen);
  }

  @Override
  public void recordWritten(Collection<OrderRef> refs, WriteOutcome outcome, Instant at) {
    ledger.recordWritten(refs, outcome, at);
  }

  @Override
  public List<BrokerEvent> append(List<ReceivedEvent> received) {
    failIf(events == Failure.BEFORE_COMMIT);
    List<BrokerEvent> stored = ledger.append(received);
    failIf(events == Failure.AFTER_COMMIT);
    return stored;
  }

  @Override
  public List<StoredOrder> openIntents() {
    if (defect != null) {
      throw defect;
    }
    return ledger.openIntents();
  }

  @Override
  public List<StoredOrder> intents(Collection<OrderRef> refs) {
    return ledger.intents(refs);
  }

  @Override
  public List<BrokerEvent> eventsOf(Collection<OrderRef> refs) {
    return ledger.eventsOf(refs);
  }

  @Override
  public Map<String, OrderRef> ordersOfExecutions(Collection<String> execIds) {
    return ledger.ordersOfExecutions(execIds);
  }

  @Override
  public void markOver(OrderRef ref, Verdict verdict) {
    failIf(verdicts-- > 0);
    ledger.markOver(ref, verdict);
  }

  @Override
  public int highWater() {
    return ledger.highWater();
  }

  @Override
  public void raiseHighWater(int orderId) {
    ledger.raiseHighWater(orderId);
  }

  @Override
  public long nextSessionEpoch() {
    return ledger.nextSessionEpoch();
  }

  @Override
  public Optional<Instrument> instrument(ContractSpec spec, LocalDate day) {
    return ledger.instrument(spec, day);
  }

  @Override
  public void putInstrument(ContractSpec spec, LocalDate day, Instrument instrument) {
    ledger.putInstrument(spec, day, instrument);
  }

  @Override
  public void venueOffset(Duration offset) {
    ledger.venueOffset(offset);
  }
}
