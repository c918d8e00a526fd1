package dev.legwork.tws.session;

import dev.legwork.tws.codec.ClientDecoder;
import dev.legwork.tws.codec.Frame;
import dev.legwork.tws.codec.FrameReader;
import dev.legwork.tws.codec.Handshake;
import dev.legwork.tws.codec.MalformedFrame;
import dev.legwork.tws.codec.MalformedMessage;
import dev.legwork.tws.codec.ServerHello;
import dev.legwork.tws.message.ClientMessage;
import dev.legwork.tws.message.ServerMessage;
import dev.legwork.tws.message.ServerMessage.ErrorMessage;
import dev.legwork.tws.message.ServerMessage.ManagedAccounts;
import dev.legwork.tws.message.ServerMessage.NextValidId;
import dev.legwork.tws.session.SessionEvent.FatalReason;
import dev.legwork.tws.session.SessionEvent.LossReason;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client's session with TWS as a state machine: the owner's one thread brings it the transport's
 * events and the time, it answers with writes to the transport and events to the listener. It holds
 * no thread and reads no clock. It connects, shakes hands, becomes ready when both the accounts and
 * the next order id have come, asks for the time as a heartbeat, and connects again after every
 * loss until it is stopped or fails for good.
 *
 * <p>All times are nanoseconds of one monotonic clock.
 */
public final class TwsSession {
  private static final Logger LOG = LoggerFactory.getLogger(TwsSession.class);
  private static final int CONNECTIVITY_LOST = 1100;
  private static final int NOT_LOST = 0;

  private final SessionSettings settings;
  private final Transport transport;
  private final SessionEvent.Listener listener;
  private final ClientDecoder decoder = new ClientDecoder();
  private final Outbox out;
  private final Heartbeat heartbeat;

  private SessionState state = SessionState.STOPPED;
  private FrameReader in = new FrameReader();
  private long connection;
  private int port;
  private int clientId;
  private int failures;
  private long deadline;
  private long latest;
  private String connectionTime = "";
  private List<String> accounts;
  private Integer nextValidId;

  /** The code by which TWS said so, the graver one of two. */
  private int brokerLost;

  /** A session that is not started yet. */
  public TwsSession(SessionSettings settings, Transport transport, SessionEvent.Listener listener) {
    this.settings = settings;
    this.transport = transport;
    this.listener = listener;
    this.out = new Outbox(transport);
    this.heartbeat = new Heartbeat(settings.heartbeat().toNanos());
  }

  /** Starts connecting. */
  public void start(long nowNanos) {
    startAs(settings.clientId(), nowNanos);
  }

  /** Starts connecting under another client id, until it is stopped. */
  public void startAs(int withClientId, long nowNanos) {
    if (state != SessionState.STOPPED) {
      throw new IllegalStateException("session is " + state);
    }
    clientId = withClientId;
    latest = nowNanos;
    failures = 0;
    port = settings.port();
    connect(nowNanos);
  }

  /** Closes the connection and stays closed; nothing is told to the listener. */
  public void stop() {
    state = SessionState.STOPPED;
    connection++;
    transport.close();
  }

  /** Where it stands. */
  public SessionState state() {
    return state;
  }

  /** Whether messages can be sent. */
  public boolean isReady() {
    return state == SessionState.READY && !out.hasFailed();
  }

  /** Whether TWS itself reported that it lost IBKR and has not reported its return. */
  public boolean isBrokerConnectivityLost() {
    return brokerLost != NOT_LOST;
  }

  /** Takes it for returned although TWS said nothing: the next loss is told again. */
  public void assumeBrokerConnectivity() {
    brokerLost = NOT_LOST;
  }

  /** When {@link #onTick} must be called at the latest; {@link Long#MAX_VALUE} for never. */
  public long nextTickNanos() {
    return switch (state) {
      case STOPPED, FAILED -> Long.MAX_VALUE;
      case READY -> out.hasFailed() ? latest : heartbeat.nextActionNanos();
      case CONNECTING, HELLO_SENT, STARTING, WAITING -> deadline;
    };
  }

  /**
   * Sends messages together, in one write.
   *
   * @return {@code NOT_WRITTEN} whenever the session is not ready
   * @throws dev.legwork.tws.codec.UnencodableMessage if one cannot be encoded; none is sent then
   */
  public WriteResult send(List<? extends ClientMessage> messages) {
    if (!isReady()) {
      return WriteResult.NOT_WRITTEN;
    }
    // A failure ends the connection at the next tick: the caller must know the result first.
    return out.write(messages);
  }

