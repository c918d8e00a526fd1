package dev.legwork.simulator.gateway;

import dev.legwork.simulator.contracts.Instrument;
import dev.legwork.simulator.contracts.MarketRule;
import dev.legwork.simulator.contracts.Right;
import dev.legwork.simulator.faults.FaultRule;
import dev.legwork.simulator.faults.FaultVerb;
import dev.legwork.simulator.journal.Journal;
import dev.legwork.simulator.market.Market;
import dev.legwork.simulator.market.Quote;
import dev.legwork.simulator.market.ScriptMarket;
import dev.legwork.simulator.orders.Reception;
import dev.legwork.simulator.orders.SizeLimits;
import dev.legwork.tws.message.ClientMessage;
import dev.legwork.tws.message.OrderField;
import dev.legwork.tws.message.ServerMessage;
import dev.legwork.tws.message.TwsContract;
import dev.legwork.tws.message.TwsOrder;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A venue under a virtual clock, driven by messages without sockets. */
public final class VenueHarness implements VenueOutput {
  public static final Instant START = Instant.parse("2026-11-23T15:00:00Z");
  public static final LocalDate EXPIRY = LocalDate.of(2026, 12, 18);
  public static final String ACCOUNT = "DU1000001";
  public static final Instrument TWX = Instrument.stock("TWX");
  public static final Instrument CALL = option("70", Right.CALL);
  public static final Instrument PUT = option("70", Right.PUT);

  public final Venue venue;
  private final Map<Long, List<ServerMessage>> sent = new HashMap<>();
  private final Set<Long> closed = new HashSet<>();
  private long nanos = 1_000_000_000L;
  private long connections;

  public VenueHarness() {
    this(Journal.inMemory());
  }

  public VenueHarness(Journal journal) {
    this(journal, new ScriptMarket(), START);
  }

  public VenueHarness(Journal journal, Market market, Instant wallTime) {
    this(journal, market, wallTime, SizeLimits.USUAL);
  }

  VenueHarness(SizeLimits sizes) {
    this(Journal.inMemory(), new ScriptMarket(), START, sizes);
  }

  VenueHarness(int marketDataLines) {
    this(Journal.inMemory(), new ScriptMarket(), START, SizeLimits.USUAL, marketDataLines);
  }

  private VenueHarness(Journal journal, Market market, Instant wallTime, SizeLimits sizes) {
    this(journal, market, wallTime, sizes, VenueSettings.LINES);
  }

  private VenueHarness(
      Journal journal, Market market, Instant wallTime, SizeLimits sizes, int lines) {
    var settings =
        new VenueSettings(
            7,
            VenueSettings.PAPER_ACCOUNTS,
            VenueSettings.CASH,
            null,
            BigDecimal.ONE,
            sizes,
            lines);
    venue = new Venue(settings, market, journal, this, nanos, wallTime);
  }

  public static Instrument option(String strike, Right right) {
    return Instrument.option("TWX", EXPIRY, new BigDecimal(strike), right, MarketRule.PENNY_OPTION);
  }

  @Override
  public void send(long connection, ServerMessage message) {
    sent.computeIfAbsent(connection, c -> new ArrayList<>()).add(message);
  }

  @Override
  public void close(long connection) {
    closed.add(connection);
  }

  /** Connects a client and returns its connection; what it was greeted with is forgotten. */
  public long client(int clientId) {
    long connection = connect(clientId);
    sent.remove(connection);
    return connection;
  }

  public long connect(int clientId) {
    long connection = ++connections;
    venue.connected(nanos, connection);
    request(connection, new ClientMessage.StartApi(clientId, ""));
    return connection;
  }

  public void disconnect(long connection) {
    venue.disconnected(nanos, connection);
  }

  public void request(long connection, ClientMessage message) {
    venue.received(nanos, connection, message, new Reception(nanos, nanos / 1000));
  }

  /** A request, and what is sent to the client for it at once. */
  public List<ServerMessage> ask(long connection, ClientMessage message) {
    sent.remove(connection);
    request(connection, message);
    return taken(connection);
  }

  /** What was sent to the client since it was last asked. */
  public List<ServerMessage> taken(long connection) {
    List<ServerMessage> messages = sent.remove(connection);
    return messages == null ? List.of() : messages;
  }

  public boolean closed(long connection) {
    return closed.contains(connection);
  }

  /** Lets time pass, stopping wherever the venue has something to do. */
  public void pass(Duration duration) {
    long end = nanos + duration.toNanos();
    while (venue.nextDue() < end) {
      nanos = Math.max(nanos, venue.nextDue());
      venue.advance(nanos);
    }
    nanos = end;
    venue.advance(nanos);
  }

  public void quote(Instrument instrument, String bid, long bidSize, String ask, long askSize) {
    venue.post(
        instrument,
        Quote.of(
            price(bid),
            price(bid) == null ? 0 : bidSize,
            price(ask),
            price(ask) == null ? 0 : askSize));
  }

  private static BigDecimal price(String text) {
    return text == null ? null : new BigDecimal(text);
  }

  public void fault(String on, Map<String, String> match, FaultVerb verb) {
    fault(on, match, verb, 0, null);
  }

  public void fault(String on, Map<String, String> match, FaultVerb verb, int times, Long millis) {
    venue.add(
        new FaultRule(
            on, match, verb, times, 0, millis, null, null, null, null, null, null, false));
  }

  public void fault(FaultRule rule) {
    venue.add(rule);
  }

  public static ClientMessage.PlaceOrder place(
      int id, Instrument instrument, String side, long quantity, String limit) {
    return place(id, instrument, side, quantity, limit, UnaryOperator.identity());
  }

  public static ClientMessage.PlaceOrder place(
      int id,
      Instrument instrument,
      String side,
      long quantity,
      String limit,
      UnaryOperator<TwsOrder.Builder> more) {
    return new ClientMessage.PlaceOrder(
        id, contract(instrument), more.apply(order(id, side, quantity, limit)).build());
  }

  public static TwsOrder.Builder order(int id, String side, long quantity, String limit) {
    return TwsOrder.builder()
        .action(side)
        .totalQuantity(BigDecimal.valueOf(quantity))
        .orderType(limit == null ? "MKT" : "LMT")
        .lmtPrice(price(limit))
        .tif("DAY")
        .account(ACCOUNT)
        .orderRef("ref-" + id)
        .set(OrderField.TRANSMIT, true);
  }

  public static TwsContract contract(Instrument instrument) {
    return TwsContract.byConId(instrument.conId(), "SMART");
  }

  /** What was sent, in words short enough to compare. */
  public static List<String> words(List<ServerMessage> messages) {
    return messages.stream().map(VenueHarness::word).toList();
  }

  private static String word(ServerMessage message) {
    return switch (message) {
      case ServerMessage.OpenOrder m -> "openOrder " + m.orderId() + " " + m.state().status();
      case ServerMessage.OrderStatus m ->
          "status " + m.orderId() + " " + m.status() + " " + m.filled() + "/" + m.remaining();
      case ServerMessage.ExecDetails m ->
          "exec "
              + m.orderId()
              + " "
              + m.side()
              + " "
              + m.shares()
              + "@"
              + m.price().toPlainString();
      case ServerMessage.CommissionReport m -> "commission " + m.commission();
      case ServerMessage.ErrorMessage m -> "error " + m.id() + " " + m.code();
      default -> Names.of(message);
    };
  }
}
