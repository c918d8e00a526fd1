package dev.legwork.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpenTradesTest {
  private final Map<String, String> answers = new HashMap<>();
  private final List<String> told = new ArrayList<>();
  private final CountDownLatch silence = new CountDownLatch(1);
  private boolean silent;
  private HttpServer api;

  @BeforeEach
  void listen() throws IOException {
    api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    api.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    api.createContext("/", this::answer);
    api.start();
  }

  @AfterEach
  void stop() {
    silence.countDown();
    api.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    if (silent) {
      await();
    }
    String known = answers.get(exchange.getRequestURI().toString());
    byte[] body = (known == null ? "{\"executions\":[]}" : known).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private void await() {
    try {
      silence.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tell() {
    OpenTrades.tell("http://127.0.0.1:" + api.getAddress().getPort(), told::add);
  }

  private void inState(String state, String id) {
    answers.put(
        "/api/executions?limit=20&state=" + state,
        "{\"executions\":[{\"id\":\"%s\",\"state\":\"%s\"}]}".formatted(id, state));
  }

  @Test
  void saysWhenTheBrokerEndsTheOrdersOfATradeThatNobodyWatches() {
    inState("WORKING", "rest-6");
    answers.put(
        "/api/executions/rest-6",
        """
        {"id": "rest-6", "timeouts": {"total": "PT5M"}, "timeline": [
          {"at": "2026-11-22T01:45:00.100Z", "event": "PLACING"},
          {"at": "2026-11-22T01:45:18.200Z", "event": "WORKING"},
          {"at": "2026-11-22T01:45:19.000Z", "event": "FILL"}]}
        """);

    tell();

    assertThat(told)
        .containsExactly(
            "rest-6 is WORKING; nobody watches it until the next start;"
                + " its entry orders end at the broker by 2026-11-22T01:50:49Z");
  }

  @Test
  void namesTradesThatHaveSentNothingAndThoseOfWhichNoTimeIsKnown() {
    inState("AWAITING_LOCK", "waits-1");
    inState("UNWINDING", "goes-back-1");

    tell();

    assertThat(told)
        .containsExactly(
            "goes-back-1 is UNWINDING; nobody watches it until the next start",
            "waits-1 is AWAITING_LOCK; nobody watches it until the next start;"
                + " nothing was sent, it goes on then");
  }

  @Test
  void saysNothingWhereNothingIsOpen() {
    tell();

    assertThat(told).isEmpty();
  }

  @Test
  void isNotHeldUpByAnApiThatDoesNotAnswer() {
    silent = true;

    tell();

    assertThat(told).isEmpty();
  }

  @Test
  void isNotHeldUpByAnApiThatIsGone() {
    api.stop(0);

    tell();

    assertThat(told).isEmpty();
  }
}
