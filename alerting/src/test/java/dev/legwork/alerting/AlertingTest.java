package dev.legwork.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.legwork.ledger.Ledger;
import dev.legwork.ledger.LedgerDatabase;
import dev.legwork.ledger.LedgerSettings;
import dev.legwork.ledger.alert.Channel;
import dev.legwork.ledger.alert.Sending;
import dev.legwork.ledger.alert.StoredAlert;
import dev.legwork.saga.Alert;
import dev.legwork.saga.Alert.Severity;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Real PostgreSQL, a real SMTP server and a real web server. */
class AlertingTest {
  private static final String ACCOUNT = "DU1000001";

  private static EmbeddedPostgres server;
  private static LedgerDatabase database;
  private static Ledger ledger;

  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final Map<String, String> settings =
      new HashMap<>(
          Map.of(
              "legwork.alerts.sending.first-retry", "100ms",
              "legwork.alerts.sending.longest-retry", "200ms"));
  private Alerting alerting;

  @BeforeAll
  static void openLedger() throws IOException {
    server = EmbeddedPostgres.builder().setPGStartupWait(Duration.ofSeconds(60)).start();
    database =
        new LedgerDatabase(
            LedgerSettings.of(server.getJdbcUrl("postgres", "postgres"), "postgres", "postgres"));
    database.migrate();
    ledger = new Ledger(database);
  }

  @AfterAll
  static void closeLedger() throws IOException {
    database.close();
    server.close();
  }

  @AfterEach
  void stop() {
    if (alerting != null) {
      alerting.close();
    }
    ledger
        .alerts()
        .open(1000)
        .forEach(
            one -> ledger.alerts().close(ACCOUNT, one.executionId(), code(one), Instant.now()));
  }

  private static String code(StoredAlert alert) {
    return alert.alert().code();
  }

  private void start(String... accounts) {
    alerting =
        new Alerting(AlertSettingsTest.of(settings), Set.of(accounts), metrics, Clock.systemUTC());
    alerting.start(ledger);
  }

  private long open(String execution, Severity severity) {
    return ledger
        .alerts()
        .open(
            ACCOUNT,
            execution,
            new Alert(severity, "STUCK", "100 TWX remain of Zürich", List.of()),
            Instant.now());
  }

