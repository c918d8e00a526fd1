package dev.legwork.desk;

import dev.legwork.tws.codec.ClientHelloReader;
import dev.legwork.tws.codec.Frame;
import dev.legwork.tws.codec.FrameReader;
import dev.legwork.tws.codec.FrameWriter;
import dev.legwork.tws.codec.Handshake;
import dev.legwork.tws.codec.ServerDecoder;
import dev.legwork.tws.codec.ServerEncoder;
import dev.legwork.tws.codec.ServerHello;
import dev.legwork.tws.message.ClientMessage;
import dev.legwork.tws.message.ServerMessage;
import dev.legwork.tws.session.Transport;
import dev.legwork.tws.session.WriteResult;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The venue's end of the transport: speaks real bytes, answers questions from what the test says
 * exists, and keeps every write as the list of messages it was.
 */
final class ScriptedVenue implements Transport {
  static final int RULE = 26;

  /** What was written, write by write. */
  final List<List<ClientMessage>> writes = new ArrayList<>();

  /** Messages it never answers. */
  final Set<Class<? extends ClientMessage>> mute = new HashSet<>();

  /** What it answers to questions. */
  final List<ServerMessage> openOrders = new ArrayList<>();

  final List<ServerMessage.CompletedOrder> completedOrders = new ArrayList<>();
  final List<ServerMessage.ExecDetails> executions = new ArrayList<>();
  final List<ServerMessage.Position> positions = new ArrayList<>();
  final Map<Long, ServerMessage.ContractDetails> contracts = new LinkedHashMap<>();
  final Map<Integer, String[]> quotes = new LinkedHashMap<>();

  /** Classes of options, answered to a question for them; its request number is filled in. */
  final List<ServerMessage.SecDefOptParams> optionClasses = new ArrayList<>();

  /** Errors instead of quotes, by contract number. */
  final Map<Integer, Integer> quoteErrors = new LinkedHashMap<>();

  /** How many quote subscriptions may stand at once. */
  int lines = Integer.MAX_VALUE;

  /** How many it refused beyond that. */
  int refusedLines;

  /** Contract numbers of the quote subscriptions that stand, by request number. */
  final Map<Integer, Integer> subscribed = new LinkedHashMap<>();

  /** What it answers to a what-if, in turn: by default margins that are no trouble. */
  Function<ClientMessage.PlaceOrder, List<ServerMessage>> whatIf =
      ask -> List.of(Rows.whatIf(ask, "1000"));

  /** Null: the question for account values is not answered. */
  String availableFunds = "100000";

  int nextValidId = 1;
  String account = DeskRig.ACCOUNT;

  /** What becomes of writes of orders from now on. */
  WriteResult ordersAre = WriteResult.WRITTEN;

  int sessions;

  /** Client ids that somebody else sits on. */
  final Set<Integer> clientIdsInUse = new HashSet<>();

  /** Client ids that asked for a session, in turn. */
  final List<Integer> clientIds = new ArrayList<>();

  boolean namesAccounts = true;

  /** Whether it tells of the executions of all clients when it is asked to. */
  boolean answersWideQuestions = true;

  private final VirtualClock clock;
  private final Deque<byte[]> toDesk = new ArrayDeque<>();
  private final ServerEncoder encoder = new ServerEncoder();
  private final ServerDecoder decoder = new ServerDecoder();
  private ClientHelloReader hello;
  private FrameReader frames;
  private boolean greeted;
  long connection;
  private boolean connecting;
  boolean refuseConnections;

  ScriptedVenue(VirtualClock clock) {
    this.clock = clock;
  }

  @Override
  public void connect(long newConnection, String host, int port) {
    connection = newConnection;
    hello = new ClientHelloReader();
    frames = new FrameReader();
    greeted = false;
    connecting = true;
    subscribed.clear();
    toDesk.clear();
  }