  /** Sends one message. */
  public WriteResult send(ClientMessage message) {
    return send(List.of(message));
  }

  /** The transport is connected. */
  public void onConnected(long ofConnection, long nowNanos) {
    latest = nowNanos;
    if (ofConnection != connection || state != SessionState.CONNECTING) {
      return;
    }
    state = SessionState.HELLO_SENT;
    if (transport.write(Handshake.clientHello()) != WriteResult.WRITTEN) {
      lose(LossReason.WRITE_FAILED, "the hello could not be written", nowNanos);
    }
  }

  /** Bytes came, cut anyhow. */
  public void onBytes(long ofConnection, ByteBuffer bytes, long nowNanos) {
    latest = nowNanos;
    if (!isCurrent(ofConnection)) {
      return;
    }
    heartbeat.heard();
    in.feed(bytes);
    try {
      for (Frame f = in.poll(); f != null; f = in.poll()) {
        handle(f, nowNanos);
        if (!isCurrent(ofConnection)) {
          return; // what follows belongs to a connection that was just given up
        }
      }
    } catch (MalformedFrame e) {
      lose(LossReason.MALFORMED_STREAM, e.getMessage(), nowNanos);
    }
  }

  /** The connection ended, or could not be made. */
  public void onClosed(long ofConnection, String detail, long nowNanos) {
    latest = nowNanos;
    if (!isCurrent(ofConnection)) {
      return;
    }
    if (out.hasFailed()) {
      lose(LossReason.WRITE_FAILED, out.failure(), nowNanos);
    } else if (state == SessionState.CONNECTING) {
      lose(LossReason.CONNECT_FAILED, detail, nowNanos);
    } else {
      lose(LossReason.CLOSED, detail, nowNanos);
    }
  }

  /** Time has passed: sends what is due and gives up what is overdue. */
  public void onTick(long nowNanos) {
    latest = nowNanos;
    switch (state) {
      case STOPPED, FAILED -> {}
      case WAITING -> {
        if (nowNanos >= deadline) {
          connect(nowNanos);
        }
      }
      case CONNECTING, HELLO_SENT, STARTING -> {
        if (nowNanos >= deadline) {
          lose(LossReason.HANDSHAKE_TIMEOUT, "still " + state, nowNanos);
        }
      }
      case READY -> keepAlive(nowNanos);
    }
  }

  private void keepAlive(long nowNanos) {
    if (!out.hasFailed() && heartbeat.isSilent(nowNanos)) {
      lose(LossReason.SILENT, "no byte came for two heartbeats", nowNanos);
      return;
    }
    if (!out.hasFailed() && heartbeat.isDue(nowNanos)) {
      heartbeat.sent(nowNanos);
      out.write(List.of(new ClientMessage.ReqCurrentTime()));
    }
    if (out.hasFailed()) {
      lose(LossReason.WRITE_FAILED, out.failure(), nowNanos);
    }
  }

  private boolean isCurrent(long ofConnection) {
    return ofConnection == connection
        && switch (state) {
          case CONNECTING, HELLO_SENT, STARTING, READY -> true;
          case STOPPED, WAITING, FAILED -> false;
        };
  }

  private void connect(long nowNanos) {
    state = SessionState.CONNECTING;
    connection++;
    in = new FrameReader();
    accounts = null;
    nextValidId = null;
    brokerLost = NOT_LOST;
    out.reset();
    deadline = nowNanos + settings.handshakeTimeout().toNanos();
    transport.connect(connection, settings.host(), port);
  }

  private void handle(Frame frame, long nowNanos) {
    if (state == SessionState.HELLO_SENT) {
      greet(frame, nowNanos);
      return;
    }
    ServerMessage message;
    try {
      message = decoder.decode(frame);
    } catch (MalformedMessage e) {
      LOG.warn("A message of TWS could not be read and is left out; reading goes on", e);
      listener.on(new SessionEvent.Unreadable(e));
      return;
    }
    long before = connection;
    tell(message);
    if (isCurrent(before)) {
      react(message, nowNanos);
    }
  }

