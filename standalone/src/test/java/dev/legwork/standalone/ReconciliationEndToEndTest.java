package dev.legwork.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.legwork.standalone.Conversion.Market;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Broker against ledger, over real servers. */
@EndToEnd
@ResourceLock(value = EndToEnd.ALONE, mode = ResourceAccessMode.READ)
class ReconciliationEndToEndTest {
  /** Until then the rest of a position is taken for other people's. */
  private static final String LOOKED_AT =
      """
      select count(*) from foreign_baseline
      where account = ? and begun_at < now() - interval '46 seconds'
      """;

  private static final String AT_COST = ", \"price\": \"100.00\"";

  /** Settling, two intervals, and a busy machine. */
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  /** fault O27. */
  @Test
  void seesOtherPeoplesOrdersAndPositionsListsThemAndLeavesThemAlone(Trader trader) {
    trader.market(Market.OPEN);
    others(trader, "manual", "BUY", 30, "");
    others(trader, "client", "BUY", 10, ", \"price\": \"90.00\", \"filled\": 0");

    until(
        "both are listed",
        () -> kinds(trader).containsAll(List.of("FOREIGN_ORDER", "FOREIGN_POSITION")));

    assertThat(divergences(trader))
        .allSatisfy(one -> assertThat(one.path("alarming").asBoolean()).isFalse());
    assertThat(alerts(trader)).isEmpty();
    assertThat(foreignOrder(trader).path("state").asText()).isEqualTo("Submitted");
    assertThat(position(trader)).isEqualTo(30);
  }

  /** faults O27 and O26: unwinding is of our own executions only. */
  @Test
  void unwindsOnlyWhatIsOursBesideOtherPeoplesShares(Trader trader) {
    trader.market(Market.OPEN);
    others(trader, "manual", "BUY", 30, "");
    String id = trader.id("beside");

    JsonNode ended = trader.execute(trader.withRestingCall(id));

    assertThat(ended.path("state").asText()).isEqualTo("UNWOUND");
    assertThat(position(trader)).isEqualTo(30);
  }

  /** fault O25: shares go without an execution. */
  @Test
  void opensADivergenceThatLastsAlertsAndClosesItByItself(House house, Trader trader) {
    trader.market(Market.OPEN);
    String id = trader.id("transferred");
    assertThat(trader.execute(trader.marketable(id)).path("state").asText()).isEqualTo("COMMITTED");
    // Whatever is there at the first look is taken for other people's.
    until("the first look is over", () -> house.count(LOOKED_AT, trader.account()) == 1);
    others(trader, "transfer", "SELL", 100, AT_COST);

    until("it is open", () -> kinds(trader).contains("POSITION_DIFFERS"));
    until("a person is told", () -> alerts(trader).contains("DIVERGENCE"));
    JsonNode one =
        divergences(trader).stream()
            .filter(divergence -> divergence.path("kind").asText().equals("POSITION_DIFFERS"))
            .findFirst()
            .orElseThrow();
    assertThat(one.path("difference").asText()).isEqualTo("-100");
    assertThat(new BigDecimal(one.path("ageSeconds").asText()))
        .isGreaterThanOrEqualTo(BigDecimal.valueOf(30));
    assertThat(audited(house, trader))
        .containsPattern("open: divergences .*POSITION_DIFFERS 1[,)]");

    others(trader, "transfer", "BUY", 100, AT_COST);

    until("it is closed", () -> !kinds(trader).contains("POSITION_DIFFERS"));
    until("the alert is closed", () -> !alerts(trader).contains("DIVERGENCE"));
  }

  /** faults S14 and Y12. */
  @Test
  void concludesNothingFromAnswersThatAreCutShortAndSaysHowOldTheLastComparisonIs(Trader trader) {
    trader.market(Market.OPEN);
    others(trader, "manual", "BUY", 30, "");
    until("it is listed", () -> kinds(trader).contains("FOREIGN_POSITION"));
    trader
        .venue()
        .fault(
            """
            {"on": "positionEnd", "match": {"clientId": "%d"}, "do": "drop", "times": 9}
            """
                .formatted(clientId(trader)));

    until(
        "a comparison has failed",
        () -> latest(trader).at("/latest/outcome").asText().equals("FAILED"));
    assertThat(kinds(trader)).contains("FOREIGN_POSITION");
    until("a person is told", () -> alerts(trader).contains("RECONCILIATION_STALE"));
    assertThat(latest(trader).path("stale").asBoolean()).isTrue();

    until("that is over", () -> !alerts(trader).contains("RECONCILIATION_STALE"));
    assertThat(latest(trader).path("stale").asBoolean()).isFalse();
  }