  @Override
  public WriteResult write(ByteBuffer bytes) {
    if (!greeted) {
      if (hello.feed(bytes).isPresent()) {
        greeted = true;
        FrameWriter out = new FrameWriter();
        Handshake.encode(new ServerHello(Handshake.VERSION, "20261120 10:00:00 EST"), out);
        send(out);
      }
      return WriteResult.WRITTEN;
    }
    List<ClientMessage> messages = decode(bytes);
    boolean hasOrders = messages.stream().anyMatch(ClientMessage.PlaceOrder.class::isInstance);
    if (hasOrders && ordersAre != WriteResult.WRITTEN) {
      return ordersAre;
    }
    writes.add(messages);
    messages.stream().filter(m -> !mute.contains(m.getClass())).forEach(this::answer);
    return WriteResult.WRITTEN;
  }

  private List<ClientMessage> decode(ByteBuffer bytes) {
    List<ClientMessage> messages = new ArrayList<>();
    frames.feed(bytes);
    for (Frame frame = frames.poll(); frame != null; frame = frames.poll()) {
      messages.add(decoder.decode(frame));
    }
    return messages;
  }

  private void answer(ClientMessage message) {
    switch (message) {
      case ClientMessage.StartApi start -> {
        clientIds.add(start.clientId());
        if (clientIdsInUse.contains(start.clientId())) {
          say(new ServerMessage.ErrorMessage(-1, 326, "client id in use"));
          return;
        }
        sessions++;
        if (namesAccounts) {
          say(new ServerMessage.ManagedAccounts(List.of(account, "DU999")));
        }
        say(new ServerMessage.NextValidId(nextValidId));
      }
      case ClientMessage.ReqCurrentTime ask ->
          say(new ServerMessage.CurrentTime(clock.venueNow().getEpochSecond()));
      case ClientMessage.ReqIds ask -> say(new ServerMessage.NextValidId(nextValidId));
      case ClientMessage.ReqAllOpenOrders ask -> {
        openOrders.forEach(this::say);
        say(new ServerMessage.OpenOrderEnd());
      }
      case ClientMessage.ReqCompletedOrders ask -> {
        completedOrders.forEach(this::say);
        say(new ServerMessage.CompletedOrdersEnd());
      }
      case ClientMessage.ReqExecutions ask -> {
        boolean wide = ask.clientId() == 0;
        if (!wide || answersWideQuestions) {
          executions.stream()
              .filter(row -> wide || row.clientId() == ask.clientId())
              .forEach(row -> say(Rows.answering(ask.reqId(), row)));
          say(new ServerMessage.ExecDetailsEnd(ask.reqId()));
        }
      }
      case ClientMessage.ReqPositions ask -> {
        positions.forEach(this::say);
        say(new ServerMessage.PositionEnd());
      }
      case ClientMessage.ReqContractDetails ask -> {
        contracts.values().stream()
            .filter(row -> Rows.matches(ask.contract(), row.contract()))
            .forEach(
                row ->
                    say(
                        new ServerMessage.ContractDetails(
                            ask.reqId(), row.contract(), row.details())));
        say(new ServerMessage.ContractDetailsEnd(ask.reqId()));
      }
      case ClientMessage.ReqMarketRule ask ->
          say(
              new ServerMessage.MarketRule(
                  ask.marketRuleId(),
                  List.of(
                      new dev.legwork.tws.message.PriceIncrement(
                          BigDecimal.ZERO, new BigDecimal("0.01")))));
      case ClientMessage.PlaceOrder ask -> {
        if (ask.order().whatIf()) {
          whatIf.apply(ask).forEach(this::say);
        }
      }
      case ClientMessage.ReqAccountSummary ask -> {
        if (availableFunds != null) {
          say(
              new ServerMessage.AccountSummary(
                  ask.reqId(), account, "AvailableFunds", availableFunds, "USD"));
        }
        say(new ServerMessage.AccountSummaryEnd(ask.reqId()));
      }
      case ClientMessage.ReqSecDefOptParams ask -> {
        optionClasses.stream()
            .filter(row -> row.underlyingConId() == ask.underlyingConId())
            .forEach(row -> say(Rows.answering(ask.reqId(), row)));
        say(new ServerMessage.SecDefOptParamsEnd(ask.reqId()));
      }
      case ClientMessage.ReqMktData ask -> subscribe(ask.reqId(), ask.contract().conId());
      case ClientMessage.CancelMktData ask -> subscribed.remove(ask.reqId());
      default -> {}
    }
  }