  private static List<Sending> sendings(long alert) {
    return ledger.sendings().of(List.of(alert));
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    for (int i = 0; i < 600 && !condition.getAsBoolean(); i++) {
      Thread.sleep(50);
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }

  private double tries(String channel, String outcome) {
    return metrics
        .get("legwork.alert.sendings")
        .tags("channel", channel, "outcome", outcome)
        .counter()
        .count();
  }

  @Test
  void postsAnAlertAgainUntilItIsTakenAndThenNoMore() throws Exception {
    try (Receiver receiver = new Receiver(503, 500)) {
      settings.put("legwork.alerts.webhook.url", receiver.url());
      settings.put("legwork.alerts.webhook.authorization", "Bearer abc");
      long alert = open("trade-1", Severity.CRITICAL);
      start();

      await(() -> sendings(alert).stream().anyMatch(one -> one.state() == Sending.State.SENT));
      Thread.sleep(2500);

      assertThat(receiver.posts).extracting(Receiver.Post::status).containsExactly(503, 500, 204);
      assertThat(receiver.posts)
          .extracting(Receiver.Post::key)
          .containsOnly(receiver.posts.getFirst().key());
      Receiver.Post taken = receiver.posts.getLast();
      assertThat(taken.authorization()).isEqualTo("Bearer abc");
      assertThat(taken.body().at("/code").asText()).isEqualTo("STUCK");
      assertThat(taken.body().at("/execution").asText()).isEqualTo("trade-1");
      assertThat(taken.body().at("/text").asText()).isEqualTo("100 TWX remain of Zürich");
      assertThat(sendings(alert).getFirst().attempts()).isEqualTo(3);
      assertThat(sendings(alert).getFirst().lastError()).contains("answered 500");
      assertThat(tries("WEBHOOK", "failed")).isEqualTo(2);
      assertThat(tries("WEBHOOK", "sent")).isEqualTo(1);
    }
  }

  private static ServerSetup smtpOn(int port) {
    ServerSetup setup = new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
    setup.setServerStartupTimeout(30_000);
    return setup;
  }

  @Test
  void mailsAnAlertOnceTheServerIsThere() throws Exception {
    GreenMail smtp = new GreenMail(smtpOn(0));
    smtp.start();
    int port = smtp.getSmtp().getPort();
    smtp.stop();
    settings.put("legwork.alerts.mail.host", "127.0.0.1");
    settings.put("legwork.alerts.mail.port", Integer.toString(port));
    settings.put("legwork.alerts.mail.start-tls", "false");
    settings.put("legwork.alerts.mail.from", "desk@example.com");
    settings.put("legwork.alerts.mail.to", "ann@example.com,bob@example.com");
    long alert = open("trade-2", Severity.WARNING);
    start();
    await(() -> sendings(alert).stream().anyMatch(one -> one.lastError() != null));
    assertThat(sendings(alert).getFirst().state()).isEqualTo(Sending.State.DUE);

    GreenMail again = new GreenMail(smtpOn(port));
    again.start();
    try {
      await(() -> sendings(alert).getFirst().state() == Sending.State.SENT);

      MimeMessage[] mails = again.getReceivedMessages();
      assertThat(mails).hasSize(2);
      assertThat(mails[0].getSubject()).isEqualTo("[Legwork WARNING] STUCK trade-2");
      assertThat(mails[0].getContent().toString())
          .contains("100 TWX remain of Zürich", "--acknowledge " + alert);
      assertThat(GreenMailUtil.getAddressList(mails[0].getFrom())).isEqualTo("desk@example.com");
    } finally {
      again.stop();
    }
  }

  @Test
  void keepsAMailForThoseWhoAskForSevereOnesOnly() throws Exception {
    try (Receiver receiver = new Receiver()) {
      settings.put("legwork.alerts.webhook.url", receiver.url());
      settings.put("legwork.alerts.webhook.least-severity", "CRITICAL");
      open("trade-3", Severity.WARNING);
      long critical = open("trade-4", Severity.CRITICAL);
      start();

      await(() -> !sendings(critical).isEmpty() && !receiver.posts.isEmpty());

      assertThat(receiver.posts)
          .extracting(post -> post.body().at("/execution").asText())
          .containsExactly("trade-4");
    }
  }

  @Test
  void givesUpVisiblyWhatNobodyTakes() throws Exception {
    settings.put("legwork.alerts.webhook.url", "http://127.0.0.1:9/nobody");
    settings.put("legwork.alerts.sending.give-up-after", "300ms");
    long alert = open("trade-5", Severity.CRITICAL);
    start();

    await(() -> sendings(alert).stream().anyMatch(one -> one.state() == Sending.State.GIVEN_UP));

    assertThat(sendings(alert).getFirst().lastError()).contains("127.0.0.1:9");
    await(
        () ->
            metrics
                    .get("legwork.alert.sendings.given.up")
                    .tag("channel", Channel.WEBHOOK.name())
                    .gauge()
                    .value()
                == 1);
    await(() -> tries("WEBHOOK", "given-up") == 1);
  }

  @Test
  void sendsNothingTwiceThoughTwoProcessesShareTheWork() throws Exception {
    try (Receiver receiver = new Receiver();
        Alerting other =
            new Alerting(
                AlertSettingsTest.of(Map.of("legwork.alerts.webhook.url", receiver.url())),
                Set.of(),
                new SimpleMeterRegistry(),
                Clock.systemUTC())) {
      settings.put("legwork.alerts.webhook.url", receiver.url());
      for (int n = 0; n < 20; n++) {
        open("shared-" + n, Severity.WARNING);
      }
      other.start(ledger);
      start();

      await(() -> receiver.posts.size() >= 20);
      Thread.sleep(1500);

      assertThat(receiver.posts)
          .extracting(post -> post.body().at("/execution").asText())
          .doesNotHaveDuplicates()
          .hasSize(20);
    }
  }

  @Test
  void tellsThatNoWorkerRunsAnAccountsDesk() throws Exception {
    settings.put("legwork.alerts.desk-away-after", "5s");
    start(ACCOUNT);

    await(
        () ->
            ledger.alerts().open(ACCOUNT, Set.of(DeskWatch.DESK_AWAY)).stream()
                .anyMatch(one -> one.alert().severity() == Severity.WARNING));
    database
        .others()
        .sql(
            """
            insert into desk_lease (account, holder, epoch, backend_pid, heartbeat_at)
            values ('DU1000001', 'a test', 1, 1, now() + interval '1 hour')
            """)
        .update();

    await(() -> ledger.alerts().open(ACCOUNT, Set.of(DeskWatch.DESK_AWAY)).isEmpty());
  }
}