  /** Over TWS, and over the simulated gateway's own ledger. */
  @Test
  void auditsTheLedgerWithoutTouchingAnything(House house, Trader trader) {
    trader.market(Market.OPEN);
    String id = trader.id("audited");
    trader.execute(trader.marketable(id));
    int orders = trader.venue().all("/orders").size();

    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int exit =
        AuditCommand.execute(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            house.auditArguments("--account", trader.account(), "--json"));

    assertThat(exit).as(out.toString(StandardCharsets.UTF_8)).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("\"violations\" : [ ]", "\"open\" : {");
    assertThat(trader.venue().all("/orders")).hasSizeGreaterThanOrEqualTo(orders);
    assertThat(trader.venue().orders(id)).hasSize(3);
  }

  private static String audited(House house, Trader trader) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    AuditCommand.execute(
        new PrintStream(out, true, StandardCharsets.UTF_8),
        house.auditArguments("--account", trader.account(), "--patience=0"));
    return out.toString(StandardCharsets.UTF_8);
  }

  private static void until(String what, BooleanSupplier condition) {
    Waiting.until(what, PATIENCE, condition::getAsBoolean);
  }

  private static void others(Trader trader, String kind, String side, int quantity, String more) {
    JsonHttp.Answer answer =
        trader
            .venue()
            .http()
            .post(
                "/foreign",
                """
                {"kind": "%s", "account": "%s", "contract": %s, "side": "%s", "quantity": %d%s}
                """
                    .formatted(
                        kind, trader.account(), trader.conversion().stock(), side, quantity, more));
    assertThat(answer.status()).as(answer.text()).isLessThan(300);
  }

  private static List<JsonNode> divergences(Trader trader) {
    List<JsonNode> all = new ArrayList<>();
    trader
        .trades()
        .http()
        .get("/api/divergences?account=" + trader.account())
        .json()
        .path("divergences")
        .forEach(all::add);
    // An account may have had another trader before: its stock is other people's here.
    all.removeIf(one -> !one.path("detail").asText().contains(trader.conversion().symbol()));
    return all;
  }

  private static List<String> kinds(Trader trader) {
    return divergences(trader).stream().map(one -> one.path("kind").asText()).toList();
  }

  private static List<String> alerts(Trader trader) {
    List<String> codes = new ArrayList<>();
    for (JsonNode alert : trader.trades().http().get("/api/alerts").json().path("alerts")) {
      if (alert.path("account").asText().equals(trader.account())
          && alert.path("execution").isNull()
          && !isOfATraderBefore(trader, alert)) {
        codes.add(alert.path("code").asText());
      }
    }
    return codes;
  }

  /** All that lasts of an account is one alert, and what an earlier trader left may last on. */
  private static boolean isOfATraderBefore(Trader trader, JsonNode alert) {
    return alert.path("code").asText().equals("DIVERGENCE")
        && !alert.path("text").asText().contains(trader.conversion().symbol());
  }

  private static JsonNode latest(Trader trader) {
    return first(
        trader.trades().http().get("/api/reconciliations/latest").json().path("reconciliations"),
        one -> one.path("account").asText().equals(trader.account()));
  }

  private static JsonNode foreignOrder(Trader trader) {
    return first(
        trader.venue().all("/orders"),
        order ->
            order.path("account").asText().equals(trader.account())
                && order.path("quantity").asInt() == 10
                && isStockOf(trader, order));
  }

  private static int position(Trader trader) {
    return first(
            trader.venue().all("/positions"),
            row -> row.path("account").asText().equals(trader.account()) && isStockOf(trader, row))
        .path("quantity")
        .asInt();
  }

  private static boolean isStockOf(Trader trader, JsonNode row) {
    return row.at("/contract/symbol").asText().equals(trader.conversion().symbol())
        && row.at("/contract/type").asText().equals("STOCK");
  }

  private static JsonNode first(Iterable<JsonNode> rows, Predicate<JsonNode> which) {
    for (JsonNode row : rows) {
      if (which.test(row)) {
        return row;
      }
    }
    throw new AssertionError("there is none in " + rows);
  }

  private static int clientId(Trader trader) {
    return Integer.parseInt(trader.account().substring("DU1000".length()));
  }
}
