package dev.legwork.simulator.gateway;

import dev.legwork.simulator.broker.Brokerage;
import dev.legwork.simulator.broker.Ledger;
import dev.legwork.simulator.broker.Outside;
import dev.legwork.simulator.contracts.Instrument;
import dev.legwork.simulator.contracts.Instruments;
import dev.legwork.simulator.faults.FaultRule;
import dev.legwork.simulator.faults.Faults;
import dev.legwork.simulator.journal.Journal;
import dev.legwork.simulator.journal.JournalEntry;
import dev.legwork.simulator.market.Board;
import dev.legwork.simulator.market.Market;
import dev.legwork.simulator.market.Quote;
import dev.legwork.simulator.orders.Reception;
import dev.legwork.tws.message.ClientMessage;
import dev.legwork.tws.message.ServerMessage.ErrorMessage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A simulated IB Gateway with everything behind it: contracts, quotes, matching, accounts, margin,
 * journal and faults.
 *
 * <p>Single-threaded and deterministic: time comes with every input, randomness with the market's
 * seed, and answers go to a {@link VenueOutput}. The same inputs give the same answers, whether a
 * socket or a simulation drives it.
 */
public final class Venue {
  private static final long PNL_EVERY_MS = 1_000;
  private static final long SUMMARY_EVERY_MS = 180_000;

  private final Market market;
  private final VenueOutput output;
  private final Faults faults = new Faults();
  private final Instruments instruments = new Instruments();
  private final Sessions sessions = new Sessions();
  private final Set<Integer> posted = new HashSet<>();
  private final Brokerage brokerage;
  private final VenueClock clock;
  private final Timers timers;
  private final Floor floor;
  private final Intake intake;
  private final GatewayFaults gatewayFaults;
  private final AccountRequests accounts;

  /**
   * @param nanos monotonic time of the first input
   * @param wallTime wall-clock time now
   */
  public Venue(
      VenueSettings settings,
      Market market,
      Journal journal,
      VenueOutput output,
      long nanos,
      Instant wallTime) {
    this.market = market;
    this.output = output;
    this.timers = new Timers(nanos);
    var ledger = new Ledger(journal, settings.accounts(), settings.cash());
    market.contracts().forEach(instruments::list);
    ledger.listed().forEach(instruments::list);
    Opening opening = Opening.of(settings, market, ledger, wallTime);
    this.clock = new VenueClock(nanos, opening.venueTime(), opening.marketTime(), settings.speed());
    this.brokerage =
        new Brokerage(ledger, instruments, new Board(), market.hours(), opening.venueTime());
    var outbox = new Outbox(output, faults, timers, sessions);
    this.floor = new Floor(brokerage, clock, timers, sessions, outbox);
    var reader = new ContractReader(brokerage);
    var quotes = new QuoteRequests(floor, reader, settings.marketDataLines());
    var orders = new OrderRequests(floor, new OrderReader(brokerage, reader, settings.sizes()));
    this.accounts = new AccountRequests(floor);
    var orderFaults = new OrderFaults(floor);
    var connectivity = new Connectivity(floor, quotes);
    this.gatewayFaults = new GatewayFaults(floor, quotes, connectivity);
    var requests =
        new Requests(floor, new ContractRequests(floor, reader), quotes, orders, accounts);
    this.intake =
        new Intake(floor, faults, requests, orders, connectivity, orderFaults, gatewayFaults);
    outbox.strike(strike(orderFaults));
    brokerage.listener(new OrderEvents(floor, quotes, accounts));
    open(opening);
  }

  private void open(Opening opening) {
    if (opening.newSession()) {
      brokerage.ledger().record(opening.entry());
      brokerage.endSession();
    }
    market.advance(clock.marketTime(), this::quoted);
    brokerage.advance(clock.venueTime());
    repeat(PNL_EVERY_MS, accounts::refreshPnl);
    repeat(SUMMARY_EVERY_MS, accounts::refreshSummaries);
  }

  private void repeat(long millis, Runnable task) {
    timers.in(
        millis,
        () -> {
          task.run();
          repeat(millis, task);
        });
  }

  private Outbox.Strike strike(OrderFaults orderFaults) {
    return new Outbox.Strike() {
      @Override
      public void happen(FaultRule rule, Session session) {
        gatewayFaults.happen(rule, session);
      }

      @Override
      public void correct(FaultRule rule, Map<String, String> facts) {
        orderFaults.correctLater(rule, facts);
      }

      @Override
      public void overFill(FaultRule rule, Map<String, String> facts) {
        orderFaults.overFillLater(rule, Long.parseLong(facts.get("permId")));
      }

      @Override
      public void charge(String execId, BigDecimal commission) {
        brokerage.mishaps().charge(execId.substring(0, execId.lastIndexOf('.')), commission);
      }
    };
  }

