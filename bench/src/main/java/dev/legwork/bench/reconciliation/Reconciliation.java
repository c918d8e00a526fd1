package dev.legwork.bench.reconciliation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.OperatingSystemMXBean;
import dev.legwork.activity.PostgresDeskLedger;
import dev.legwork.activity.reconciliation.Orphans;
import dev.legwork.activity.reconciliation.Reconciler;
import dev.legwork.activity.reconciliation.ReconciliationSigns;
import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.Instrument;
import dev.legwork.contract.PriceIncrements;
import dev.legwork.desk.Desk;
import dev.legwork.desk.DeskLease;
import dev.legwork.desk.DeskListener;
import dev.legwork.desk.DeskSettings;
import dev.legwork.ledger.Ledger;
import dev.legwork.ledger.LedgerDatabase;
import dev.legwork.ledger.LedgerSettings;
import dev.legwork.ledger.execution.Registration;
import dev.legwork.ledger.inbox.Received;
import dev.legwork.ledger.intent.Wave;
import dev.legwork.num.Decimals;
import dev.legwork.order.BrokerEvent;
import dev.legwork.order.Fill;
import dev.legwork.order.OrderEvent;
import dev.legwork.order.OrderIntent;
import dev.legwork.order.OrderRef;
import dev.legwork.order.OrderStatus;
import dev.legwork.order.Purpose;
import dev.legwork.order.Side;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.Placing;
import dev.legwork.request.Pricing;
import dev.legwork.request.RequestedLeg;
import dev.legwork.request.Timeouts;
import dev.legwork.simulator.Simulator;
import dev.legwork.simulator.SimulatorOptions;
import dev.legwork.tws.session.SessionSettings;
import dev.legwork.workflow.reconciliation.ReconciliationResult;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.temporal.testing.TestWorkflowEnvironment;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/**
 * An account with 1,000 open orders and 10,000 executions, all ours: a real PostgreSQL, a desk, the
 * simulated gateway over a socket. Prints what the desk took to learn of everything after a start,
 * and what each comparison takes from then on.
 *
 * <p>Argument: the JDBC address of any database of a server; a database of its own is made there,
 * and dropped again.
 */
public final class Reconciliation {
  private static final String ACCOUNT = "DU1000001";
  private static final String DATABASE = "legwork_bench_reconciliation";
  private static final String USER = System.getProperty("user", "legwork");
  private static final int CLIENT = 1;
  private static final int OPEN = 1_000;
  private static final int EXECUTED = 10_000;
  private static final int ROUNDS = 20;
  private static final int BATCH = 500;

  /** Temporal is asked after trades that run for more than a minute; there is none here. */
  private static final Instant YOUNG = Instant.now().plus(Duration.ofHours(1));

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String STOCK = "{\"type\":\"STOCK\",\"symbol\":\"BNCH\"}";

  private final HttpClient http = HttpClient.newHttpClient();
  private final Ledger ledger;
  private final Simulator simulator;
  private Instrument instrument;

  private Reconciliation(Ledger ledger, Simulator simulator) {
    this.ledger = ledger;
    this.simulator = simulator;
  }

  /** Measures, and prints a table. */
  public static void main(String[] arguments) throws Exception {
    String own = arguments[0].replaceFirst("/[^/?]*([?].*)?$", "/" + DATABASE + "$1");
    execute(arguments[0], "drop database if exists " + DATABASE);
    execute(arguments[0], "create database " + DATABASE);
    try (LedgerDatabase database = new LedgerDatabase(LedgerSettings.of(own, USER, USER));
        Simulator simulator = Simulator.start(SimulatorOptions.scripted())) {
      database.migrate();
      new Reconciliation(new Ledger(database), simulator).measure();
    }
    execute(arguments[0], "drop database " + DATABASE);
  }

  private static void execute(String url, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, USER, USER);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void measure() throws Exception {
    post(
        "/quotes",
        "{\"contract\":%s,\"bid\":\"99.99\",\"bidSize\":\"90000000\",\"ask\":\"100.01\",\"askSize\":\"90000000\"}"
            .formatted(STOCK));
    long conId = conId();
    instrument =
        new Instrument(
            conId,
            ContractSpec.stock("BNCH"),
            "SMART",
            "USD",
            "BNCH",
            PriceIncrements.uniform(Decimals.of("0.01")));
    for (int n = 1; n <= OPEN + EXECUTED; n++) {
      place(n, n > EXECUTED);
    }
    hear();
    compareAll();
  }

  /** Stores what the venue said, as a desk that lived meanwhile has done. */
  private void hear() throws IOException, InterruptedException {
    List<Received> heard = new ArrayList<>();
    for (JsonNode order : JSON.readTree(send(request("/orders").build()))) {
      boolean filled = order.path("state").asText().equals("Filled");
      heard.add(
          ours(
              new OrderEvent.StatusReported(
                  ref(order),
                  filled ? OrderStatus.FILLED : OrderStatus.WORKING,
                  Decimals.of(filled ? 1 : 0),
                  order.path("permId").asLong())));
    }
    for (JsonNode fill : JSON.readTree(send(request("/fills").build()))) {
      String execId = fill.path("execId").asText();
      heard.add(
          ours(
              new OrderEvent.Filled(
                  ref(fill),
                  new Fill(
                      execId,
                      Side.BUY,
                      Decimals.of(1),
                      Decimals.of(fill.path("price").asText()),
                      Instant.parse(fill.path("at").asText())),
                  Decimals.of(1),
                  fill.path("permId").asLong())));
      heard.add(
          ours(
              new OrderEvent.CommissionReported(
                  ref(fill), execId, Decimals.of(fill.path("commission").asText()), "USD")));
    }
    for (int from = 0; from < heard.size(); from += BATCH) {
      ledger.inbox().append(ACCOUNT, heard.subList(from, Math.min(heard.size(), from + BATCH)));
    }
  }

