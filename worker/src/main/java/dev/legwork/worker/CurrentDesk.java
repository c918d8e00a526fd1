package dev.legwork.worker;

import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.Instrument;
import dev.legwork.desk.Desk;
import dev.legwork.desk.DeskHealth;
import dev.legwork.desk.NoDeskHere;
import dev.legwork.desk.OrderDesk;
import dev.legwork.desk.chain.ChainDesk;
import dev.legwork.desk.chain.ChainReading;
import dev.legwork.desk.chain.ChainWish;
import dev.legwork.order.OrderIntent;
import dev.legwork.order.OrderRef;
import dev.legwork.order.OrderSnapshot;
import dev.legwork.quote.Quote;
import dev.legwork.reconcile.BrokerCensus;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.saga.EntryAnswer;
import dev.legwork.saga.EntryPlan;
import dev.legwork.saga.MarketAnswer;
import dev.legwork.saga.PlaceAnswer;
import dev.legwork.unwind.NeededMarket;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** The desk of the moment: one for each tenure of the lease, none while this process stands by. */
final class CurrentDesk implements OrderDesk, ChainDesk {
  private static final String STANDBY = "another process holds the account's lease";

  private volatile Desk desk;

  /** Why this process must not have a desk; empty: it may. */
  private volatile String refusal = "";

  /** Serves from now on through this desk; null: through none. */
  void become(Desk next) {
    desk = next;
  }

  /** Tells why there must not be a desk here; empty: there may. */
  void refuse(String why) {
    refusal = why;
  }

  Desk get() {
    return desk;
  }

  private <T> CompletableFuture<T> ask(Function<Desk, CompletableFuture<T>> command) {
    Desk now = desk;
    return now == null ? CompletableFuture.failedFuture(new NoDeskHere(why())) : command.apply(now);
  }

  @Override
  public boolean isHere() {
    Desk now = desk;
    return now != null && now.isHere();
  }

  @Override
  public void expect(ExecutionRequest request) {
    Desk now = desk;
    if (now != null) {
      now.expect(request);
    }
  }

  @Override
  public CompletableFuture<EntryAnswer> enter(EntryPlan plan, Duration within) {
    return ask(now -> now.enter(plan, within));
  }

  @Override
  public CompletableFuture<PlaceAnswer> place(List<OrderIntent> wave) {
    return ask(now -> now.place(wave));
  }

  @Override
  public CompletableFuture<Void> cancel(Collection<OrderRef> refs, String reason) {
    return ask(now -> now.cancel(refs, reason));
  }

  @Override
  public CompletableFuture<OrderSnapshot> snapshot(Collection<OrderRef> refs) {
    return ask(now -> now.snapshot(refs));
  }

  @Override
  public CompletableFuture<Void> settled(Collection<OrderRef> refs) {
    return ask(now -> now.settled(refs));
  }

  @Override
  public CompletableFuture<Map<Instrument, Quote>> quotes(Collection<Instrument> instruments) {
    return ask(now -> now.quotes(instruments));
  }

  @Override
  public CompletableFuture<Optional<Instrument>> find(ContractSpec contract) {
    return ask(now -> now.find(contract));
  }

  @Override
  public CompletableFuture<MarketAnswer> awaitMarket(
      Map<String, NeededMarket> needed, Duration within) {
    return ask(now -> now.awaitMarket(needed, within));
  }

  @Override
  public CompletableFuture<Map<Long, BigDecimal>> positions() {
    return ask(Desk::positions);
  }

  @Override
  public CompletableFuture<BrokerCensus> census() {
    return ask(Desk::census);
  }

  @Override
  public CompletableFuture<Map<String, ChainReading>> chains(
      String watcher, Map<String, ChainWish> wishes) {
    return ask(now -> now.chains(watcher, wishes));
  }

  @Override
  public CompletableFuture<Void> endChains(String watcher) {
    return ask(now -> now.endChains(watcher));
  }

  @Override
  public CompletableFuture<DeskHealth> health() {
    Desk now = desk;
    return now == null
        ? CompletableFuture.completedFuture(
            refusal.isEmpty() ? DeskHealth.standby(STANDBY) : DeskHealth.refused(refusal))
        : now.health();
  }

  private String why() {
    return refusal.isEmpty() ? STANDBY : refusal;
  }
}
