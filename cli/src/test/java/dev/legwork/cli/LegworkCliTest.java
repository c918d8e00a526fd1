package dev.legwork.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LegworkCliTest {
  private static final String WORKING =
      "{\"id\":\"t1\",\"state\":\"WORKING\",\"reason\":null,\"net\":{\"limit\":\"69.72\","
          + "\"actual\":null},\"fees\":\"0\",\"residual\":[],\"legs\":[{\"name\":\"stock\","
          + "\"action\":\"BUY\",\"ratio\":100,\"executed\":\"0\",\"averagePrice\":null,"
          + "\"position\":\"0\",\"orders\":[]}]}";

  private static final String AGAIN = "repeat the same request with --id t1; it is safe";
  private static final Answer LOST = new Answer(0, "");

  private final Deque<Answer> answers = new ArrayDeque<>();
  private final List<String> calls = new ArrayList<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private HttpServer server;

  private record Answer(int status, String body) {}

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
    calls.add(
        exchange.getRequestMethod()
            + " "
            + exchange.getRequestURI()
            + (key == null ? "" : " key=" + key)
            + (body.isEmpty() ? "" : " " + body));
    Answer answer = answers.isEmpty() ? new Answer(500, "") : answers.remove();
    if (answer == LOST) {
      exchange.close();
      return;
    }
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private LegworkCliTest answering(int status, String body) {
    answers.add(new Answer(status, body));
    return this;
  }

  private int run(String input, String... args) {
    List<String> all = new ArrayList<>(Arrays.asList(args));
    all.add("--url=http://127.0.0.1:" + server.getAddress().getPort());
    return LegworkCli.run(
        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        all.toArray(String[]::new));
  }

  private String printed() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String complained() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void submitsAFileAndShowsTheTrade(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("trade.json"), "{\"id\":\"t1\"}");
    answering(202, WORKING);
    assertThat(run("", "submit", file.toString())).isZero();
    assertThat(calls).containsExactly("POST /api/executions {\"id\":\"t1\"}");
    assertThat(printed()).startsWith("t1  WORKING  net -, limit 69.72").contains("stock");
  }

  /** The launcher tells of them before anything is built, from a text of its own. */
  @Test
  void everyCommandIsInTheLaunchersHelp() throws IOException {
    LegworkCli.run(
        InputStream.nullInputStream(),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        "--help");
    List<String> commands =
        printed()
            .lines()
            .dropWhile(line -> !line.equals("Commands:"))
            .skip(1)
            .takeWhile(line -> line.startsWith("  "))
            .filter(line -> line.matches("  \\S.*"))
            .map(line -> line.strip().split("[ ,]")[0])
            .toList();

    assertThat(commands).contains("submit", "kill-switch", "exit");
    assertThat(Files.readAllLines(Path.of("../legwork")))
        .satisfies(
            help ->
                assertThat(commands)
                    .allSatisfy(
                        command ->
                            assertThat(help)
                                .anyMatch(line -> line.matches("  " + command + "( .*)?"))));
  }

  @Test
  void submitsWhatStandardInputHoldsUnderAKey() {
    answering(202, WORKING);
    assertThat(run("{}", "submit", "-", "--id", "t1")).isZero();
    assertThat(calls).containsExactly("POST /api/executions key=t1 {}");
  }

  @Test
  void staysUntilTheTradeHasEndedAndPrintsItsReport() {
    answering(202, WORKING)
        .answering(200, WORKING.replace("WORKING", "COMMITTED"))
        .answering(200, "EXECUTION t1  COMMITTED\n");
    assertThat(run("{}", "submit", "-", "--wait", "--id=t1")).isZero();
    assertThat(calls)
        .containsExactly(
            "POST /api/executions?wait=2s key=t1 {}",
            "POST /api/executions?wait=20s key=t1 {}",
            "GET /api/executions/t1/report");
    assertThat(printed()).isEqualTo("EXECUTION t1  COMMITTED\n");
  }

  @Test
  void saysOnceWhatItWaitsForBesideTheReport() {
    String waiting =
        "{\"id\":\"t1\",\"state\":\"AWAITING_LOCK\",\"legs\":[],\"timeline\":["
            + "{\"event\":\"RECEIVED\",\"detail\":\"\"},"
            + "{\"event\":\"QUEUED\",\"detail\":\"place 2 in the queue of lock DU1\"}]}";
    answering(202, waiting)
        .answering(200, waiting)
        .answering(200, WORKING)
        .answering(200, WORKING.replace("WORKING", "COMMITTED"))
        .answering(200, "EXECUTION t1  COMMITTED\n");

    assertThat(run("{}", "submit", "-", "--wait", "--id=t1")).isZero();

    assertThat(complained().lines())
        .containsExactly(
            "legwork: t1 is AWAITING_LOCK: place 2 in the queue of lock DU1",
            "legwork: t1 is WORKING");
    assertThat(printed()).isEqualTo("EXECUTION t1  COMMITTED\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"REJECTED", "NOT_FILLED", "UNWOUND", "RESIDUAL"})
  void tellsAScriptThatATradeWasNotCommitted(String state) {
    answering(200, WORKING.replace("WORKING", state)).answering(200, "EXECUTION t1\n");
    assertThat(run("{}", "submit", "-", "--wait")).isEqualTo(3);
  }

  @Test
  void namesFieldValueAndWhatWouldBeRight() {
    answering(
        422,
        "{\"detail\":\"this cannot be traded\",\"errors\":[{\"field\":\"legs[1].ratio\","
            + "\"value\":\"-1\",\"message\":\"must be a whole number from 1 to 10000\"},"
            + "{\"field\":\"quantity\",\"value\":null,\"message\":\"is missing\"}]}");
    assertThat(run("{\"id\":\"t1\"}", "submit", "-")).isEqualTo(2);
    assertThat(complained().lines())
        .containsExactly(
            "legwork: legs[1].ratio (-1): must be a whole number from 1 to 10000",
            "legwork: quantity: is missing");
    assertThat(printed()).isEmpty();
  }

  @Test
  void saysHowToRepeatAStartThatNobodyCanTellAbout() {
    answering(
        503, "{\"detail\":\"Temporal does not answer\",\"id\":\"t1\",\"outcome\":\"UNKNOWN\"}");
    assertThat(run("{}", "submit", "-")).isEqualTo(4);
    String id = calls.getFirst().replaceFirst("POST /api/executions key=(\\S+) \\{}", "$1");
    assertThat(complained())
        .contains(
            "Temporal does not answer", "outcome UNKNOWN; repeat the same request with --id " + id);
  }

  @Test
  void makesTheIdThatNobodyGaveAndTellsItBeforeAnythingIsSent() {
    answers.add(LOST);
    assertThat(run("{}", "submit", "-")).isEqualTo(4);
    String id = calls.getFirst().replaceFirst("POST /api/executions key=(\\S+) \\{}", "$1");
    assertThat(UUID.fromString(id)).hasToString(id);
    assertThat(complained().lines())
        .satisfiesExactly(
            line -> assertThat(line).endsWith("it goes out as " + id),
            line -> assertThat(line).contains("the answer of", "was lost"),
            line ->
                assertThat(line)
                    .isEqualTo(
                        "legwork: the trade may have started; repeat the same request with --id "
                            + id
                            + "; it is safe"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>bad gateway</html>", "{\"detail\":\"unexpected\"}"})
  void saysHowToRepeatWhatAnErrorWithoutAnOutcomeLeavesOpen(String body) {
    answering(502, body);
    assertThat(run("{\"id\":\"t1\"}", "submit", "-")).isEqualTo(4);
    assertThat(complained()).endsWith("legwork: the trade may have started; " + AGAIN + "\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"id\":\"t1\"}", "{}"})
  void namesTheIdOfWhatStandardInputHeldWhereTheOutcomeIsUnknown(String body) {
    answering(503, "{\"detail\":\"d\",\"id\":\"t1\",\"outcome\":\"UNKNOWN\"}");
    assertThat(run(body, "submit", "-", "--id=t1")).isEqualTo(4);
    assertThat(complained()).endsWith("outcome UNKNOWN; " + AGAIN + "\n");
  }

  /** Another request under the same name would be another trade, were it not for its id. */
  @Test
  void letsOnlyAFileBeSentAgainByTheSameCommand(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("trade.json"), "{\"id\":\"t1\"}");
    answers.add(LOST);
    assertThat(run("", "submit", file.toString())).isEqualTo(4);
    assertThat(complained())
        .endsWith("may have started; repeat the same command, its id is t1; it is safe\n");
  }

  @Test
  void saysHowToRepeatWhatIsAnsweredInAnotherTongue() {
    answering(200, "<html>welcome</html>");
    assertThat(run("{\"id\":\"t1\"}", "submit", "-")).isEqualTo(4);
    assertThat(complained()).endsWith("may have started; " + AGAIN + "\n");
  }

  @Test
  void saysHowToRepeatWhenTheConnectionBreaksWhileItWaits() {
    answering(202, WORKING);
    answers.add(LOST);
    assertThat(run("{\"id\":\"t1\"}", "submit", "-", "--wait")).isEqualTo(4);
    assertThat(complained()).contains("may have started; " + AGAIN);
  }

  @Test
  void sendsNothingThatIsNotJson() {
    assertThat(run("{\"id\": ", "submit", "-")).isEqualTo(2);
    assertThat(complained()).startsWith("legwork: standard input is not the JSON it must be");
    assertThat(calls).isEmpty();
  }

  @Test
  void namesTheFileThatIsNotJsonAndNothingOfItsReader(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("torn.json"), "{\"id\": \"t1\", \"legs\": [1, 2");

    assertThat(run("", "submit", file.toString())).isEqualTo(2);

    assertThat(complained())
        .startsWith("legwork: FILE " + file + " is not the JSON it must be")
        .contains("line 1")
        .doesNotContain("Source", "StreamReadFeature");
  }

  @Test
  void saysThatNobodyListens() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    server.stop(0);
    int code =
        LegworkCli.run(
            new ByteArrayInputStream(new byte[0]),
            new PrintStream(out),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            "list",
            "--url=http://127.0.0.1:" + port);
    assertThat(code).isEqualTo(4);
    assertThat(complained().lines())
        .singleElement()
        .asString()
        .contains("cannot reach http://127.0.0.1:" + port);
  }

  @Test
  void saysThatThereIsNoSuchFile() {
    assertThat(run("", "submit", "missing.json")).isEqualTo(2);
    assertThat(complained().lines())
        .containsExactly("legwork: FILE missing.json: no such file; - reads standard input");
    assertThat(calls).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "dance", "show", "submit", "cancel t1", "lock DU1 --force-release"})
  void explainsBadUsage(String line) {
    String[] args = line.isEmpty() ? new String[0] : line.split(" ");
    assertThat(run("", args)).isEqualTo(2);
    assertThat(complained().lines()).hasSize(2).allMatch(text -> !text.isBlank());
    assertThat(calls).isEmpty();
  }

  @Test
  void showsHowATradeHadEndedBefore() {
    answering(
        200,
        WORKING.replace(
            "\"legs\":",
            "\"formerEndings\":[{\"state\":\"RESIDUAL\",\"reason\":{\"code\":\"TIMEOUT\"},"
                + "\"residual\":[{\"label\":\"TWX\",\"position\":\"40\"}],"
                + "\"finishedAt\":\"2014-06-06T13:45:00Z\"}],\"legs\":"));

    assertThat(run("", "show", "t1")).isZero();

    assertThat(printed().lines().toList())
        .contains("ENDED BEFORE RESIDUAL 40 TWX at 2014-06-06T13:45:00Z  TIMEOUT");
  }

  @Test
  void showsATradeThatIsUnknown() {
    answering(404, "{\"detail\":\"there is no execution t9\"}");
    assertThat(run("", "show", "t9")).isEqualTo(2);
    assertThat(complained()).isEqualTo("legwork: there is no execution t9\n");
  }

  @Test
  void listsWithFilters() {
    answering(
        200,
        "{\"executions\":[{\"id\":\"t1\",\"state\":\"RESIDUAL\",\"account\":\"DU1\","
            + "\"strategy\":\"SFR\",\"underlying\":\"TWX\",\"quantity\":\"1\",\"netLimit\":\"69.72\","
            + "\"acceptedAt\":\"2014-06-06T13:45:00Z\",\"reason\":{\"code\":\"TIMEOUT\"}}]}");
    assertThat(run("", "list", "--state", "RESIDUAL", "--account", "DU1")).isZero();
    assertThat(calls).containsExactly("GET /api/executions?limit=20&state=RESIDUAL&account=DU1");
    assertThat(printed().lines().toList().get(1))
        .isEqualTo("t1  RESIDUAL  DU1      SFR TWX      1  69.72  2014-06-06T13:45:00Z  TIMEOUT");
  }

  @Test
  void printsPricesWithTwoDecimals() {
    answering(200, "{\"executions\":[{\"id\":\"t1\",\"netLimit\":\"99.6\"}]}");
    answering(200, WORKING.replace("69.72", "99.6").replace("null,\"position", "\"7\",\"position"));

    assertThat(run("", "list")).isZero();
    assertThat(run("", "show", "t1")).isZero();

    assertThat(printed()).contains("  99.60  ", "limit 99.60,", "  7.00  ");
  }

  @Test
  void printsAReportAtALevel() {
    answering(200, "EXECUTION t1\n");
    assertThat(run("", "report", "t1", "--level", "debug")).isZero();
    assertThat(calls).containsExactly("GET /api/executions/t1/report?level=debug&format=text");
    assertThat(printed()).isEqualTo("EXECUTION t1\n");
  }

  @Test
  void printsAReportInAForm() {
    answering(200, "<html>").answering(200, "{\"id\":\"t1\"}").answering(200, "{\"id\":\"t1\"}");
    assertThat(run("", "report", "t1", "--format", "html")).isZero();
    assertThat(run("", "report", "t1", "--format", "JSON")).isZero();
    assertThat(run("", "report", "t1", "--json")).isZero();
    assertThat(calls)
        .containsExactly(
            "GET /api/executions/t1/report?format=html",
            "GET /api/executions/t1/report?format=json",
            "GET /api/executions/t1/report?format=json");
    assertThat(printed()).startsWith("<html>\n{\n  \"id\" : \"t1\"");
  }

  @Test
  void sumsUpADayOrSeveral() {
    answering(200, "SUMMARY\n").answering(200, "SUMMARY\n").answering(200, "SUMMARY\n");
    assertThat(run("", "report", "--daily")).isZero();
    assertThat(run("", "report", "--daily", "2014-06-06", "--account=DU1")).isZero();
    assertThat(run("", "report", "--statistics", "--from=2014-06-01", "--to=2014-06-06")).isZero();
    assertThat(calls)
        .containsExactly(
            "GET /api/reports/daily?format=text",
            "GET /api/reports/daily?date=2014-06-06&account=DU1&format=text",
            "GET /api/reports/statistics?from=2014-06-01&to=2014-06-06&format=text");
  }

  @Test
  void exportsTrades() {
    answering(200, "id,account\r\nt1,DU1\r\n").answering(200, "{\"trades\":[]}");
    assertThat(run("", "report", "--export", "csv", "--account=DU1")).isZero();
    assertThat(run("", "report", "--export=json")).isZero();
    assertThat(calls)
        .containsExactly("GET /api/reports/export.csv?account=DU1", "GET /api/reports/export.json");
    assertThat(printed()).startsWith("id,account\r\nt1,DU1\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "report",
        "report t1 --daily",
        "report t1 --from=2014-06-01",
        "report t1 --account=DU1",
        "report --daily --level=debug",
        "report --daily --to=2014-06-01",
        "report --statistics --level=debug",
        "report --export=pdf",
        "report --export=csv --format=html",
        "report --export"
      })
  void refusesAReportOfWhatDoesNotGoTogether(String line) {
    assertThat(run("", line.split(" "))).isEqualTo(2);
    assertThat(calls).isEmpty();
    assertThat(complained()).startsWith("legwork: ").contains("--");
  }

  @Test
  void saysWhatIsWrongWithADay() {
    answering(
        400,
        "{\"errors\":[{\"field\":\"date\",\"value\":\"monday\","
            + "\"message\":\"must be a date like 2014-06-06\"}]}");
    assertThat(run("", "report", "--daily", "monday")).isEqualTo(2);
    assertThat(complained()).isEqualTo("legwork: date (monday): must be a date like 2014-06-06\n");
  }

  @Test
  void cancelsWithAReason() {
    answering(202, WORKING);
    assertThat(run("", "cancel", "t1", "--operator=ann", "--reason", "no \"longer\" wanted"))
        .isZero();
    assertThat(calls)
        .containsExactly(
            "POST /api/executions/t1/cancel {\"reason\":\"no \\\"longer\\\" wanted\","
                + "\"operator\":\"ann\"}");
    assertThat(printed()).isEqualTo("t1 was asked to end; it is WORKING now\n");
  }

  @Test
  void namesWhoIsLoggedInWhereACancelNamesNobody() {
    answering(202, WORKING);
    assertThat(run("", "cancel", "t1", "--reason=late")).isZero();
    assertThat(calls.getFirst())
        .contains("\"operator\":\"" + System.getProperty("user.name") + "\"");
  }

  @Test
  void stopsAnAccountAndShowsWhoDidIt() {
    String stopped =
        "{\"account\":\"DU1\",\"killSwitch\":{\"on\":true,\"operator\":\"ann\",\"reason\":\"prices\","
            + "\"since\":\"now\",\"flatten\":true,\"flattenedBy\":\"bob\",\"flattenReason\":\"out\"},"
            + "\"reducingOnly\":{\"on\":false},\"paused\":[]}";
    answering(200, stopped).answering(200, "[" + stopped + "]").answering(200, stopped);
    String who = " --operator=ann --reason=prices";

    assertThat(run("", ("kill-switch on --account=DU1" + who).split(" "))).isZero();
    assertThat(run("", ("kill-switch off --all" + who).split(" "))).isZero();
    assertThat(run("", ("pause on --account=DU1 --underlying=TWX" + who).split(" "))).isZero();

    assertThat(printed())
        .contains("kill switch    ON, by ann since now: prices")
        .contains("flattening, by bob: out");
    String named = "\"operator\":\"ann\",\"reason\":\"prices\"}";
    assertThat(calls)
        .containsExactly(
            "POST /api/accounts/DU1/kill-switch {\"on\":true," + named,
            "POST /api/kill-switch {\"on\":false," + named,
            "POST /api/accounts/DU1/underlyings/TWX/pause {\"on\":true," + named);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kill-switch on --account=DU1 --reason=x",
        "kill-switch on --operator=ann --reason=x",
        "kill-switch maybe --account=DU1",
        "reducing-only off --account=DU1 --operator=ann",
        "pause on --account=DU1 --operator=ann --reason=x"
      })
  void changesNoSwitchWithoutAllThatItNeeds(String line) {
    assertThat(run("", line.split(" "))).isEqualTo(2);
    assertThat(calls).isEmpty();
  }

  @Test
  void showsAndEndsAStopAndClosesWhatItGuards() {
    String stop =
        "{\"execution\":\"t1\",\"state\":\"ARMED\",\"since\":\"now\",\"detail\":\"\",\"stop\":{"
            + "\"leg\":\"stock\",\"trigger\":\"68\",\"limit\":\"67.50\",\"fallbackAfter\":\"PT5S\"},\"orders\":[{\"orderRef\":\"lw1|t1|stock|S1\",\"label\":\"SELL"
            + " 100 TWX @ 67.50 stop 68\",\"executed\":\"0\",\"live\":true}]}";
    answering(200, stop).answering(202, stop).answering(202, stop);
    String who = " t1 --operator=ann --reason=news";

    assertThat(run("", "stop", "show", "t1")).isZero();
    assertThat(run("", ("stop cancel" + who).split(" "))).isZero();
    assertThat(run("", ("exit" + who).split(" "))).isZero();

    assertThat(printed())
        .contains("the stop of t1 is ARMED", "SELL 100 TWX @ 67.50 stop 68")
        .contains(
            "leaves leg stock once its market is at 68, limit 67.50, at the market after PT5S");
    assertThat(calls)
        .containsExactly(
            "GET /api/executions/t1/stop",
            "POST /api/executions/t1/stop/cancel {\"operator\":\"ann\",\"reason\":\"news\"}",
            "POST /api/executions/t1/exit {\"operator\":\"ann\",\"reason\":\"news\"}");
  }

  @Test
  void showsAndForcesALock() {
    String held =
        "{\"holder\":\"t1\",\"since\":\"2014-06-06T13:45:00Z\",\"fencingToken\":7,\"waiters\":["
            + "{\"position\":1,\"execution\":\"t2\",\"account\":\"DU1\",\"since\":\"x\"}]}";
    answering(200, held).answering(200, held).answering(200, "{\"holder\":null,\"waiters\":[]}");
    assertThat(run("", "lock", "DU1")).isZero();
    assertThat(printed()).contains("held by t1", "fencing token 7", "t2");
    assertThat(run("", "lock", "DU1", "--force-release", "--operator=ann", "--reason=lost"))
        .isZero();
    assertThat(calls)
        .endsWith(
            "POST /api/locks/DU1/force-release {\"operator\":\"ann\",\"reason\":\"lost\","
                + "\"holder\":\"t1\",\"fencingToken\":7}");
    assertThat(complained()).contains("taking it from t1", "--holder t1 --token 7");
    assertThat(printed()).endsWith("the lock of DU1 is free\n");
  }

  @Test
  void repeatsAForcedReleaseAgainstTheSameHolder() {
    answering(409, "{\"detail\":\"the lock of DU1 is held by t2; nothing was taken from it\"}");
    String line = "lock DU1 --force-release --operator=ann --reason=lost --holder=t1 --token=7";
    assertThat(run("", line.split(" "))).isEqualTo(2);
    assertThat(calls)
        .containsExactly(
            "POST /api/locks/DU1/force-release {\"operator\":\"ann\",\"reason\":\"lost\","
                + "\"holder\":\"t1\",\"fencingToken\":7}");
    assertThat(complained()).contains("held by t2");
  }

  @Test
  void saysThatALockIsLost() {
    answering(
        200, "{\"lost\":true,\"holder\":\"t1\",\"since\":\"x\",\"fencingToken\":7,\"waiters\":[]}");
    assertThat(run("", "lock", "DU1")).isZero();
    assertThat(printed()).contains("the lock of DU1 is lost", "held by t1");
  }

  @Test
  void saysThatNoAlertIsOpen() {
    answering(200, "{\"alerts\":[]}");
    assertThat(run("", "alerts")).isZero();
    assertThat(printed()).isEqualTo("no alert is open\n");
  }

  @Test
  void saysHowManyOpenAlertsAreNotListed() {
    answering(200, "{\"open\":203,\"alerts\":[{\"id\":1,\"code\":\"EXPOSURE\"}]}");
    assertThat(run("", "alerts")).isZero();
    assertThat(printed()).contains("EXPOSURE").endsWith("and 202 more that are open\n");
  }

  @Test
  void notesThatAnAlertWasSeenAndListsWhatIsOpen() {
    answering(204, "").answering(200, "{\"alerts\":[]}");

    assertThat(run("", "alerts", "--acknowledge", "12", "--operator=ann")).isZero();

    assertThat(calls)
        .containsExactly(
            "POST /api/alerts/12/acknowledge {\"operator\":\"ann\"}", "GET /api/alerts?all=false");
  }

  @Test
  void notesNothingWhereTheAlertHasChangedSinceItWasSeen() {
    answering(409, "{\"detail\":\"alert 12 has changed since\"}");

    assertThat(
            run(
                "",
                "alerts",
                "--acknowledge=12",
                "--operator=ann",
                "--changed-at=2014-06-06T13:45:00Z"))
        .isEqualTo(2);

    assertThat(calls.getFirst()).endsWith("\"changedAt\":\"2014-06-06T13:45:00Z\"}");
    assertThat(complained()).contains("has changed since");
  }

  @Test
  void asksWhoHasSeenAnAlert() {
    assertThat(run("", "alerts", "--acknowledge", "12")).isEqualTo(2);
    assertThat(complained()).contains("--operator");
    assertThat(calls).isEmpty();
  }

  @Test
  void listsWhatDiffers() {
    answering(
        200,
        """
        {"divergences":[{"id":12,"account":"DU1000001","kind":"POSITION_DIFFERS",
          "detail":"the broker holds 0 TWX","firstSeen":"2014-06-06T13:45:00Z",
          "ageSeconds":"31.5","acceptedBy":null}]}
        """);
    assertThat(run("", "divergences", "--account", "DU1000001")).isZero();
    assertThat(printed()).contains("POSITION_DIFFERS", "the broker holds 0 TWX", "31.5");

    answering(200, "{\"divergences\":[]}");
    assertThat(run("", "divergences")).isZero();
    assertThat(printed()).endsWith("no divergence is open\n");
  }

  @Test
  void asksWhoAcceptsADivergenceAndWhy() {
    assertThat(run("", "divergences", "--accept", "12")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("--operator");
  }

  @Test
  void showsTheAgeOfTheLastReconciliation() {
    answering(
        200,
        """
        {"staleAfterSeconds":60,"reconciliations":[{"account":"DU1000001","latest":null,
          "lastCompleteAt":null,"ageSeconds":null,"stale":true,"openDivergences":0}]}
        """);
    assertThat(run("", "reconciliations")).isZero();
    assertThat(printed()).contains("DU1000001", "STALE");
  }

  @Test
  void everyCommandExplainsItselfWithAnExample() {
    for (String command :
        List.of(
            "submit",
            "show",
            "list",
            "report",
            "cancel",
            "lock",
            "alerts",
            "divergences",
            "reconciliations")) {
      out.reset();
      assertThat(run("", command, "--help")).isZero();
      assertThat(printed()).contains("Example").contains("./legwork " + command);
    }
  }

  @Test
  void answersForAnOrderThatNobodyCanProve() {
    answering(200, "{\"operator\":\"ann\",\"executed\":\"1\"}");

    assertThat(
            run(
                "",
                "settle",
                "lw1|t1|call|E1",
                "--executed=1",
                "--price=2.40",
                "--operator=ann",
                "--reason=statement"))
        .isZero();

    assertThat(calls)
        .containsExactly(
            "POST /api/orders/lw1%7Ct1%7Ccall%7CE1/settlement {\"executed\":\"1\","
                + "\"averagePrice\":\"2.40\",\"operator\":\"ann\",\"reason\":\"statement\"}");
    assertThat(printed()).contains("over by the word of ann, executed 1");
  }

  @Test
  void saysWhichFieldOfAnAnswerForAnOrderIsRefused() {
    answering(
        422,
        "{\"detail\":\"d\",\"errors\":[{\"field\":\"executed\",\"value\":\"2\",\"message\":\"no\"}]}");

    assertThat(run("", "settle", "lw1|t1|call|E1", "--executed=2", "--by=ann", "--reason=r"))
        .isEqualTo(2);

    assertThat(complained()).contains("executed (2): no");
  }
}
