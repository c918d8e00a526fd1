package dev.legwork.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.legwork.cli.LegworkCli;
import dev.legwork.standalone.Conversion.Market;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What reports tell, against what the gateway itself executed and charged. */
@EndToEnd
@ResourceLock(value = EndToEnd.ALONE, mode = ResourceAccessMode.READ)
class ReportsEndToEndTest {
  /** A conversion pays its strike for each of 100 shares, whatever happens. */
  private static final BigDecimal PAYS = new BigDecimal("10000");

  private static final Predicate<String> OPENS = role -> role.equals("E") || role.equals("C");

  @Test
  void tellsWhatACommittedTradeEarns(Trader trader) {
    String id = trader.id("earns");
    trader.market(Market.OPEN);
    trader.execute(trader.marketable(id));

    JsonNode report = report(trader, id);

    assertThat(report.at("/state").asText()).isEqualTo("COMMITTED");
    assertFiguresOfTheGateway(trader, id, report);
    BigDecimal entry = cash(trader, id, OPENS);
    assertAmount(report, "/net/actual", entry.movePointLeft(2));
    assertAmount(report, "/analysis/profit/gross", PAYS.subtract(entry));
    assertAmount(
        report, "/analysis/profit/net", PAYS.subtract(entry).subtract(charged(trader, id)));
    // 100.00 + 2.05 − 2.25, and half-way 99.99 + 2.025 − 2.275
    assertAmount(report, "/analysis/profit/expected", new BigDecimal("20"));
    assertAmount(report, "/analysis/combo/executable", new BigDecimal("99.80"));
    assertAmount(report, "/analysis/combo/middle", new BigDecimal("99.74"));
    assertAmount(report, "/analysis/combo/advantage", new BigDecimal("9980").subtract(entry));
    assertThat(report.at("/analysis/orders")).hasSize(3).allSatisfy(this::assertLivedInOrder);
    assertThat(report.at("/analysis/decisions").findValuesAsText("detail"))
        .anyMatch(detail -> detail.startsWith("executable net 99.80, netLimit 99.85;"));
  }

  @Test
  void tellsWhatTakingATradeBackCost(Trader trader) {
    String id = trader.id("costs");
    trader.market(Market.OPEN);
    trader
        .venue()
        .fault(
            """
            {"on": "placeOrder", "match": {"orderRef": "lw1|%s|call|"}, "do": "reject",
             "code": 201, "times": 1}
            """
                .formatted(id));
    trader.execute(trader.marketable(id));

    JsonNode report = report(trader, id);

    assertThat(report.at("/state").asText()).isEqualTo("UNWOUND");
    assertFiguresOfTheGateway(trader, id, report);
    BigDecimal lost = cash(trader, id, role -> true).negate();
    assertAmount(report, "/cash/unwindCost", lost.negate());
    assertAmount(report, "/analysis/profit/gross", lost);
    assertAmount(report, "/analysis/profit/best", lost);
    // the combo would have earned 10000 − 9980
    assertAmount(report, "/analysis/combo/advantage", lost.subtract(new BigDecimal("20")));
  }

  @Test
  void tellsWhatACompletedTradeEarns(Trader trader) {
    String id = trader.id("completed");
    trader.market(Market.OPEN);
    ObjectNode request =
        Conversion.withLimits(
            trader.conversion().request(id, trader.account(), 1, "99.85"),
            "100.00",
            "2.05",
            "2.40");
    trader.execute(Conversion.withTimeouts(request, Duration.ofSeconds(15), Duration.ofSeconds(2)));

    JsonNode report = report(trader, id);

    assertThat(report.at("/state").asText()).isEqualTo("COMMITTED");
    assertThat(report.at("/legs/2/orders").findValuesAsText("purpose"))
        .containsExactly("ENTRY", "COMPLETION");
    assertFiguresOfTheGateway(trader, id, report);
    assertAmount(report, "/analysis/profit/gross", PAYS.subtract(cash(trader, id, OPENS)));
    // its caller priced the legs: 100.00 + 2.05 − 2.40 was expected, and nobody asked for quotes
    assertAmount(report, "/analysis/profit/expected", new BigDecimal("35"));
    assertThat(report.at("/analysis/combo").isNull()).isTrue();
  }