  private static Received ours(OrderEvent event) {
    return new Received.Ours(Instant.now(), event);
  }

  private static OrderRef ref(JsonNode row) {
    return OrderRef.parse(row.path("orderRef").asText()).orElseThrow();
  }

  /** Stored by us, and made at the venue as if it had been sent. */
  private void place(int n, boolean rests) throws IOException, InterruptedException {
    String id = "bench-" + n;
    OrderRef ref = new OrderRef(id, "stock", Purpose.ENTRY, 1);
    ExecutionRequest request =
        new ExecutionRequest(
            id,
            ACCOUNT,
            null,
            "BNCH",
            List.of(new RequestedLeg("stock", Side.BUY, 1, instrument.spec(), null)),
            1,
            Decimals.of("200"),
            Placing.PARALLEL,
            Pricing.LIMIT,
            Timeouts.DEFAULT);
    ledger.executions().register(new Registration(request, "hash-" + n, "{}", "run-" + n, YOUNG));
    ledger
        .intents()
        .storeWave(
            new Wave(
                ACCOUNT,
                CLIENT,
                0,
                id,
                List.of(
                    new OrderIntent(
                        ref,
                        ACCOUNT,
                        instrument,
                        Side.BUY,
                        Decimals.of(1),
                        Decimals.of("100.01"),
                        null)),
                OptionalLong.of(n),
                1,
                LocalDate.now(ZoneId.of("America/New_York"))));
    post(
        "/foreign",
        """
        {"kind":"client","account":"%s","contract":%s,"side":"BUY","quantity":1,
         "price":"%s","filled":%d,"clientId":77,"orderRef":"%s"}
        """
            .formatted(ACCOUNT, STOCK, rests ? "50.00" : "100.01", rests ? 0 : 1, ref));
  }

  private void compareAll() throws Exception {
    CountDownLatch known = new CountDownLatch(1);
    long started = System.nanoTime();
    try (TestWorkflowEnvironment temporal = TestWorkflowEnvironment.newInstance();
        Desk desk =
            new Desk(
                DeskSettings.of(ACCOUNT, CLIENT),
                SessionSettings.of("127.0.0.1", simulator.port(), CLIENT),
                new PostgresDeskLedger(ledger, ACCOUNT, CLIENT),
                listener(known),
                DeskLease.unshared())) {
      desk.start();
      if (!known.await(5, TimeUnit.MINUTES)) {
        throw new IllegalStateException("the desk did not come to serve");
      }
      long learned = System.nanoTime() - started;
      Reconciler reconciler =
          new Reconciler(
              desk,
              ledger,
              new Orphans(ledger, temporal.getWorkflowClient()),
              new ReconciliationSigns(
                  ACCOUNT,
                  ledger,
                  Duration.ofSeconds(30),
                  new SimpleMeterRegistry(),
                  Clock.systemUTC()));
      long cpuBefore = cpuMillis();
      long[] took = LongStream.range(0, ROUNDS).map(n -> compare(reconciler)).toArray();
      print(learned, took, (cpuMillis() - cpuBefore) / ROUNDS);
    }
  }

  private static long compare(Reconciler reconciler) {
    long begun = System.nanoTime();
    ReconciliationResult result = reconciler.compare(ACCOUNT, "reconcile/bench");
    if (!result.complete()) {
      throw new IllegalStateException(result.detail());
    }
    return System.nanoTime() - begun;
  }

  private static long cpuMillis() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime()
        / 1_000_000;
  }

  private static void print(long learned, long[] took, long cpuMillis) {
    long[] sorted = LongStream.of(took).sorted().toArray();
    System.out.println("| what | measured | target |");
    System.out.println("|---|---|---|");
    System.out.printf(
        "| a started desk knows of %,d executions | %,d ms | |%n", EXECUTED, learned / 1_000_000);
    System.out.printf(
        "| reconciliation of %,d open orders and %,d executions, p50 / max of %d | %,d / %,d ms |"
            + " <= 2,000 ms |%n",
        OPEN, EXECUTED, ROUNDS, sorted[ROUNDS / 2] / 1_000_000, sorted[ROUNDS - 1] / 1_000_000);
    System.out.printf(
        "| processor time of one, desk and simulated gateway together | %,d ms | |%n", cpuMillis);
  }

  private static DeskListener listener(CountDownLatch known) {
    return new DeskListener() {
      @Override
      public void committed(List<BrokerEvent> events) {
        // nobody waits for them here
      }

      @Override
      public void sessionLost(String why) {
        throw new IllegalStateException("the session was lost: " + why);
      }

      @Override
      public void sessionRestored() {
        known.countDown();
      }
    };
  }

  private long conId() throws IOException, InterruptedException {
    String quotes = send(request("/quotes").build());
    return Long.parseLong(quotes.replaceAll("(?s).*\"conId\":([0-9]+).*", "$1"));
  }

  private void post(String path, String body) throws IOException, InterruptedException {
    send(request(path).POST(HttpRequest.BodyPublishers.ofString(body)).build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + simulator.controlPort() + path));
  }

  private String send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IllegalStateException(answer.body());
    }
    return answer.body();
  }
}
