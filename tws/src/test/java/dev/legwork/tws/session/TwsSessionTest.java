package dev.legwork.tws.session;

import static dev.legwork.tws.session.ScriptedTransport.bytes;
import static dev.legwork.tws.session.ScriptedTransport.hello;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.legwork.tws.codec.ClientHello;
import dev.legwork.tws.codec.MalformedMessage;
import dev.legwork.tws.codec.UnencodableMessage;
import dev.legwork.tws.message.ClientMessage.*;
import dev.legwork.tws.message.ServerMessage.CurrentTime;
import dev.legwork.tws.message.ServerMessage.ErrorMessage;
import dev.legwork.tws.message.ServerMessage.ManagedAccounts;
import dev.legwork.tws.message.ServerMessage.NextValidId;
import dev.legwork.tws.message.ServerMessage.OpenOrderEnd;
import dev.legwork.tws.session.ScriptedTransport.Close;
import dev.legwork.tws.session.ScriptedTransport.Connect;
import dev.legwork.tws.session.SessionEvent.*;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TwsSessionTest {
  private static final NextValidId NEXT_ID = new NextValidId(101);
  private static final ManagedAccounts ACCOUNTS = new ManagedAccounts(List.of("DU1"));
  private static final Ready READY = new Ready(101, List.of("DU1"), "20261121 10:00:00 EST");
  private static final Connect CONNECT = new Connect("gateway", 4002);

  private final SessionSettings settings =
      new SessionSettings(
          "gateway",
          4002,
          7,
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          new Backoff(Duration.ofMillis(250), Duration.ofSeconds(2)),
          new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(2)));
  private final ScriptedTransport transport = new ScriptedTransport();
  private final List<SessionEvent> events = new ArrayList<>();
  private final TwsSession session = new TwsSession(settings, transport, events::add);
  private long now = 1_000_000_000L;

  @Test
  void becomesReadyWhenAccountsAndNextIdHaveBothCome() {
    session.start(now);
    session.onConnected(transport.connection, now);
    receive(hello(178));
    assertThat(transport.drain())
        .containsExactly(CONNECT, new ClientHello(100, 178, ""), new StartApi(7, ""));
    receive(bytes(NEXT_ID));
    assertThat(session.state()).isEqualTo(SessionState.STARTING);
    receive(bytes(ACCOUNTS));
    assertThat(session.isReady()).isTrue();
    assertThat(events).containsExactly(new Received(NEXT_ID), new Received(ACCOUNTS), READY);
  }

  @Test
  void readyDoesNotDependOnTheOrderOrTheCutOfTheBytes() {
    session.start(now);
    session.onConnected(transport.connection, now);
    ErrorMessage notice = new ErrorMessage(-1, 2104, "farm is OK");
    ByteBuffer all = ByteBuffer.allocate(1000);
    all.put(hello(178)).put(bytes(ACCOUNTS, notice, NEXT_ID)).flip();
    while (all.hasRemaining()) {
      receive(ByteBuffer.wrap(new byte[] {all.get()}));
    }
    assertThat(events)
        .containsExactly(
            new Received(ACCOUNTS), new Received(notice), new Received(NEXT_ID), READY);
  }

  @Test
  void sendsNothingBeforeReady() {
    ReqOpenOrders request = new ReqOpenOrders();
    assertThat(session.send(request)).isEqualTo(WriteResult.NOT_WRITTEN);
    session.start(now);
    assertThat(session.send(request)).isEqualTo(WriteResult.NOT_WRITTEN);
    session.onConnected(transport.connection, now);
    assertThat(session.send(request)).isEqualTo(WriteResult.NOT_WRITTEN);
    receive(hello(178));
    receive(bytes(NEXT_ID));
    assertThat(session.send(request)).isEqualTo(WriteResult.NOT_WRITTEN);
    assertThat(transport.drain())
        .containsExactly(CONNECT, new ClientHello(100, 178, ""), new StartApi(7, ""));
  }

  @Test
  void waveLeavesInOneWrite() {
    ready();
    List<CancelOrder> wave = List.of(new CancelOrder(1), new CancelOrder(2));
    assertThat(session.send(wave)).isEqualTo(WriteResult.WRITTEN);
    assertThat(transport.drain()).containsExactly(wave);
  }

  @Test
  void waveWithMessageThatCannotBeEncodedLeavesNotAtAll() {
    ready();
    assertThatThrownBy(
            () -> session.send(List.of(new CancelOrder(1), new CancelOrder(2, "\u00e9"))))
        .isInstanceOf(UnencodableMessage.class);
    assertThat(transport.drain()).isEmpty();
    assertThat(session.send(new CancelOrder(3))).isEqualTo(WriteResult.WRITTEN);
    assertThat(transport.drain()).containsExactly(new CancelOrder(3));
  }

  @Test
  void anyOtherServerVersionIsFatal() {
    session.start(now);
    session.onConnected(transport.connection, now);
    receive(hello(187));
    assertThat(events).singleElement().isInstanceOf(Fatal.class);
    assertThat(((Fatal) events.get(0)).reason()).isEqualTo(FatalReason.UNSUPPORTED_SERVER_VERSION);
    assertThat(session.state()).isEqualTo(SessionState.FAILED);
    transport.drain();
    passSeconds(100);
    assertThat(transport.drain()).isEmpty();
    assertThat(session.nextTickNanos()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void asksForTheTimeEveryInterval() {
    ready();
    passSeconds(4);
    assertThat(transport.drain()).isEmpty();
    passSeconds(1);
    assertThat(transport.drain()).containsExactly(new ReqCurrentTime());
    receive(bytes(new CurrentTime(1795255200L)));
    passSeconds(5);
    assertThat(transport.drain()).containsExactly(new ReqCurrentTime());
    assertThat(session.isReady()).isTrue();
  }

  @Test
  void silentConnectionIsGivenUpAfterTwoIntervals() {
    ready();
    receive(bytes(new OpenOrderEnd()));
    events.clear();
    passSeconds(9);
    assertThat(session.isReady()).isTrue();
    passSeconds(1);
    assertLost(LossReason.SILENT, true, Duration.ofMillis(250));
    assertThat(transport.drain()).containsExactly(new ReqCurrentTime(), new Close());
  }

  @Test
  void anyByteKeepsTheConnectionAlive() {
    ready();
    for (int i = 0; i < 20; i++) {
      passSeconds(4);
      receive(ByteBuffer.wrap(new byte[] {0}));
      passSeconds(4);
      receive(ByteBuffer.wrap(new byte[] {0, 0, 5, '5', '3', 0, '1', 0}));
      assertThat(session.isReady()).isTrue();
    }
    assertThat(events).hasSize(20).containsOnly(new Received(new OpenOrderEnd()));
  }

  @Test
  void clientIdInUseRetriesTheSameIdWithItsOwnBackoff() {
    starting();
    receive(bytes(new ErrorMessage(-1, 326, "client id is in use")));
    assertLost(LossReason.CLIENT_ID_IN_USE, false, Duration.ofSeconds(1));
    transport.drain();
    passSeconds(1);
    assertThat(transport.drain()).containsExactly(CONNECT);
    session.onConnected(transport.connection, now);
    receive(hello(178));
    assertThat(transport.drain()).contains(new StartApi(7, ""));
    receive(bytes(new ErrorMessage(-1, 326, "client id is in use")));
    assertLost(LossReason.CLIENT_ID_IN_USE, false, Duration.ofSeconds(2));
  }

  @Test
  void closeDuringTheStartWaitsAsForClientIdInUse() {
    starting();
    session.onClosed(transport.connection, "closed by the server", now);
    assertLost(LossReason.CLOSED, false, Duration.ofSeconds(1));
  }

  @Test
  void waitsLongerAfterEachFailureUpToTheCapAndForgetsThemWhenReady() {
    session.start(now);
    List<Duration> waits = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      session.onClosed(transport.connection, "refused", now);
      Lost lost = (Lost) events.get(i);
      assertThat(lost.reason()).isEqualTo(LossReason.CONNECT_FAILED);
      waits.add(lost.retryIn());
      now += lost.retryIn().toNanos() - 1;
      session.onTick(now);
      assertThat(session.state()).isEqualTo(SessionState.WAITING);
      session.onTick(++now);
      assertThat(session.state()).isEqualTo(SessionState.CONNECTING);
    }
    assertThat(waits.stream().map(Duration::toMillis))
        .containsExactly(250L, 500L, 1000L, 2000L, 2000L, 2000L);
    session.onConnected(transport.connection, now);
    receive(hello(178));
    receive(bytes(NEXT_ID, ACCOUNTS));
    events.clear();
    session.onClosed(transport.connection, "closed by the server", now);
    assertLost(LossReason.CLOSED, true, Duration.ofMillis(250));
  }

  @Test
  void startThatTakesTooLongIsGivenUp() {
    starting();
    receive(bytes(NEXT_ID));
    passSeconds(10);
    assertLost(LossReason.HANDSHAKE_TIMEOUT, false, Duration.ofMillis(250));
  }

  @Test
  void eventsOfAnEarlierConnectionAreIgnored() {
    ready();
    long old = transport.connection;
    session.onClosed(old, "closed by the server", now);
    passSeconds(1);
    events.clear();
    session.onBytes(old, bytes(NEXT_ID), now);
    session.onClosed(old, "late", now);
    session.onConnected(old, now);
    assertThat(events).isEmpty();
    assertThat(session.state()).isEqualTo(SessionState.CONNECTING);
  }

  @Test
  void secondConnectionNeedsBothAnswersAgain() {
    ready();
    session.onClosed(transport.connection, "closed by the server", now);
    passSeconds(1);
    session.onConnected(transport.connection, now);
    receive(hello(178));
    receive(bytes(NEXT_ID));
    assertThat(session.isReady()).isFalse();
    receive(bytes(ACCOUNTS));
    assertThat(session.isReady()).isTrue();
  }

  @Test
  void lostConnectivityAndItsReturnAreToldAndTheConnectionStays() {
    ready();
    ErrorMessage lost = new ErrorMessage(-1, 1100, "lost");
    ErrorMessage restored = new ErrorMessage(-1, 1102, "restored");
    ErrorMessage restoredWithoutData = new ErrorMessage(-1, 1101, "restored");
    receive(bytes(lost, lost));
    assertThat(session.isBrokerConnectivityLost()).isTrue();
    receive(bytes(restored, restoredWithoutData));
    assertThat(session.isBrokerConnectivityLost()).isFalse();
    assertThat(events)
        .containsExactly(
            new Received(lost),
            new ConnectivityLost(1100, "lost"),
            new Received(lost),
            new Received(restored),
            new ConnectivityRestored(false),
            new Received(restoredWithoutData),
            new ConnectivityRestored(true));
    receive(bytes(new ErrorMessage(-1, 2110, "broken")));
    assertThat(events).endsWith(new ConnectivityLost(2110, "broken"));
    assertThat(session.isReady()).isTrue();
  }

  @Test
  void followsAnAnnouncedPortAndComesBackWhenNobodyAnswersThere() {
    ready();
    receive(bytes(new ErrorMessage(-1, 1300, "Please reconnect on the new port - 7500.")));
    assertLost(LossReason.PORT_CHANGED, true, Duration.ofMillis(250));
    transport.drain();
    passSeconds(1);
    assertThat(transport.drain()).containsExactly(new Connect("gateway", 7500));
    session.onClosed(transport.connection, "refused", now);
    transport.drain();
    passSeconds(1);
    assertThat(transport.drain()).containsExactly(CONNECT);
  }

  @Test
  void failedWriteIsAnsweredFirstAndEndsTheConnectionAtTheNextTick() {
    ready();
    transport.nextResult = WriteResult.UNKNOWN;
    assertThat(session.send(new CancelOrder(1))).isEqualTo(WriteResult.UNKNOWN);
    assertThat(events).isEmpty();
    assertThat(session.send(new CancelOrder(2))).isEqualTo(WriteResult.NOT_WRITTEN);
    assertThat(session.nextTickNanos()).isLessThanOrEqualTo(now);
    session.onTick(now);
    assertLost(LossReason.WRITE_FAILED, true, Duration.ofMillis(250));
  }

  @Test
  void messageThatCannotBeReadIsToldAndReadingGoesOn() {
    ready();
    ByteBuffer two = ByteBuffer.allocate(100);
    two.putInt(4).put(new byte[] {'9', 0, '1', 0}).put(bytes(new OpenOrderEnd())).flip();
    receive(two);
    assertThat(events).hasSize(2);
    assertThat(events.get(0))
        .isInstanceOfSatisfying(
            Unreadable.class,
            unreadable ->
                assertThat(unreadable.failure())
                    .isInstanceOfSatisfying(
                        MalformedMessage.class,
                        failure -> assertThat(failure.field()).isEqualTo("orderId")));
    assertThat(events.get(1)).isEqualTo(new Received(new OpenOrderEnd()));
  }

  @Test
  void messageThatTheListenerFailsOverIsToldAsUnreadAndReadingGoesOn() {
    OpenOrderEnd end = new OpenOrderEnd();
    List<SessionEvent> seen = new ArrayList<>();
    TwsSession failing =
        new TwsSession(
            settings,
            transport,
            event -> {
              seen.add(event);
              if (event.equals(new Received(new CurrentTime(1795255200L)))) {
                throw new IllegalStateException("a defect");
              }
            });
    failing.start(now);
    failing.onConnected(transport.connection, now);
    failing.onBytes(transport.connection, hello(178), now);
    failing.onBytes(transport.connection, bytes(NEXT_ID, ACCOUNTS), now);
    seen.clear();

    failing.onBytes(transport.connection, bytes(new CurrentTime(1795255200L), end), now);

    assertThat(seen).hasSize(3);
    assertThat(seen.get(1)).isInstanceOf(Unreadable.class);
    assertThat(seen.get(2)).isEqualTo(new Received(end));
  }

  @Test
  void tellsALossOfTheBrokerThatFollowsABrokenServerLinkOnce() {
    ready();
    for (int code : new int[] {2110, 2110, 1100, 1100, 2110}) {
      receive(bytes(new ErrorMessage(-1, code, "lost")));
    }
    assertThat(events.stream().filter(ConnectivityLost.class::isInstance))
        .containsExactly(new ConnectivityLost(2110, "lost"), new ConnectivityLost(1100, "lost"));
  }

  @Test
  void streamThatCannotBeCutIsGivenUp() {
    ready();
    receive(ByteBuffer.allocate(4).putInt(Integer.MAX_VALUE).flip());
    assertLost(LossReason.MALFORMED_STREAM, true, Duration.ofMillis(250));
  }

  @Test
  void serverThatDoesNotSpeakTheProtocolIsGivenUp() {
    session.start(now);
    session.onConnected(transport.connection, now);
    receive(ByteBuffer.wrap("HTTP/1.1 400 Bad Request".getBytes()));
    assertLost(LossReason.MALFORMED_STREAM, false, Duration.ofMillis(250));
  }

  @Test
  void stoppedSessionStaysSilentAndCanStartAgain() {
    ready();
    session.stop();
    passSeconds(100);
    receive(bytes(NEXT_ID));
    assertThat(events).isEmpty();
    assertThat(transport.drain()).containsExactly(new Close());
    session.start(now);
    assertThat(transport.drain()).containsExactly(CONNECT);
  }

  @Test
  void nothingMoreIsToldAfterTheListenerStoppedTheSession() {
    List<SessionEvent> seen = new ArrayList<>();
    TwsSession[] stopping = new TwsSession[1];
    stopping[0] =
        new TwsSession(
            settings,
            transport,
            event -> {
              seen.add(event);
              stopping[0].stop();
            });
    stopping[0].start(now);
    stopping[0].onConnected(transport.connection, now);
    stopping[0].onBytes(transport.connection, hello(178), now);
    stopping[0].onBytes(transport.connection, bytes(NEXT_ID, ACCOUNTS), now);
    assertThat(seen).containsExactly(new Received(NEXT_ID));
  }

  private void starting() {
    session.start(now);
    session.onConnected(transport.connection, now);
    receive(hello(178));
  }

  private void ready() {
    starting();
    receive(bytes(NEXT_ID, ACCOUNTS));
    assertThat(session.isReady()).isTrue();
    events.clear();
    transport.drain();
  }

  private void receive(ByteBuffer chunk) {
    session.onBytes(transport.connection, chunk, now);
  }

  private void passSeconds(int seconds) {
    for (int i = 0; i < seconds * 10; i++) {
      now += 100_000_000L;
      session.onTick(now);
    }
  }

  private void assertLost(LossReason reason, boolean wasReady, Duration retryIn) {
    Lost lost = (Lost) events.get(events.size() - 1);
    assertThat(lost.reason()).isEqualTo(reason);
    assertThat(lost.wasReady()).isEqualTo(wasReady);
    assertThat(lost.retryIn()).isEqualTo(retryIn);
    assertThat(session.isReady()).isFalse();
  }
}