  @Test
  void sumsUpTheDayForCommandsAndPrograms(Trader trader) {
    String id = trader.id("summed-up");
    trader.market(Market.OPEN);
    trader.execute(trader.marketable(id));
    JsonNode report = report(trader, id);

    String account = "account=" + trader.account();
    JsonNode day = trader.trades().http().get("/api/reports/daily?" + account).json();
    JsonNode row = row(day, id);
    assertThat(row.path("netProfit")).isEqualTo(report.at("/analysis/profit/net"));
    assertThat(row.path("fees")).isEqualTo(report.at("/cash/fees"));
    assertThat(day.at("/statistics/groups").findValuesAsText("kind")).contains("SFR");
    assertThat(trader.trades().http().text("/api/reports/export.csv?" + account))
        .contains("\r\n" + id + "," + trader.account() + ",SFR,CONVERSION,");
    for (List<String> line :
        List.of(
            List.of("report", id, "--level=debug"),
            List.of("report", id, "--format=html"),
            List.of("report", "--daily"),
            List.of("report", "--statistics"),
            List.of("report", "--export=csv"))) {
      assertThat(command(trader, line)).as(line.toString()).isZero();
    }
    assertThat(command(trader, List.of("report", "--daily", "2014-13-01"))).isEqualTo(2);
  }

  private static int command(Trader trader, List<String> line) {
    String[] whole = new String[line.size() + 1];
    line.toArray(whole);
    whole[line.size()] = "--url=" + trader.trades().http().base();
    return LegworkCli.run(whole);
  }

  private static JsonNode row(JsonNode day, String id) {
    for (JsonNode row : day.path("trades")) {
      if (row.path("id").asText().equals(id)) {
        return row;
      }
    }
    throw new AssertionError("no " + id + " in " + day);
  }

  private static JsonNode report(Trader trader, String id) {
    AtomicReference<JsonNode> report = new AtomicReference<>();
    Waiting.until(
        "the fees of " + id + " are booked",
        Trader.PATIENCE,
        () -> {
          report.set(
              trader.trades().http().get("/api/executions/" + id + "/report?level=debug").json());
          return !report.get().path("feesPending").asBoolean(true);
        });
    return report.get();
  }

  private static void assertFiguresOfTheGateway(Trader trader, String id, JsonNode report) {
    assertAmount(report, "/cash/entry", cash(trader, id, OPENS));
    assertAmount(report, "/cash/exit", cash(trader, id, OPENS.negate()));
    assertAmount(report, "/cash/fees", charged(trader, id));
    assertAmount(report, "/cash/total", cash(trader, id, role -> true).add(charged(trader, id)));
    trader.assertInOrder(id);
  }

  private void assertLivedInOrder(JsonNode order) {
    assertThat(order.path("writtenMillis").isNumber()).isTrue();
    assertThat(order.at("/fills/0/millis").asLong())
        .isBetween(order.path("writtenMillis").asLong(), order.path("endedMillis").asLong());
  }

  private static void assertAmount(JsonNode report, String at, BigDecimal amount) {
    assertThat(new BigDecimal(report.at(at).asText("0"))).as(at).isEqualByComparingTo(amount);
  }

  /** What orders of these roles cost at the gateway, USD; negative is received. */
  private static BigDecimal cash(Trader trader, String id, Predicate<String> roles) {
    BigDecimal cash = BigDecimal.ZERO;
    for (JsonNode fill : trader.venue().fills(id)) {
      if (roles.test(fill.path("orderRef").asText().split("\\|")[3].substring(0, 1))) {
        BigDecimal value =
            new BigDecimal(fill.path("price").asText())
                .multiply(new BigDecimal(fill.path("quantity").asText()))
                .multiply(
                    fill.at("/contract/type").asText().equals("OPTION")
                        ? new BigDecimal("100")
                        : BigDecimal.ONE);
        cash = fill.path("side").asText().equals("BUY") ? cash.add(value) : cash.subtract(value);
      }
    }
    return cash;
  }

  private static BigDecimal charged(Trader trader, String id) {
    return trader.venue().fills(id).stream()
        .map(fill -> new BigDecimal(fill.path("commission").asText()))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
