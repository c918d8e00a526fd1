package dev.legwork.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import dev.legwork.json.TradeJson;
import dev.legwork.simulator.Simulator;
import dev.legwork.simulator.SimulatorOptions;
import dev.legwork.workflow.TaskQueues;
import dev.legwork.workflow.TradeDataConverter;
import dev.legwork.workflow.WorkflowIds;
import io.temporal.api.common.v1.Payload;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.converter.RawValue;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.testserver.TestServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.springframework.context.ConfigurableApplicationContext;

/** A real PostgreSQL, a Temporal server in memory, the simulated gateway, and a worker. */
final class House implements AutoCloseable {
  static final String ACCOUNT = "DU1000001";
  static final String STOCK = "\"type\":\"STOCK\",\"symbol\":\"TWX\"";

  private final HttpClient http = HttpClient.newHttpClient();
  private final EmbeddedPostgres postgres;
  private final Simulator simulator;
  private final String temporalTarget;
  private final TestServer.PortBoundTestServer temporal;
  private final WorkflowServiceStubs stubs;
  private final WorkflowClient client;
  private ConfigurableApplicationContext worker;

  House() throws IOException {
    postgres = TestPostgres.start();
    simulator =
        Simulator.start(
            SimulatorOptions.scripted().toBuilder()
                .date(LocalDate.of(2026, 11, 20))
                .start(LocalTime.of(10, 0))
                .build());
    int port = freePort();
    temporalTarget = "127.0.0.1:" + port;
    temporal = TestServer.createPortBoundServer(port);
    stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget(temporalTarget).build());
    client =
        WorkflowClient.newInstance(
            stubs,
            WorkflowClientOptions.newBuilder()
                .setDataConverter(TradeDataConverter.create())
                .build());
  }

  /** Starts the worker, on a gateway port of its own choice. */
  void startWorker(int gatewayPort) {
    worker =
        WorkerApplication.application()
            .run(
                "--management.server.port=0",
                "--server.port=0",
                "--legwork.temporal.target=" + temporalTarget,
                "--legwork.database.url=" + postgres.getJdbcUrl("postgres", "postgres"),
                "--legwork.database.user=postgres",
                "--legwork.broker.port=" + gatewayPort,
                "--legwork.broker.account=" + ACCOUNT,
                // Its tests share the account, and some undo trades on purpose.
                "--legwork.limits.rollbacks-per-account=1000",
                "--legwork.limits.rollbacks-per-underlying=1000",
                "--legwork.limits.cooldown=0s");
  }

  void startWorker() {
    startWorker(simulator.port());
    awaitUntil(() -> health().contains("\"SERVING\""));
  }

  String health() {
    return getFrom(
        worker.getEnvironment().getProperty("local.management.port"), "/actuator/health");
  }

  String metrics() {
    return getFrom(
        worker.getEnvironment().getProperty("local.management.port"), "/actuator/prometheus");
  }

  /** Starts a trade as a plain client does, with nothing but JSON. */
  WorkflowStub start(String id, String json) {
    WorkflowStub stub =
        client.newUntypedWorkflowStub(
            "ExecutionWorkflow",
            WorkflowOptions.newBuilder()
                .setWorkflowId(WorkflowIds.execution(id))
                .setTaskQueue(TaskQueues.LEGWORK)
                .build());
    stub.start(
        new RawValue(
            Payload.newBuilder()
                .putMetadata("encoding", ByteString.copyFromUtf8("json/plain"))
                .setData(ByteString.copyFromUtf8(json))
                .build()));
    return stub;
  }

  WorkflowClient client() {
    return client;
  }

  void quote(String contract, String bid, String ask) {
    post(
        "/quotes",
        """
        {"contract":{%s},"bid":"%s","bidSize":"1000","ask":"%s","askSize":"1000"}
        """
            .formatted(contract, bid, ask));
  }

  static String option(String right) {
    return "\"type\":\"OPTION\",\"symbol\":\"TWX\",\"expiry\":\"2026-12-18\",\"strike\":\"70\","
        + "\"right\":\""
        + right
        + "\"";
  }

  void fault(String rule) {
    post("/faults", rule);
  }

  /** What the venue itself says. */
  JsonNode venue(String path) {
    try {
      return TradeJson.mapper().readTree(getFrom(String.valueOf(simulator.controlPort()), path));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Positions other than none, as {@code 100 TWX}. */
  List<String> positions() {
    List<String> open = new ArrayList<>();
    for (JsonNode position : venue("/positions")) {
      if (!position.path("quantity").asText().equals("0")) {
        open.add(
            position.path("quantity").asText()
                + " "
                + position.path("contract").path("type").asText());
      }
    }
    return open;
  }

  static String conversion(String id, String netLimit) {
    return """
    { "id": "%s", "account": "DU1000001", "strategy": "SFR", "underlying": "TWX",
      "legs": [
        { "name": "stock", "action": "BUY", "ratio": 100, "contract": { %s } },
        { "name": "put", "action": "BUY", "ratio": 1, "contract": { %s } },
        { "name": "call", "action": "SELL", "ratio": 1, "contract": { %s } } ],
      "quantity": 1, "netLimit": "%s" }
    """
        .formatted(id, STOCK, option("PUT"), option("CALL"), netLimit);
  }

  static void awaitUntil(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(120).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
      Thread.yield();
    }
  }

  @Override
  public void close() throws IOException {
    if (worker != null) {
      worker.close();
    }
    stubs.shutdownNow();
    temporal.close();
    simulator.close();
    postgres.close();
  }

  private void post(String path, String body) {
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(uri(String.valueOf(simulator.controlPort()), path))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
  }

  private String getFrom(String port, String path) {
    return send(HttpRequest.newBuilder(uri(port, path)).build()).body();
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static URI uri(String port, String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
