package dev.legwork.desk;

import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.Instrument;
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
import dev.legwork.tws.session.Pacer;
import dev.legwork.tws.session.SessionEvent;
import dev.legwork.tws.session.SessionSettings;
import dev.legwork.tws.session.Transport;
import dev.legwork.tws.session.TransportEvents;
import dev.legwork.tws.session.TwsSession;
import dev.legwork.unwind.NeededMarket;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The desk without a thread. Its owner calls it from one thread only: with commands, with what the
 * transport brings, with results of {@link Background} work through {@link #step}, and with {@link
 * #onTick} when {@link #nextDeadline} has come. After each it has written and handed over all that
 * it could.
 */
public final class DeskCore implements OrderDesk, ChainDesk, TransportEvents {
  private static final Logger LOG = LoggerFactory.getLogger(DeskCore.class);
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final DeskSettings settings;
  private final Timers timers;
  private final TwsSession session;
  private final Serving serving;
  private final OrderRegister register;
  private final OrderLoader loader;
  private final Inbox inbox;
  private final OtherClients otherClients;
  private final Outbox outbox;
  private final Queries queries;
  private final Census census;
  private final Inspection inspection;
  private final Recovery recovery;
  private final VenueTime time;
  private final MarketData marketData;
  private final Waves waves;
  private final Entries entries;
  private final Placements placements;
  private final Cancels cancels;
  private final ProofSeeker proofs;
  private final Snapshots snapshots;
  private final ContractFinder contracts;
  private final MarketWatch marketWatch;
  private final Chains chains;
  private final SessionKeeper keeper;
  private boolean stopped;

  /**
   * @param sessionSettings where the venue is; its client id is the desk's
   * @param transport told to connect once the open intents are loaded; its events come back here
   */
  public DeskCore(
      DeskSettings settings,
      SessionSettings sessionSettings,
      Transport transport,
      DeskClock clock,
      DeskLedger ledger,
      Background background,
      DeskListener listener) {
    this(
        settings,
        sessionSettings,
        transport,
        clock,
        ledger,
        background,
        listener,
        DeskLease.unshared());
  }

  /** The same for an account whose desk several processes may run. */
  public DeskCore(
      DeskSettings settings,
      SessionSettings sessionSettings,
      Transport transport,
      DeskClock clock,
      DeskLedger ledger,
      Background background,
      DeskListener listener,
      DeskLease lease) {
    if (settings.clientId() != sessionSettings.clientId()) {
      throw new IllegalArgumentException("the desk and its session need one client id");
    }
    this.settings = settings;
    timers = new Timers(clock);
    session = new TwsSession(sessionSettings, transport, this::heard);
    serving = new Serving(timers);
    register = new OrderRegister(settings);
    loader = new OrderLoader(ledger, background, timers, register);
    Alarms alarms = new Alarms(listener);
    otherClients = new OtherClients(settings, register, alarms);
    inbox = new Inbox(ledger, background, timers, clock, listener, settings.unstoredEvents());
    outbox = new Outbox(timers, session, Pacer.Settings.standard(), serving::isServing, lease);
    RequestIds ids = new RequestIds();
    queries = new Queries(settings, timers, outbox, loader, ids);
    time = new VenueTime(settings, clock, ledger, background);
    recovery =
        new Recovery(
            ledger,
            background,
            timers,
            loader,
            queries,
            inbox,
            time,
            () -> this.keeper().recovered());
    census = new Census(timers, queries, this::censusEnded);
    inspection = new Inspection(settings, timers, queries, inbox, serving);
    MarketRules rules = new MarketRules(settings, timers, outbox);
    contracts = new ContractFinder(settings, ledger, background, timers, outbox, ids, time, rules);
    marketData = new MarketData(settings, timers, outbox, ids, alarms);
    ChainQuestions chainQuestions =
        new ChainQuestions(settings, timers, outbox, ids, rules, contracts);
    chains =
        new Chains(settings, timers, outbox, serving, time, contracts, marketData, chainQuestions);
    LateFees lateFees = new LateFees(ledger, background, timers, loader);
    OrderCallbacks callbacks =
        new OrderCallbacks(settings, clock, register, loader, inbox, lateFees, alarms);
    AccountFunds funds = new AccountFunds(settings, outbox, ids);
    WhatIfs whatIfs = new WhatIfs(timers, outbox, () -> this.waves().isIdle());
    Callbacks dispatch =
        new Callbacks(
            callbacks,
            queries,
            contracts,
            rules,
            marketData,
            time,
            recovery,
            outbox,
            whatIfs,
            funds,
            chainQuestions);
    whatIfs.takeIdsFrom(
        new WhatIfIds(
            ledger,
            background,
            register,
            dispatch::orderIdFloor,
            last -> dispatch.nextOrderId(last + 1),
            whatIfs::pump));
    MarginGate margin =
        new MarginGate(
            settings,
            timers,
            contracts,
            marketData,
            time,
            funds,
            whatIfs,
            register,
            () -> serving.isServing() && this.waves().isIdle());
    waves =
        new Waves(
            settings,
            clock,
            timers,
            ledger,
            background,
            register,
            loader,
            outbox,
            recovery,
            time,
            dispatch::orderIdFloor,
            lease,
            this::seekProof,
            this::newSession);
    VenueHours hours = new VenueHours(settings, timers, contracts, time);
    marketWatch = new MarketWatch(settings, timers, serving, marketData, hours);
    entries =
        new Entries(
            settings,
            timers,
            register,
            loader,
            inbox,
            serving,
            contracts,
            marketData,
            time,
            waves,
            hours,
            new PlacingChooser(settings, ledger, background, marketData),
            margin);
    Predicate<OrderRef> mayStillBeIntended =
        ref -> waves.isUnderWay(ref) || entries.isUnderWay(ref);
    placements = new Placements(settings, timers, register, loader, serving, waves);
    cancels =
        new Cancels(
            settings,
            timers,
            session,
            serving,
            register,
            loader,
            outbox,
            waves,
            mayStillBeIntended);
    proofs =
        new ProofSeeker(
            settings,
            timers,
            ledger,
            background,
            queries,
            census,
            recovery,
            time,
            register,
            cancels::again,
            this::advance,
            this::newSession);
    snapshots =
        new Snapshots(
            settings, timers, register, loader, waves, serving, proofs, mayStillBeIntended);
    keeper =
        new SessionKeeper(
            settings,
            timers,
            session,
            serving,
            outbox,
            queries,
            recovery,
            contracts,
            marketData,
            time,
            proofs,
            dispatch,
            alarms,
            margin,
            chains,
            listener,
            this::advance);
    inbox.afterCommit(this::committed);
    inbox.whenFull(this::inboxIsFull);
  }

  private void heard(SessionEvent event) {
    if (event instanceof SessionEvent.Received(var message)) {
      inspection.on(message);
    }
    keeper.on(event);
  }

  private void seekProof(TrackedOrder order) {
    if (serving.isServing()) {
      proofs.seek(order);
    }
  }

  private Waves waves() {
    return waves;
  }

  private SessionKeeper keeper() {
    return keeper;
  }

  /** Loads what is open, then connects. */
  public void start() {
    step(this::loadOpen);
  }

  private void loadOpen() {
    loader.loadOpen(
        failure -> {
          if (stopped) {
            return;
          }
          if (failure != null) {
            LOG.error("The ledger did not tell the open orders; asked again in {}", RETRY, failure);
            timers.after(RETRY, this::loadOpen);
          } else {
            LOG.info("{} orders are open in the ledger; connecting", register.open().size());
            session.start(timers.now());
          }
        });
  }

  /** Closes the connection and does nothing any more. Orders stay as they are at the venue. */
  public void stop() {
    stopped = true;
    entries.stop();
    session.stop();
  }

  @Override
  public boolean isHere() {
    return !stopped;
  }

  @Override
  public void expect(ExecutionRequest request) {
    entries.expect(request);
    settle();
  }

  @Override
  public CompletableFuture<EntryAnswer> enter(EntryPlan plan, Duration within) {
    return enter(plan, timers.now() + within.toNanos());
  }

  /**
   * @param notAfter on the desk's monotonic clock; later not a byte is written
   */
  public CompletableFuture<EntryAnswer> enter(EntryPlan plan, long notAfter) {
    CompletableFuture<EntryAnswer> answer = entries.enter(plan, notAfter);
    answer.whenComplete((a, failure) -> advance());
    settle();
    return answer;
  }

  @Override
  public CompletableFuture<PlaceAnswer> place(List<OrderIntent> wave) {
    CompletableFuture<PlaceAnswer> answer = placements.place(wave);
    answer.whenComplete((a, failure) -> advance());
    settle();
    return answer;
  }

  @Override
  public CompletableFuture<Void> cancel(Collection<OrderRef> refs, String reason) {
    CompletableFuture<Void> answer = cancels.cancel(refs, reason);
    settle();
    return answer;
  }

  @Override
  public CompletableFuture<OrderSnapshot> snapshot(Collection<OrderRef> refs) {
    CompletableFuture<OrderSnapshot> answer = snapshots.snapshot(refs);
    settle();
    return answer;
  }

  @Override
  public CompletableFuture<Void> settled(Collection<OrderRef> refs) {
    CompletableFuture<Void> answer = new CompletableFuture<>();
    loader.readSettled(
        refs,
        failure -> {
          if (failure == null) {
            advance();
            answer.complete(null);
          } else {
            answer.completeExceptionally(failure);
          }
        });
    settle();
    return answer;
  }

  @Override
  public CompletableFuture<Map<Instrument, Quote>> quotes(Collection<Instrument> instruments) {
    if (!serving.isServing()) {
      return CompletableFuture.failedFuture(new DeskUnavailable(serving.why()));
    }
    long spell = serving.spell();
    CompletableFuture<Map<Instrument, Quote>> answer =
        marketData
            .quotes(instruments, settings.quotesWithin())
            .thenCompose(quotes -> unlessInterrupted(spell, quotes));
    settle();
    return answer;
  }

  /** A session that went away meanwhile took its quotes along: nobody knows that there are none. */
  private CompletableFuture<Map<Instrument, Quote>> unlessInterrupted(
      long spell, Map<Instrument, Quote> quotes) {
    return serving.isServing() && serving.spell() == spell
        ? CompletableFuture.completedFuture(quotes)
        : CompletableFuture.failedFuture(
            new DeskUnavailable("the session was interrupted: " + serving.why()));
  }

  @Override
  public CompletableFuture<Optional<Instrument>> find(ContractSpec contract) {
    if (!serving.isServing()) {
      return CompletableFuture.failedFuture(new DeskUnavailable(serving.why()));
    }
    CompletableFuture<Optional<Instrument>> answer =
        contracts
            .find(contract)
            .thenCompose(
                found ->
                    switch (found) {
                      case ContractFinder.Found.One(Instrument one) ->
                          CompletableFuture.completedFuture(Optional.of(one));
                      case ContractFinder.Found.NotOne ignored ->
                          CompletableFuture.completedFuture(Optional.empty());
                      case ContractFinder.Found.NoAnswer(String why) ->
                          CompletableFuture.failedFuture(new DeskUnavailable(why));
                    });
    settle();
    return answer;
  }

  @Override
  public CompletableFuture<MarketAnswer> awaitMarket(
      Map<String, NeededMarket> needed, Duration within) {
    CompletableFuture<MarketAnswer> answer = marketWatch.await(needed, within);
    settle();
    return answer;
  }

  @Override
  public CompletableFuture<Map<Long, BigDecimal>> positions() {
    CompletableFuture<Map<Long, BigDecimal>> answer = new CompletableFuture<>();
    queries.ask(
        Queries.Kind.POSITIONS,
        timers.stamp(),
        told -> {
          if (told.complete()) {
            answer.complete(queries.latestPositions());
          } else {
            answer.completeExceptionally(new DeskUnavailable("the positions were not told"));
          }
        });
    settle();
    return answer;
  }

  @Override
  public CompletableFuture<BrokerCensus> census() {
    CompletableFuture<BrokerCensus> answer = inspection.take();
    settle();
    return answer;
  }

  @Override
  public CompletableFuture<Map<String, ChainReading>> chains(
      String watcher, Map<String, ChainWish> wishes) {
    Map<String, ChainReading> readings = chains.read(watcher, wishes);
    settle();
    return CompletableFuture.completedFuture(readings);
  }

  @Override
  public CompletableFuture<Void> endChains(String watcher) {
    chains.end(watcher);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletableFuture<DeskHealth> health() {
    return CompletableFuture.completedFuture(
        new DeskHealth(
            serving.session(),
            serving.why(),
            outbox.size(),
            keeper.sinceLastMessage(),
            register.highestOrderId(),
            register.open().size(),
            inbox.size(),
            inbox.isFailing(),
            marketData.lines(),
            time.offset()));
  }

  @Override
  public void connected(long connection) {
    step(() -> session.onConnected(connection, timers.now()));
  }

  @Override
  public void received(long connection, ByteBuffer bytes) {
    step(() -> session.onBytes(connection, bytes, timers.now()));
  }

  @Override
  public void closed(long connection, String detail) {
    step(() -> session.onClosed(connection, detail, timers.now()));
  }

  /** Something happens, such as the result of background work. */
  public void step(Runnable what) {
    what.run();
    settle();
  }

  /** Time has passed. */
  public void onTick() {
    timers.runDue();
    if (session.nextTickNanos() <= timers.now()) {
      session.onTick(timers.now());
    }
    settle();
  }

  /** When {@link #onTick} must be called at the latest; {@link Long#MAX_VALUE} for never. */
  public long nextDeadline() {
    return Math.min(
        timers.nextDeadline(), Math.min(session.nextTickNanos(), outbox.nextDeadline()));
  }

  private void settle() {
    outbox.pump();
    inbox.flush();
  }

  private void inboxIsFull(String why) {
    queries.dropped();
    timers.after(Duration.ZERO, () -> keeper.giveUpUntilStored(why));
  }

  private void committed() {
    if (inbox.isEmpty()) {
      keeper.stored();
    }
    recovery.check();
    inspection.check();
    advance();
  }

  private void censusEnded() {
    advance();
  }

  private void advance() {
    otherClients.check();
    proofs.concludeProven();
    snapshots.advance();
  }

  private void newSession(String why) {
    timers.after(Duration.ZERO, () -> keeper.restart(why));
  }
}