  /** A client's handshake is complete. */
  public void connected(long nanos, long connection) {
    advance(nanos);
    if (gatewayFaults.down()) {
      output.close(connection);
    } else {
      sessions.add(new Session(connection, clock.venueTime()));
    }
  }

  /** A client's message was read. */
  public void received(long nanos, long connection, ClientMessage message, Reception reception) {
    advance(nanos);
    Session session = sessions.get(connection);
    if (session == null || session.closing) {
      return;
    }
    if (session.stall != null) {
      session.stall.requests.add(() -> intake.take(session, message, reception));
    } else {
      intake.take(session, message, reception);
    }
  }

  /** A client sent what is no message. */
  public void malformed(long nanos, long connection, String problem) {
    advance(nanos);
    Session session = sessions.get(connection);
    if (session != null) {
      floor
          .outbox()
          .send(session, new ErrorMessage(-1, 320, "Error reading request. " + problem), Map.of());
    }
  }

  /**
   * A client's socket is closed and everything it had sent was received; its id is free, unless the
   * gateway does not notice.
   */
  public void disconnected(long nanos, long connection) {
    advance(nanos);
    Session session = sessions.get(connection);
    if (session != null && session.stall != null) {
      session.stall.gone = true;
    } else {
      sessions.remove(connection);
    }
  }

  /** Brings time forward: timers run, orders expire, quotes come. */
  public void advance(long nanos) {
    clock.advance(nanos);
    brokerage.advance(clock.venueTime());
    timers.advance(nanos);
    market.advance(clock.marketTime(), this::quoted);
  }

  private void quoted(Instrument instrument, Quote quote) {
    if (!posted.contains(instrument.conId())) {
      brokerage.quote(instrument, quote);
    }
  }

  /** Monotonic time at which {@link #advance} has something to do, ns. */
  public long nextDue() {
    long due =
        Math.min(timers.next(), market.next().map(clock::whenMarketIs).orElse(Long.MAX_VALUE));
    Instant expiry = brokerage.nextExpiry();
    if (expiry.equals(Instant.MAX)) {
      return due;
    }
    long wait = Math.max(0, Duration.between(clock.venueTime(), expiry).toNanos());
    return Math.min(due, timers.now() + wait);
  }

  /**
   * Sets a contract's quote from outside; the market's own quotes of it are ignored from then on. A
   * new contract is listed and remembered.
   */
  public void post(Instrument instrument, Quote quote) {
    if (instruments.list(instrument)) {
      brokerage.ledger().record(new JournalEntry.Listed(instrument));
    }
    posted.add(instrument.conId());
    brokerage.quote(instruments.byConId(instrument.conId()), quote);
  }

  /**
   * Lets something happen in an account that no client of the test asked for. A new contract is
   * listed and remembered.
   *
   * @throws IllegalArgumentException if it cannot happen
   */
  public void happen(Outside event) {
    if (brokerage.ledger().account(event.account()) == null) {
      throw new IllegalArgumentException("is not an account of this venue");
    }
    if (instruments.list(event.instrument())) {
      brokerage.ledger().record(new JournalEntry.Listed(event.instrument()));
    }
    brokerage.outside().happen(event);
  }

  /** Lets the market quote again what was posted; what is displayed stays until it does. */
  public void releasePosted() {
    posted.clear();
  }

  /** Adds a fault, or lets it happen if it is for now. */
  public void add(FaultRule rule) {
    if (rule.on().equals(FaultRule.NOW)) {
      intake.now(rule);
    } else {
      faults.add(rule);
    }
  }

  /** Sets an account's deposit, USD; a change of it is paid in or out. */
  public void deposit(String account, BigDecimal cash) {
    brokerage.ledger().record(new JournalEntry.Deposited(account, cash));
  }

  public Faults faults() {
    return faults;
  }

  /** The truth behind the gateway. */
  public Brokerage brokerage() {
    return brokerage;
  }

  public VenueClock clock() {
    return clock;
  }

  /** A connected client. */
  public record Client(long connection, int clientId, Instant since) {}

  /** Who is connected; client id −1 before startApi. */
  public List<Client> clients() {
    return sessions.all().stream()
        .map(session -> new Client(session.connection, session.clientId, session.connectedAt))
        .toList();
  }
}
