package dev.legwork.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.legwork.standalone.Conversion.Market;
import io.temporal.worker.MetricsType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.yaml.snakeyaml.Yaml;

/** What the dashboard and the rules look at, and what worker and api show. */
@EndToEnd
@ResourceLock(value = EndToEnd.ALONE, mode = ResourceAccessMode.READ)
class MonitoringEndToEndTest {
  private static final Path DOCKER = Path.of("..", "docker");
  private static final int MOST_BYTES = 500_000;
  private static final Pattern METRIC = Pattern.compile("\\b(?:legwork|temporal)_[a-z0-9_]+");
  private static final Pattern RECORDED = Pattern.compile("\\blegwork:[a-z0-9_:]+");
  private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-z][a-z0-9_]+)[{ ]");

  /** Shown from the first failure on, which no sound house has. */
  private static final String ONLY_WHEN_BROKEN =
      MetricsType.WORKFLOW_TASK_EXECUTION_FAILURE_COUNTER + "_total";

  @Test
  void showsEveryMetricThatTheDashboardAndTheRulesLookAtOnASmallPage(House house, Trader trader)
      throws IOException {
    committedWithAProfit(trader);
    hedgedAndUnwound(trader);
    Waiting.until(
        "the trades are counted",
        Trader.PATIENCE,
        () -> shown(house).contains("legwork_trades_hedged_total"));

    Set<String> named = named(METRIC);
    named.remove(ONLY_WHEN_BROKEN);
    assertThat(named).hasSizeGreaterThan(25);
    assertThat(shown(house)).containsAll(named);
    assertThat(bytes(house.workerMetrics())).isLessThan(MOST_BYTES);
    assertThat(bytes(house.apiMetrics())).isLessThan(MOST_BYTES);
  }

  @Test
  void theDashboardLooksAtNoRecordedSeriesThatTheRulesDoNotRecord() throws IOException {
    assertThat(matches(RECORDED, dashboard())).isNotEmpty().isSubsetOf(recorded());
  }

  private static int bytes(String page) {
    return page.getBytes(StandardCharsets.UTF_8).length;
  }

  /** It was to earn something, so that what it kept of that is shown. */
  private static void committedWithAProfit(Trader trader) {
    String id = trader.id("profitable");
    try (MarketMaker market = trader.market(Market.OPEN)) {
      market.become(Market.OPEN);
      ObjectNode request = trader.marketable(id);
      request.put("breakEven", "100.15");
      assertThat(trader.execute(request).path("state").asText()).isEqualTo("COMMITTED");
    }
  }

  private static void hedgedAndUnwound(Trader trader) {
    String id = trader.id("hedged");
    HedgeEndToEndTest.shortCallThatNobodySells(trader, id, "5000");
    trader.awaitState(id, "WAITING_MARKET");
    Waiting.until(
        "the hedge is told while the trade runs",
        Trader.PATIENCE,
        () -> alert(trader, id, "HEDGED").path("severity").asText().equals("CRITICAL"));
    trader.venue().quote(trader.conversion().call(), "2.25", "50", "2.30", "50");
    assertThat(trader.awaitEnd(id).path("state").asText()).isEqualTo("UNWOUND");
    Waiting.until(
        "its end is told",
        Trader.PATIENCE,
        () -> alert(trader, id, "TRADE_FAILED").path("passing").asBoolean());
    trader.assertInOrder(id);
  }

  private static JsonNode alert(Trader trader, String id, String code) {
    List<JsonNode> found = new ArrayList<>();
    for (JsonNode one : trader.trades().http().get("/api/alerts").json().path("alerts")) {
      if (one.path("execution").asText().equals(id) && one.path("code").asText().equals(code)) {
        found.add(one);
      }
    }
    assertThat(found).hasSizeLessThan(2);
    return found.isEmpty() ? new ObjectMapper().createObjectNode() : found.getFirst();
  }

  private static Set<String> shown(House house) {
    return SAMPLE
        .matcher(house.workerMetrics() + "\n" + house.apiMetrics())
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toSet());
  }

  private static Set<String> named(Pattern pattern) throws IOException {
    Set<String> all = matches(pattern, dashboard());
    all.addAll(matches(pattern, rules()));
    return all;
  }

  private static Set<String> matches(Pattern pattern, List<String> expressions) {
    return expressions.stream()
        .flatMap(expression -> pattern.matcher(expression).results())
        .map(match -> match.group())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<String> dashboard() throws IOException {
    JsonNode dashboard =
        new ObjectMapper().readTree(DOCKER.resolve("grafana/dashboards/legwork.json").toFile());
    List<String> expressions = dashboard.findValuesAsText("expr");
    expressions.addAll(dashboard.findValuesAsText("definition"));
    return expressions;
  }

  private static List<String> rules() throws IOException {
    return rule("expr");
  }

  private static Set<String> recorded() throws IOException {
    return Set.copyOf(rule("record"));
  }

  @SuppressWarnings("unchecked")
  private static List<String> rule(String key) throws IOException {
    Map<String, Object> file =
        new Yaml().load(Files.readString(DOCKER.resolve("prometheus/legwork.rules.yml")));
    return ((List<Map<String, Object>>) file.get("groups"))
        .stream()
            .flatMap(group -> ((List<Map<String, Object>>) group.get("rules")).stream())
            .filter(rule -> rule.containsKey(key))
            .map(rule -> String.valueOf(rule.get(key)))
            .toList();
  }
}
