package dev.legwork.tws.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.legwork.tws.codec.ClientHello;
import dev.legwork.tws.message.ClientMessage.CancelOrder;
import dev.legwork.tws.message.ClientMessage.ReqCurrentTime;
import dev.legwork.tws.message.ClientMessage.ReqOpenOrders;
import dev.legwork.tws.message.ClientMessage.StartApi;
import dev.legwork.tws.message.ServerMessage.ErrorMessage;
import dev.legwork.tws.message.ServerMessage.ManagedAccounts;
import dev.legwork.tws.message.ServerMessage.NextValidId;
import dev.legwork.tws.message.ServerMessage.OpenOrderEnd;
import dev.legwork.tws.session.SessionEvent.LossReason;
import dev.legwork.tws.session.SessionEvent.Lost;
import dev.legwork.tws.session.SessionEvent.Ready;
import dev.legwork.tws.session.SessionEvent.Received;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Session and transport together on a real socket, driven by an event loop in the test. */
@Timeout(180)
class SocketSessionTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final BlockingQueue<Runnable> loop = new LinkedBlockingQueue<>();
  private final List<SessionEvent> events = new ArrayList<>();
  private LoopbackVenue venue;
  private SocketTransport transport;
  private TwsSession session;

  @BeforeEach
  void openVenue() throws Exception {
    venue = new LoopbackVenue();
    transport =
        new SocketTransport(
            new TransportEvents() {
              @Override
              public void connected(long connection) {
                loop.add(() -> session.onConnected(connection, System.nanoTime()));
              }

              @Override
              public void received(long connection, ByteBuffer bytes) {
                loop.add(() -> session.onBytes(connection, bytes, System.nanoTime()));
              }

              @Override
              public void closed(long connection, String detail) {
                loop.add(() -> session.onClosed(connection, detail, System.nanoTime()));
              }
            });
    session = newSession(Duration.ofSeconds(30));
  }

  private TwsSession newSession(Duration heartbeat) {
    Backoff quick = new Backoff(Duration.ofMillis(20), Duration.ofMillis(100));
    SessionSettings settings =
        new SessionSettings(
            "127.0.0.1", venue.port(), 7, heartbeat, Duration.ofSeconds(20), quick, quick);
    return new TwsSession(settings, transport, events::add);
  }

  @AfterEach
  void close() throws Exception {
    session.stop();
    venue.close();
  }

  @Test
  void shakesHandsSendsWavesAndReceives() throws Exception {
    LoopbackVenue.Peer peer = ready();
    assertThat(session.send(List.of(new ReqOpenOrders(), new CancelOrder(7))))
        .isEqualTo(WriteResult.WRITTEN);
    assertThat(peer.next()).isEqualTo(new ReqOpenOrders());
    assertThat(peer.next()).isEqualTo(new CancelOrder(7));
    peer.send(new OpenOrderEnd());
    await(new Received(new OpenOrderEnd())::equals);
  }

  @Test
  void connectsAgainAfterTheServerClosed() throws Exception {
    ready().close();
    Lost lost = (Lost) await(Lost.class::isInstance);
    assertThat(lost.reason()).isEqualTo(LossReason.CLOSED);
    assertThat(lost.wasReady()).isTrue();
    assertThat(session.send(new CancelOrder(7))).isEqualTo(WriteResult.NOT_WRITTEN);
    events.clear();
    answerStart(run(venue::peer));
    await(Ready.class::isInstance);
  }

  @Test
  void halfOpenConnectionIsNoticedAndReplaced() throws Exception {
    session = newSession(Duration.ofMillis(300));
    LoopbackVenue.Peer silent = ready();
    Lost lost = (Lost) await(Lost.class::isInstance);
    assertThat(lost.reason()).isEqualTo(LossReason.SILENT);
    assertThat(silent.next()).isEqualTo(new ReqCurrentTime());
    assertThatThrownBy(silent::next).hasMessageContaining("the client closed the connection");
    answerStart(run(venue::peer));
    await(Ready.class::isInstance);
  }

  @Test
  void triesTheSameClientIdAgainWhileItIsInUse() throws Exception {
    session.start(System.nanoTime());
    try (LoopbackVenue.Peer first = venue.peer()) {
      run(first::shakeHands);
      assertThat(run(first::next)).isEqualTo(new StartApi(7, ""));
      first.send(new ErrorMessage(-1, 326, "client id is in use"));
      Lost lost = (Lost) await(Lost.class::isInstance);
      assertThat(lost.reason()).isEqualTo(LossReason.CLIENT_ID_IN_USE);
    }
    answerStart(run(venue::peer));
    await(Ready.class::isInstance);
  }

  @Test
  void keepsTryingWhileNobodyListens() throws Exception {
    venue.close();
    session.start(System.nanoTime());
    turnUntil(() -> events.size() >= 3);
    assertThat(events).allMatch(e -> ((Lost) e).reason() == LossReason.CONNECT_FAILED);
  }

  @Test
  void nothingIsWrittenOverConnectionThatWasReset() throws Exception {
    LoopbackVenue.Peer peer = ready();
    peer.reset();
    // The reader thread has noticed the reset, and its news waits in the loop, unread.
    Runnable closed = loop.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertThat(closed).isNotNull();
    assertThat(session.isReady()).isTrue();
    assertThat(session.send(new CancelOrder(7))).isEqualTo(WriteResult.NOT_WRITTEN);
    closed.run();
    assertThat(((Lost) await(Lost.class::isInstance)).reason()).isEqualTo(LossReason.WRITE_FAILED);
  }

  @Test
  void writeThatStopsInTheMiddleIsUnknownAndClosesTheConnection() throws Exception {
    LoopbackVenue.Peer peer = ready(); // which does not read any more
    WriteResult result = WriteResult.WRITTEN;
    byte[] chunk = new byte[8 * 1024 * 1024];
    for (int i = 0; i < 50 && result == WriteResult.WRITTEN; i++) {
      result = transport.write(ByteBuffer.wrap(chunk));
    }
    assertThat(result).isEqualTo(WriteResult.UNKNOWN);
    assertThat(transport.write(ByteBuffer.wrap(chunk))).isEqualTo(WriteResult.NOT_WRITTEN);
    await(Lost.class::isInstance);
    peer.close();
  }

  @Test
  void threadsEndWithTheirConnections() throws Exception {
    ready();
    session.stop();
    turnUntil(() -> socketThreads() == 0);
  }

  private static long socketThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("tws-socket-"))
        .count();
  }

  private LoopbackVenue.Peer ready() throws Exception {
    session.start(System.nanoTime());
    LoopbackVenue.Peer peer = venue.peer();
    answerStart(peer);
    await(Ready.class::isInstance);
    assertThat(session.isReady()).isTrue();
    events.clear();
    return peer;
  }

  private void answerStart(LoopbackVenue.Peer peer) throws Exception {
    assertThat(run(peer::shakeHands)).isEqualTo(new ClientHello(100, 178, ""));
    assertThat(run(peer::next)).isEqualTo(new StartApi(7, ""));
    peer.send(new ManagedAccounts(List.of("DU1")), new NextValidId(101));
  }

  private interface Task<T> {
    T run() throws Exception;
  }

  /** Runs the venue's side in a thread of its own while the loop turns. */
  private <T> T run(Task<T> task) throws Exception {
    var result = new FutureTask<T>(task::run);
    Thread.ofPlatform().daemon().start(result);
    turnUntil(result::isDone);
    return result.get();
  }

  private SessionEvent await(Predicate<SessionEvent> wanted) throws InterruptedException {
    SessionEvent[] found = new SessionEvent[1];
    turnUntil(
        () -> {
          found[0] = events.stream().filter(wanted).findFirst().orElse(null);
          return found[0] != null;
        });
    return found[0];
  }

  private void turnUntil(BooleanSupplier done) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!done.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("waited in vain; events so far: " + events);
      }
      Runnable next = loop.poll(10, TimeUnit.MILLISECONDS);
      if (next != null) {
        next.run();
      }
      session.onTick(System.nanoTime());
    }
  }
}
