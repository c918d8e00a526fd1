package dev.legwork.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
  private static final String UNKNOWN = "which trades are open could not be found out";

  private final Map<String, String> answers = new HashMap<>();
  private final List<String> told = new ArrayList<>();
  private final CountDownLatch silence = new CountDownLatch(1);
  private String silentOn = "never";
  private int status = 200;
  private Duration grace = Duration.ofSeconds(30);

  /** No test of what is told is about how fast this machine is. */
  private Duration patience = Duration.ofMinutes(1);

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
    if (exchange.getRequestURI().toString().contains(silentOn)) {
      await();
    }
    String known = answers.get(exchange.getRequestURI().toString());
    byte[] body = (known == null ? "{\"executions\":[]}" : known).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length);
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

  private String url() {
    return "http://127.0.0.1:" + api.getAddress().getPort();
  }

  private void tell() {
    OpenTrades.tell(url(), grace, patience, told::add);
  }

  private void inState(String state, String id) {
    answers.put(
        "/api/executions?limit=20&state=" + state,
        "{\"executions\":[{\"id\":\"%s\",\"state\":\"%s\"}]}".formatted(id, state));
  }

  private void view(String id, String orders, String timeline) {
    answers.put(
        "/api/executions/" + id,
        """
        {"id": "%s", "state": "RECEIVED", "timeouts": {"total": "PT5M"},
          "legs": [{"executed": "0", "position": "0", "orders": []},
            {"executed": "0", "position": "0", "orders": %s}],
          "timeline": [%s]}
        """
            .formatted(id, orders, timeline));
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
  void addsTheGraceThatTheWorkerWasGiven() {
    grace = Duration.ofMinutes(2);
    inState("PLACING", "rest-6");
    view("rest-6", "[]", "{\"at\": \"2026-11-22T01:45:00.100Z\", \"event\": \"PLACING\"}");

    tell();

    assertThat(told).singleElement().asString().endsWith("by 2026-11-22T01:52:01Z");
  }

  @Test
  void namesNoEndOfOrdersThatUnwindForTheyHaveNone() {
    inState("UNWINDING", "goes-back-1");
    view(
        "goes-back-1",
        "[{\"orderRef\": \"lw1|goes-back-1|stock|E1\"}]",
        "{\"at\": \"2026-11-22T01:45:00.100Z\", \"event\": \"WORKING\"}");

    tell();

    assertThat(told)
        .containsExactly(
            "goes-back-1 is UNWINDING; nobody watches it until the next start; it may hold a part,"
                + " and orders that complete or unwind it may work at the broker");
  }

  @Test
  void saysThatNothingWasSentOnlyWhereNoLegHasAnOrder() {
    inState("AWAITING_LOCK", "waits-1");
    view("waits-1", "[]", "");
    inState("RECEIVED", "fast-1");
    view("fast-1", "[{\"orderRef\": \"lw1|fast-1|stock|E1\"}]", "");
    inState("PREFLIGHT", "unseen-1");

    tell();

    assertThat(told)
        .containsExactly(
            "fast-1 is RECEIVED; nobody watches it until the next start;"
                + " orders of it may work at the broker, or have filled",
            "waits-1 is AWAITING_LOCK; nobody watches it until the next start;"
                + " nothing was sent so far, it goes on then",
            "unseen-1 is PREFLIGHT; nobody watches it until the next start;"
                + " whether orders of it are at the broker could not be found out");
  }

  @Test
  void believesTheTimelineWhereTheLedgerIsBehind() {
    inState("RECEIVED", "fast-1");
    view(
        "fast-1",
        "[{\"orderRef\": \"lw1|fast-1|stock|E1\"}]",
        "{\"at\": \"2026-11-22T01:45:00.100Z\", \"event\": \"PLACING\"}");

    tell();

    assertThat(told)
        .containsExactly(
            "fast-1 is PLACING; nobody watches it until the next start;"
                + " its entry orders end at the broker by 2026-11-22T01:50:31Z");
  }

  @Test
  void saysThatThereAreMoreThanItNames() {
    inState("WORKING", "rest-6");
    answers.computeIfPresent(
        "/api/executions?limit=20&state=WORKING",
        (path, page) -> page.replaceFirst("}$", ",\"nextCursor\":\"n\"}"));

    tell();

    assertThat(told).hasSize(2).last().isEqualTo("and more are WORKING");
  }

  @Test
  void namesWhatItKnowsBeforeTheApiFallsSilent() {
    inState("WORKING", "rest-6");
    silentOn = "state=COMPLETING";
    patience = Duration.ofSeconds(5);

    tell();

    assertThat(told)
        .containsExactly(
            "rest-6 is WORKING; nobody watches it until the next start;"
                + " its entry orders may work at the broker",
            "which other trades are open could not be found out");
  }

  @Test
  void takesAnErrorForNoList() {
    status = 503;

    tell();

    assertThat(told).containsExactly(UNKNOWN);
  }

  @Test
  void saysNothingWhereNothingIsOpen() {
    tell();

    assertThat(told).isEmpty();
  }

  @Test
  void isNotHeldUpByAnApiThatDoesNotAnswer() {
    silentOn = "/";

    OpenTrades.tell(url(), grace, told::add);

    assertThat(told).containsExactly(UNKNOWN);
  }

  @Test
  void isNotHeldUpByAnApiThatIsGone() {
    api.stop(0);

    tell();

    assertThat(told).containsExactly(UNKNOWN);
  }
}
