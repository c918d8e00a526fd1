package dev.legwork.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScanTest {
  private static final String FOUND =
      """
      {"id": "1", "account": "DU1", "settled": true, "found": 3,
       "troubles": ["XYZ UNKNOWN_SYMBOL: no such stock"],
       "tallies": [{"strategy": "SFR", "symbols": 1, "expiries": 2, "pairs": 30,
                    "refused": {"QUOTE_STALE": 3, "ARBITRAGE_CONDITION_NOT_MET": 26},
                    "opportunities": 1},
                   {"strategy": "BOX", "symbols": 1, "expiries": 2, "pairs": 0, "refused": {},
                    "opportunities": 0}],
       "opportunities": [
         {"id": "TWX-1", "strategy": "SFR", "symbol": "TWX", "score": "0.90004", "label": "risk-free",
          "figures": {"netDebit": "69.7", "minProfit": "0.3", "minProfitNet": "24.05"},
          "legs": [
            {"action": "BUY", "contract": {"type": "STOCK", "symbol": "TWX", "expiry": null,
             "strike": null, "right": null}},
            {"action": "BUY", "contract": {"type": "OPTION", "expiry": "2014-06-20",
             "strike": "70", "right": "PUT"}},
            {"action": "SELL", "contract": {"type": "OPTION", "expiry": "2014-06-20",
             "strike": "72.5", "right": "CALL"}}]},
         {"id": "TWX-2", "strategy": "SFR", "symbol": "TWX", "score": "0.8",
          "label": "no loss before costs",
          "figures": {"netDebit": "69.9", "minProfit": "0.1", "minProfitNet": "-1.2"},
          "legs": []}]}
      """;

  private final List<String> calls = new ArrayList<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private HttpServer server;
  private int status = 200;
  private String body = FOUND;

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
    String asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    calls.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + asked);
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private int run(String line) {
    List<String> all = new ArrayList<>(Arrays.asList(line.split(" ")));
    all.add("--url=http://127.0.0.1:" + server.getAddress().getPort());
    return LegworkCli.run(
        InputStream.nullInputStream(),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        all.toArray(String[]::new));
  }

  private String printed() {
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void asksInTheWordsOfTrade() throws IOException {
    int code =
        run(
            "scan --symbols twx GOOG --sfr --sfr-min-profit 0.05 --sfr-cost-limit 100 --synthetic"
                + " --synthetic-max-loss 50 --synthetic-max-profit 100 --synthetic-scoring"
                + " aggressive --quantity 2 --account DU1 --at-most 5");

    assertThat(code).isZero();
    assertThat(calls).singleElement().asString().startsWith("POST /api/scans {");
    assertThat(Api.MAPPER.readTree(calls.getFirst().substring("POST /api/scans ".length())))
        .isEqualTo(
            Api.MAPPER.readTree(
                """
                {"account": "DU1", "symbols": ["TWX", "GOOG"],
                 "strategies": {"SFR": {"min-profit": "0.05", "cost-limit": "100"},
                   "SYNTHETIC": {"max-loss": "50", "max-profit-cap": "100",
                                 "scoring": "aggressive"}},
                 "quantity": 2, "atMost": "PT5S"}
                """));
  }

  @Test
  void printsTheBestFirstThenTheFunnelsThenWhatItCouldNotLookAt() {
    assertThat(run("scan --symbols TWX XYZ --sfr")).isZero();

    assertThat(printed())
        .isEqualTo(
            """
            RANK  STRATEGY  SYMBOL  EXPIRY      STRIKES       COST  EDGE  NET USD   SCORE  LABEL
               1  SFR       TWX     2014-06-20  +70P -72.5C  69.70  0.30    24.05  0.9000  risk-free
               2  SFR       TWX     -           -            69.90  0.10    -1.20  0.8000  no loss before costs
            and 1 more

            STRATEGY  SYMBOLS  EXPIRIES  PAIRS  FOUND  REFUSED  BY
            SFR             1         2     30      1        3  QUOTE_STALE
                                                            26  ARBITRAGE_CONDITION_NOT_MET
            BOX             1         2      0      0        0  -

            !  XYZ UNKNOWN_SYMBOL: no such stock
            """);
  }

  @Test
  void answersAsJsonForPrograms() throws IOException {
    assertThat(run("scan --symbols TWX --sfr --format json")).isZero();

    assertThat(Api.MAPPER.readTree(printed())).isEqualTo(Api.MAPPER.readTree(FOUND));
  }

  @Test
  void isDoneAlsoWhereThereIsNothing() {
    body = "{\"opportunities\": [], \"tallies\": [], \"troubles\": [], \"found\": 0}";

    assertThat(run("scan --symbols TWX --sfr")).isZero();
    assertThat(printed()).startsWith("no opportunity\n");
  }

  @Test
  void tellsEveryErrorInALineOfItsOwn() {
    status = 400;
    body =
        """
        {"errors": [{"field": "symbols[0]", "value": "tw$", "message": "must be a symbol"},
                    {"field": "strategies.SFR.min-profit", "value": "x", "message": "is no number"}]}
        """;

    assertThat(run("scan --symbols TW$ --sfr-min-profit x")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "legwork: symbols[0] (tw$): must be a symbol",
            "legwork: strategies.SFR.min-profit (x): is no number");
  }
}
