package dev.legwork.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * faults Y1, Y18: a trade that has to be unwound, and those who are to be told are away at first.
 */
@ResourceLock(value = EndToEnd.ALONE, mode = ResourceAccessMode.READ_WRITE)
@ExtendWith(ClearOfMidnight.class)
class AlertsEndToEndTest {
  private static final String ACCOUNT = "DU1000001";
  private static final Duration PATIENCE = Duration.ofSeconds(180);
  private static final Duration LONG_ENOUGH_FOR_ANOTHER = Duration.ofSeconds(4);

  private record Post(int status, JsonNode body) {}

  private final List<Post> posts = new CopyOnWriteArrayList<>();
  private final int smtpPort = Ports.anyFree();
  private HttpServer web;
  private GreenMail smtp;
  private ProcessHouse house;

  @BeforeEach
  void start() throws IOException {
    web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    web.createContext("/alerts", this::take);
    web.start();
    smtp = new GreenMail(new ServerSetup(smtpPort, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    house =
        new ProcessHouse(
            "alerts-house",
            "--legwork.alerts.webhook.url=http://127.0.0.1:"
                + web.getAddress().getPort()
                + "/alerts",
            "--legwork.alerts.mail.host=127.0.0.1",
            "--legwork.alerts.mail.port=" + smtpPort,
            "--legwork.alerts.mail.start-tls=false",
            "--legwork.alerts.mail.from=legwork@example.com",
            "--legwork.alerts.mail.to=ann@example.com",
            "--legwork.alerts.sending.first-retry=500ms",
            "--legwork.alerts.sending.longest-retry=1s");
  }

  @AfterEach
  void stop() {
    house.close();
    smtp.stop();
    web.stop(0);
  }

  /** Refuses each alert once. */
  private synchronized void take(HttpExchange exchange) throws IOException {
    JsonNode body = new ObjectMapper().readTree(exchange.getRequestBody());
    boolean known = posts.stream().anyMatch(post -> post.body().at("/id").equals(body.at("/id")));
    int status = known ? 204 : 503;
    posts.add(new Post(status, body));
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  @Test
  void tellsAnUnwoundTradeOnceToAllWhoAreToKnowThoughTheyAndTheWorkerWereAway() throws Exception {
    String id;
    try (ProcessTrader trader = new ProcessTrader(house, ACCOUNT, "ALRT")) {
      id = trader.id();
      trader.submitWithRestingCall(15, 1);
      trader.assertEnded("UNWOUND");
    }

    Waiting.until("the webhook takes it", PATIENCE, () -> statuses(id).contains(204));
    Waiting.until(
        "no SMTP server answers",
        PATIENCE,
        () -> sending(id, "MAIL").path("lastError").asText().contains("" + smtpPort));
    assertThat(sending(id, "MAIL").path("state").asText()).isEqualTo("DUE");
    Waiting.until(
        "that the webhook took it is stored",
        PATIENCE,
        () -> sending(id, "WEBHOOK").path("state").asText().equals("SENT"));
    house.kill(ProcessHouse.Part.WORKER);
    smtp.start();
    house.awaitAll();
    Waiting.until("the mail arrives", PATIENCE, () -> mails(id) == 1);
    Waiting.until(
        "it is sent by mail",
        PATIENCE,
        () -> sending(id, "MAIL").path("state").asText().equals("SENT"));
    assertThat(sending(id, "MAIL").path("attempts").asInt()).isGreaterThan(1);
    assertThat(sending(id, "WEBHOOK").path("attempts").asInt()).isEqualTo(2);

    assertThat(acknowledge(alert(id).path("id").asLong())).isEqualTo(204);
    house.kill(ProcessHouse.Part.WORKER);
    house.awaitAll();
    Thread.sleep(LONG_ENOUGH_FOR_ANOTHER);

    assertThat(statuses(id)).containsExactly(503, 204);
    assertThat(mails(id)).isEqualTo(1);
    assertThat(house.books().openAlerts(id)).doesNotContain("TRADE_FAILED");
    assertThat(
            house
                .books()
                .column(
                    "select acknowledged_by from alert where code = 'TRADE_FAILED'"
                        + " and execution_id = ?",
                    id))
        .containsExactly("ann");
  }

  private int acknowledge(long alert) {
    return house
        .trades()
        .http()
        .post("/api/alerts/" + alert + "/acknowledge", "{\"operator\": \"ann\"}")
        .status();
  }

  private List<Integer> statuses(String id) {
    return posts.stream()
        .filter(post -> post.body().at("/execution").asText().equals(id))
        .filter(post -> post.body().at("/code").asText().equals("TRADE_FAILED"))
        .map(Post::status)
        .toList();
  }

  private long mails(String id) {
    return Arrays.stream(smtp.getReceivedMessages())
        .filter(mail -> subject(mail).contains("TRADE_FAILED " + id))
        .count();
  }

  private static String subject(MimeMessage mail) {
    try {
      return mail.getSubject();
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private JsonNode alert(String id) {
    for (JsonNode one : house.trades().http().get("/api/alerts?all=true").json().path("alerts")) {
      if (one.path("execution").asText().equals(id)
          && one.path("code").asText().equals("TRADE_FAILED")) {
        return one;
      }
    }
    return new ObjectMapper().valueToTree(Map.of());
  }

  private JsonNode sending(String id, String channel) {
    for (JsonNode one : alert(id).path("sendings")) {
      if (one.path("channel").asText().equals(channel)) {
        return one;
      }
    }
    return new ObjectMapper().valueToTree(Map.of());
  }
}
