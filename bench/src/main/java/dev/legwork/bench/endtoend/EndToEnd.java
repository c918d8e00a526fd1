package dev.legwork.bench.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import dev.legwork.workflow.TradeDataConverter;
import io.temporal.api.enums.v1.EventType;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures a running Legwork and prints a Markdown table. Arguments: {@code --api=URL --control=URL
 * --temporal=HOST:PORT --database=JDBC-URL --trades=N --warm-up=N --accounts=N}.
 */
public final class EndToEnd {
  private final House house;
  private final WorkflowClient client;
  private final String database;
  private final int trades;
  private final int accounts;
  private final int warmUp;
  private int traded;
  private final List<String> rows = new ArrayList<>();

  private EndToEnd(Map<String, String> options) throws Exception {
    this.house = new House(options.get("api"), options.get("control"));
    this.client =
        WorkflowClient.newInstance(
            WorkflowServiceStubs.newServiceStubs(
                WorkflowServiceStubsOptions.newBuilder()
                    .setTarget(options.get("temporal"))
                    .build()),
            WorkflowClientOptions.newBuilder()
                .setDataConverter(TradeDataConverter.create())
                .build());
    this.database = options.get("database");
    this.trades = Integer.parseInt(options.getOrDefault("trades", "200"));
    this.warmUp = Integer.parseInt(options.getOrDefault("warm-up", "200"));
    this.accounts = Integer.parseInt(options.getOrDefault("accounts", "10"));
  }

  /** Runs all measurements; exits 0 when each could be taken. */
  public static void main(String... arguments) throws Exception {
    new EndToEnd(Options.of(arguments)).run();
    System.exit(0);
  }

  private void run() throws Exception {
    house.quote();
    warmUp();
    placing();
    decision();
    history();
    lock();
    throughput();
    System.out.println("| what | measured | beside it, same run |");
    System.out.println("|---|---|---|");
    rows.forEach(System.out::println);
  }

  private void warmUp() throws Exception {
    try (Floor floor = new Floor(client)) {
      for (int i = 0; i < warmUp; i++) {
        if (i % 50 == 0) {
          house.quote();
        }
        trade("bench-warm-" + System.nanoTime());
        floor.startToFirstActivity("bench-warm-floor-" + System.nanoTime());
      }
    }
  }

  /** Alternates trades with empty workflows, so that both meet the same machine. */
  private void placing() throws Exception {
    Samples floor = new Samples();
    Samples placing = new Samples();
    Samples skew = new Samples();
    Stages stages = new Stages(client);
    try (Floor empty = new Floor(client)) {
      for (int i = 0; i < trades; i++) {
        if (i % 50 == 0) {
          house.quote();
        }
        floor.addNanos(empty.startToFirstActivity("bench-floor-" + System.nanoTime()));
        String id = "bench-place-" + System.nanoTime();
        long asked = micros();
        trade(id);
        List<JsonNode> orders = house.ordersOf(id);
        long written = last(orders, "receivedAt");
        placing.addMicros(written - asked);
        stages.add(id, asked, written);
        skew.addNanos(last(orders, "receivedAtNanos") - first(orders, "receivedAtNanos"));
      }
    }
    row(
        "request sent → last leg's bytes at the gateway",
        placing + ", " + ratio(placing, floor) + " × the floor at p50",
        "empty workflow, start → first activity: " + floor);
    row("of which", stages.toString(), "");
    row("skew, first → last leg of a wave at the gateway", skew.toString(), "target p99 ≤ 1 ms");
  }

  /** One after another over all accounts, so that none runs out of funds. */
  private void trade(String id) throws Exception {
    house.submit(id, "DU10000%02d".formatted(1 + traded++ % accounts));
    house.committed(id);
  }

  /** From the desk's receipt of the last fill to the stored ending: an upper bound. */
  private void decision() throws Exception {
    Samples samples = new Samples();
    try (Connection connection = DriverManager.getConnection(database);
        var statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(
                """
                select extract(epoch from (e.state_since - max(o.received_at))) * 1000000
                from execution e join order_event o on o.execution_id = e.id
                where e.id like 'bench-place-%' and o.kind = 'Filled'
                group by e.id, e.state_since
                """)) {
      while (result.next()) {
        samples.addMicros(result.getLong(1));
      }
    }
    row(
        "last fill received → decided and stored",
        samples.toString(),
        "target p50 ≤ 12, p99 ≤ 40 ms to the decision");
  }

  private void history() {
    var events = client.fetchHistory(anExecution()).getHistory().getEventsList();
    long activities =
        events.stream()
            .filter(e -> e.getEventType() == EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED)
            .count();
    events.forEach(
        e ->
            System.err.printf(
                Locale.ROOT,
                "  +%.1f ms %s%n",
                1000.0
                        * (e.getEventTime().getSeconds()
                            - events.getFirst().getEventTime().getSeconds())
                    + (e.getEventTime().getNanos() - events.getFirst().getEventTime().getNanos())
                        / 1e6,
                e.getEventType()));
    row(
        "history of a three-leg trade that fills",
        events.size() + " events, " + activities + " activities",
        "target ≤ 45, ≤ 8");
  }

  private String anExecution() {
    try (Connection connection = DriverManager.getConnection(database);
        var statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(
                "select id from execution where id like 'bench-place-%' order by id desc limit"
                    + " 1")) {
      result.next();
      return "execution/" + result.getString(1);
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void lock() throws Exception {
    try (LockTimes lock = new LockTimes(client)) {
      lock.acquire(20);
      Samples acquire = lock.acquire(trades);
      Samples handOver = lock.handOver(trades);
      row("lock: uncontended acquire", acquire.toString(), "target p50 ≤ 10, p99 ≤ 30 ms");
      row(
          "lock: release → next waiter granted",
          handOver.toString(),
          "target p50 ≤ 20, p99 ≤ 50 ms");
    }
  }

  private void throughput() throws Exception {
    house.quote();
    String run = "bench-many-" + System.nanoTime();
    int count = accounts * 20;
    long start = System.nanoTime();
    Parallel.run(
        accounts * 2,
        count,
        i -> {
          String id = run + "-" + i;
          house.submit(id, "DU10000%02d".formatted(1 + i % accounts));
          house.committed(id);
        });
    double perSecond = count / ((System.nanoTime() - start) / 1e9);
    double bare;
    try (Floor floor = new Floor(client)) {
      floor.perSecond(40, 8);
      bare = floor.perSecond(count, accounts * 2);
    }
    row(
        "executions per second, " + accounts + " accounts",
        String.format(Locale.ROOT, "%.1f", perSecond),
        String.format(Locale.ROOT, "workflows of four bare activities: %.1f", bare));
  }

  private void row(String what, String measured, String beside) {
    rows.add("| " + what + " | " + measured + " | " + beside + " |");
    System.err.println(what + ": " + measured + " (" + beside + ")");
  }

  private static String ratio(Samples a, Samples b) {
    return String.format(Locale.ROOT, "%.2f", a.percentile(50) / b.percentile(50));
  }

  private static long last(List<JsonNode> orders, String field) {
    return orders.stream().mapToLong(order -> order.path(field).asLong()).max().orElseThrow();
  }

  private static long first(List<JsonNode> orders, String field) {
    return orders.stream().mapToLong(order -> order.path(field).asLong()).min().orElseThrow();
  }

  private static long micros() {
    Instant now = Instant.now();
    return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
  }
}