  private void subscribe(int reqId, int conId) {
    Integer error = quoteErrors.get(conId);
    if (error != null) {
      say(new ServerMessage.ErrorMessage(reqId, error, "no quotes, by script"));
    } else if (subscribed.size() >= lines) {
      refusedLines++;
      say(new ServerMessage.ErrorMessage(reqId, 101, "Max number of tickers has been reached"));
    } else {
      subscribed.put(reqId, conId);
      quote(reqId, conId);
    }
  }

  private void quote(int reqId, int conId) {
    String[] quote = quotes.get(conId);
    if (quote != null) {
      if (quote[0] != null) {
        say(tick(reqId, 1, quote[0], quote[1]));
      }
      if (quote[2] != null) {
        say(tick(reqId, 2, quote[2], quote[3]));
      }
    }
  }

  private static ServerMessage tick(int reqId, int type, String price, String size) {
    return new ServerMessage.TickPrice(reqId, type, new BigDecimal(price), new BigDecimal(size), 0);
  }

  @Override
  public void close() {
    connecting = false;
    toDesk.clear();
  }

  /** Sends a message, which arrives when the rig lets it. */
  void say(ServerMessage message) {
    FrameWriter out = new FrameWriter();
    encoder.encode(message, out);
    send(out);
  }

  private void send(FrameWriter out) {
    ByteBuffer frame = out.frames();
    byte[] bytes = new byte[frame.remaining()];
    frame.get(bytes);
    toDesk.add(bytes);
  }

  /** Lets the desk have the oldest thing that is on its way; false if there is none. */
  boolean deliver(DeskCore core) {
    if (connecting && !refuseConnections) {
      connecting = false;
      core.connected(connection);
      return true;
    }
    byte[] bytes = toDesk.poll();
    if (bytes != null) {
      core.received(connection, ByteBuffer.wrap(bytes));
    }
    return bytes != null;
  }

  /** The messages of orders, write by write; other writes are left out. */
  List<List<String>> orderWrites() {
    return writes.stream()
        .map(write -> write.stream().map(Rows::command).filter(c -> c != null).toList())
        .filter(write -> !write.isEmpty())
        .toList();
  }

  /** The number of the latest quote subscription of a contract. */
  int quoteRequest(int conId) {
    return writes.stream()
        .flatMap(List::stream)
        .filter(ClientMessage.ReqMktData.class::isInstance)
        .map(ClientMessage.ReqMktData.class::cast)
        .filter(ask -> ask.contract().conId() == conId)
        .mapToInt(ClientMessage.ReqMktData::reqId)
        .reduce((earlier, later) -> later)
        .orElseThrow();
  }

  /** What was asked as what-if, in turn. */
  List<ClientMessage.PlaceOrder> whatIfs() {
    return writes.stream()
        .flatMap(List::stream)
        .filter(ClientMessage.PlaceOrder.class::isInstance)
        .map(ClientMessage.PlaceOrder.class::cast)
        .filter(place -> place.order().whatIf())
        .toList();
  }

  /** How many messages of a kind were written. */
  long count(Class<? extends ClientMessage> kind) {
    return writes.stream().flatMap(List::stream).filter(kind::isInstance).count();
  }

  /** The order id under which a reference was written. */
  int orderIdOf(String ref) {
    return writes.stream()
        .flatMap(List::stream)
        .filter(ClientMessage.PlaceOrder.class::isInstance)
        .map(ClientMessage.PlaceOrder.class::cast)
        .filter(place -> place.order().orderRef().equals(ref))
        .findFirst()
        .orElseThrow()
        .orderId();
  }
}
