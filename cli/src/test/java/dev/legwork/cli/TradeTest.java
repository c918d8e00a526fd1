package dev.legwork.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TradeTest {
  private static final String SESSION =
      """
      {"name": "morning", "account": "DU1", "phase": "%s", "detail": "%s", "passes": 7,
       "startedAt": "2014-06-06T14:00:00Z",
       "plan": {"symbols": ["TWX"], "strategies": {"SFR": {}}, "dryRun": false},
       "counts": {"found": 1, "fallen": 0, "taken": 0, "trades": 1, "committed": 1,
                  "partial": 0, "unfilled": 0},
       "current": null,
       "trades": [{"execution": "TWX-1", "strategy": "SFR", "symbol": "TWX",
                   "minProfitNet": "12.5", "outcome": "%s"}],
       "lastPass": {"tallies": [{"strategy": "SFR", "symbols": 1, "expiries": 2, "pairs": 30,
                    "refused": {"QUOTE_STALE": 3, "ARBITRAGE_CONDITION_NOT_MET": 26},
                    "opportunities": 1}], "troubles": ["XYZ UNKNOWN_SYMBOL: no such stock"],
                    "best": "SFR TWX-1: net 69.7"}}
      """;

  private final Deque<String> answers = new ArrayDeque<>();
  private final List<String> calls = new ArrayList<>();
  private final List<String> keys = new ArrayList<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private HttpServer server;
  private int status = 200;

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
    keys.add(key == null ? "" : key);
    calls.add(
        exchange.getRequestMethod()
            + " "
            + exchange.getRequestURI()
            + (body.isEmpty() ? "" : " " + body));
    byte[] bytes = answers.remove().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private int run(String... args) {
    List<String> all = new ArrayList<>(Arrays.asList(args));
    all.add("--url=http://127.0.0.1:" + server.getAddress().getPort());
    return LegworkCli.run(
        InputStream.nullInputStream(),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        all.toArray(String[]::new));
  }

  private static String session(String phase, String detail, String outcome) {
    return SESSION.formatted(phase, detail, outcome);
  }

  private JsonNode posted() throws IOException {
    assertThat(calls.getFirst()).startsWith("POST /api/sessions {");
    return Api.MAPPER.readTree(calls.getFirst().substring("POST /api/sessions ".length()));
  }

  @Test
  void asksForASessionInTheWordsOfTheOptions() throws IOException {
    answers.add(session("SCANNING", "", ""));

    int code =
        run(
            ("trade --symbols twx GOOG --sfr --sfr-min-profit 0.05 --sfr-cost-limit 100"
                    + " --synthetic --synthetic-max-loss 50 --synthetic-max-profit 100"
                    + " --synthetic-scoring aggressive --set box.min-profit=0.02 --quantity 2"
                    + " --name morning --account DU1 --placing hedge_first --pricing hybrid"
                    + " --max-legs 1 --stop-after partial,3,2026-06-05T19:55:00Z --dry-run"
                    + " --detach")
                .split(" "));

    assertThat(code).isZero();
    assertThat(posted())
        .isEqualTo(
            Api.MAPPER.readTree(
                """
                {"name": "morning", "account": "DU1", "symbols": ["TWX", "GOOG"],
                 "strategies": {"SFR": {"min-profit": "0.05", "cost-limit": "100"},
                   "SYNTHETIC": {"max-loss": "50", "max-profit-cap": "100",
                                 "scoring": "aggressive"},
                   "BOX": {"min-profit": "0.02"}},
                 "quantity": 2, "placing": "HEDGE_FIRST", "pricing": "HYBRID", "maxLegs": 1,
                 "stopAfter": {"partial": true, "trades": 3, "at": "2026-06-05T19:55:00Z"},
                 "dryRun": true}
                """));
  }

  @Test
  void letsOptionsGoBeforeTheConfigurationFile(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("morning.json"),
            """
            {"symbols": ["TWX"], "quantity": 5,
             "strategies": {"SFR": {"max-dte": 40, "min-profit": 1}}}
            """);
    answers.add(session("SCANNING", "", ""));

    run("trade", "--config", file.toString(), "--sfr-min-profit", "0.05", "--detach");

    assertThat(posted())
        .isEqualTo(
            Api.MAPPER.readTree(
                """
                {"symbols": ["TWX"], "quantity": 5,
                 "strategies": {"SFR": {"max-dte": 40, "min-profit": "0.05"}}}
                """));
  }

  @Test
  void tellsNewsInLinesUntilTheSessionIsOver() {
    answers.add(session("SCANNING", "", ""));
    answers.add(session("SCANNING", "", ""));
    answers.add(session("SCANNING", "", ""));
    answers.add(session("ENDED", "TWX-1 ended COMMITTED", "COMMITTED"));

    assertThat(run("trade", "--symbols", "TWX", "--sfr")).isZero();

    assertThat(out.toString(StandardCharsets.UTF_8))
        .startsWith("morning  SCANNING\nmorning  ENDED  TWX-1 ended COMMITTED\n")
        .contains("ARBITRAGE_CONDITION_NOT_MET 26, QUOTE_STALE 3")
        .contains("best  SFR TWX-1: net 69.7")
        .contains("!  XYZ UNKNOWN_SYMBOL: no such stock");
  }

  @Test
  void endsWithThreeWhereTheLastTradeDidNotCommit() {
    answers.add(session("SCANNING", "", ""));
    answers.add(session("ENDED", "TWX-1 ended UNWOUND", "UNWOUND"));

    assertThat(run("trade", "--symbols", "TWX", "--sfr")).isEqualTo(3);
  }

  @Test
  void refusesAPolicyThatItDoesNotKnow() {
    assertThat(run("trade", "--symbols", "TWX", "--sfr", "--stop-after", "success,soon"))
        .isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("--stop-after soon: must be");
    assertThat(calls).isEmpty();
  }

  @Test
  void stopsASessionInSomebodysName() {
    answers.add(session("ENDED", "stopped by ann: enough", "COMMITTED"));

    assertThat(run("sessions", "stop", "morning", "--operator", "ann", "--reason", "enough"))
        .isZero();

    assertThat(calls)
        .containsExactly(
            "POST /api/sessions/morning/stop {\"operator\":\"ann\",\"reason\":\"enough\"}");
    assertThat(run("sessions", "pause", "morning")).isEqualTo(2);
  }

  @Test
  void listsSessions() {
    answers.add("{\"sessions\": [" + session("PAUSED", "", "") + "]}");

    assertThat(run("sessions", "list", "--account", "DU1")).isZero();

    assertThat(calls).containsExactly("GET /api/sessions?account=DU1");
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("morning", "PAUSED", "TWX for SFR");
  }

  @Test
  void saysAtOnceThatThereIsNoSessionToWatch() {
    status = 404;
    answers.add("{\"detail\": \"there is no session morning\"}");

    assertThat(run("sessions", "watch", "morning")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("there is no session morning");
  }

  @Test
  void saysHowToRepeatAStartThatNobodyCanTellAbout() {
    status = 503;
    answers.add(
        "{\"detail\": \"Temporal does not answer: session s-1 may have started\", \"id\": \"s-1\","
            + " \"outcome\": \"UNKNOWN\"}");

    assertThat(run("trade", "--symbols", "TWX", "--sfr")).isEqualTo(4);

    assertThat(UUID.fromString(keys.getFirst())).hasToString(keys.getFirst());
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("session s-1 may have started")
        .contains("repeat the same command with --key " + keys.getFirst() + "; it is safe");
    answers.add("<html>bad gateway</html>");
    run("trade", "--symbols", "TWX", "--sfr", "--key", "k1");
    assertThat(keys.getLast()).isEqualTo("k1");
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("the session may have started; repeat the same command with --key k1");
  }

  @Test
  void endsNotByItselfOnlyWhereItIsToldSo() throws IOException {
    answers.add(session("SCANNING", "", ""));

    run("trade", "--symbols", "TWX", "--sfr", "--stop-after", "never", "--detach");

    assertThat(posted().path("stopAfter")).isEqualTo(Api.MAPPER.readTree("{\"partial\": false}"));
    assertThat(run("trade", "--symbols", "TWX", "--sfr", "--stop-after", "never,3")).isEqualTo(2);
  }

  @Test
  void saysThatAStopIsToldWhereNobodyAnswersForTheSession() {
    status = 202;
    answers.add("");

    assertThat(run("sessions", "stop", "morning", "--operator", "ann", "--reason", "enough"))
        .isZero();

    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo("morning  is told; no worker answers for it now\n");
  }
}