  /** What the listener fails over is lost to it as if nobody could have read it. */
  private void tell(ServerMessage message) {
    try {
      listener.on(new SessionEvent.Received(message));
    } catch (RuntimeException e) {
      LOG.error("{} could not be handled and is left out; reading goes on", message, e);
      listener.on(new SessionEvent.Unreadable(e));
    }
  }

  private void greet(Frame frame, long nowNanos) {
    ServerHello hello;
    try {
      hello = Handshake.decodeServerHello(frame);
    } catch (MalformedMessage e) {
      lose(LossReason.MALFORMED_STREAM, e.getMessage(), nowNanos);
      return;
    }
    if (hello.version() != Handshake.VERSION) {
      fail(hello);
      return;
    }
    connectionTime = hello.connectionTime();
    state = SessionState.STARTING;
    out.write(List.of(new ClientMessage.StartApi(clientId, "")));
    if (out.hasFailed()) {
      lose(LossReason.WRITE_FAILED, out.failure(), nowNanos);
    }
  }

  private void react(ServerMessage message, long nowNanos) {
    switch (message) {
      case ManagedAccounts m -> {
        accounts = m.accounts();
        becomeReady(nowNanos);
      }
      case NextValidId m -> {
        nextValidId = m.orderId();
        becomeReady(nowNanos);
      }
      case ErrorMessage m -> reactToError(m, nowNanos);
      default -> {}
    }
  }

  private void becomeReady(long nowNanos) {
    if (state == SessionState.STARTING && accounts != null && nextValidId != null) {
      state = SessionState.READY;
      failures = 0;
      heartbeat.start(nowNanos);
      LOG.info("Ready as client {} for accounts {}", clientId, accounts);
      listener.on(new SessionEvent.Ready(nextValidId, accounts, connectionTime));
    }
  }

  private void reactToError(ErrorMessage error, long nowNanos) {
    switch (error.code()) {
      case 326 -> lose(LossReason.CLIENT_ID_IN_USE, error.text(), nowNanos);
      case CONNECTIVITY_LOST, 2110 -> {
        // 1100 after 2110 is a loss of its own: only 2110 may end without a word.
        if (brokerLost == NOT_LOST
            || (error.code() == CONNECTIVITY_LOST && brokerLost != CONNECTIVITY_LOST)) {
          brokerLost = error.code();
          listener.on(new SessionEvent.ConnectivityLost(error.code(), error.text()));
        }
      }
      case 1101, 1102 -> {
        brokerLost = NOT_LOST;
        listener.on(new SessionEvent.ConnectivityRestored(error.code() == 1101));
      }
      case 1300 -> {
        port = PortNotice.port(error.text()).orElse(port);
        lose(LossReason.PORT_CHANGED, error.text(), nowNanos);
      }
      default -> {}
    }
  }

  private void lose(LossReason reason, String detail, long nowNanos) {
    boolean wasReady = state == SessionState.READY;
    if (reason == LossReason.CONNECT_FAILED) {
      port =
          settings.port(); // a port that was announced did not answer: back to the configured one
    }
    failures++;
    long wait = backoff(reason).nanosAfter(failures);
    close(SessionState.WAITING);
    deadline = nowNanos + wait;
    Duration retryIn = Duration.ofNanos(wait);
    LOG.warn("Session lost ({}: {}); connecting again in {}", reason, detail, retryIn);
    listener.on(new SessionEvent.Lost(reason, detail, wasReady, retryIn));
  }

  private Backoff backoff(LossReason reason) {
    // TWS often closes without saying 326 when the client id is in use.
    boolean closedAtStart = reason == LossReason.CLOSED && state == SessionState.STARTING;
    return closedAtStart || reason == LossReason.CLIENT_ID_IN_USE
        ? settings.clientIdInUse()
        : settings.reconnect();
  }

  private void fail(ServerHello hello) {
    close(SessionState.FAILED);
    String detail =
        "the server answered version "
            + hello.version()
            + " ("
            + hello.connectionTime()
            + "), only "
            + Handshake.VERSION
            + " is spoken here";
    LOG.error("Session failed for good: {}", detail);
    listener.on(new SessionEvent.Fatal(FatalReason.UNSUPPORTED_SERVER_VERSION, detail));
  }

  private void close(SessionState next) {
    state = next;
    out.reset();
    transport.close();
  }
}
