package dev.legwork.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.legwork.simulator.contracts.Instrument;
import dev.legwork.simulator.gateway.TestClient;
import dev.legwork.simulator.gateway.VenueHarness;
import dev.legwork.tws.message.ClientMessage;
import dev.legwork.tws.message.ServerMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The gateway over real sockets. */
class SimulatorTest {
  private static final String STOCK_QUOTE =
      """
      {"contract":{"type":"STOCK","symbol":"TWX"},
       "bid":"69.48","bidSize":"500","ask":"69.50","askSize":"300"}\
      """;

  @TempDir private Path home;
  private Simulator simulator;

  @BeforeEach
  void start() throws IOException {
    simulator = Simulator.start(SimulatorOptions.scripted().toBuilder().home(home).build());
  }

  @AfterEach
  void stop() throws IOException {
    simulator.close();
  }

  @Test
  void tradesOverTheProtocolAndTellsTheTruthOverHttp() throws Exception {
    post("/quotes", STOCK_QUOTE);
    try (var client = TestClient.connect(simulator.port(), 1)) {
      client.send(VenueHarness.place(1, Instrument.stock("TWX"), "BUY", 400, "69.50"));
      client.await(ServerMessage.OrderStatus.class, s -> s.filled().intValue() == 300);
    }

    JsonNode order = get("/orders").get(0);
    assertThat(order.get("orderRef").asString()).isEqualTo("ref-1");
    assertThat(order.get("state").asString()).isEqualTo("Submitted");
    assertThat(order.get("filled").asLong()).isEqualTo(300);
    assertThat(order.get("receivedAtNanos").asLong()).isPositive();
    JsonNode fill = get("/fills").get(0);
    assertThat(fill.get("price").asString()).isEqualTo("69.50");
    assertThat(fill.get("commission").asString()).isEqualTo("1.50");
    JsonNode position = get("/positions").get(0);
    assertThat(position.get("quantity").asLong()).isEqualTo(300);
  }

  @Test
  void remembersEverythingOverARestart() throws Exception {
    post("/quotes", STOCK_QUOTE);
    try (var client = TestClient.connect(simulator.port(), 1)) {
      client.send(VenueHarness.place(7, Instrument.stock("TWX"), "BUY", 400, "69.50"));
      client.await(ServerMessage.OrderStatus.class, s -> s.filled().intValue() == 300);
    }
    JsonNode orders = get("/orders");
    JsonNode fills = get("/fills");
    JsonNode positions = get("/positions");
    JsonNode accounts = get("/accounts");

    simulator.close();
    start();

    assertThat(get("/orders")).isEqualTo(orders);
    assertThat(get("/fills")).isEqualTo(fills);
    assertThat(get("/positions")).isEqualTo(positions);
    assertThat(get("/accounts").get(0).get("cash")).isEqualTo(accounts.get(0).get("cash"));
    try (var client = TestClient.connect(simulator.port(), 1)) {
      client.await(ServerMessage.NextValidId.class, m -> m.orderId() == 8);
      post("/quotes", STOCK_QUOTE);
      client.await(ServerMessage.ExecDetails.class, m -> m.cumQty().intValue() == 400);
    }
  }

  @Test
  void namesTheFieldsThatAreWrong() throws Exception {
    HttpResponse<String> answer =
        send(
            "POST",
            "/quotes",
            """
            {"contract":{"type":"OPTION","symbol":"TWX","expiry":"soon"},"bid":"x","colour":1}\
            """);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(new JsonMapper().readTree(answer.body()).get("errors"))
        .extracting(e -> e.get("field").asString())
        .containsExactlyInAnyOrder("contract.expiry", "contract", "bid", "colour");
    assertThat(send("POST", "/faults", "{\"on\":\"orderStatus\",\"do\":\"reject\"}").body())
        .contains("\"field\":\"on\"");
    assertThat(send("POST", "/faults", "nonsense").statusCode()).isEqualTo(400);
    assertThat(send("PUT", "/faults", "{}").statusCode()).isEqualTo(405);
    assertThat(send("GET", "/nothing", "").statusCode()).isEqualTo(404);
  }

  @Test
  void letsOthersTradeAndExecutionsBeToldOtherwise() throws Exception {
    post("/quotes", STOCK_QUOTE);
    post("/faults", "{\"on\":\"commissionReport\",\"do\":\"alter\",\"value\":\"-1.0\"}");
    post(
        "/foreign",
        """
        {"kind":"manual","account":"DU1000001","contract":{"type":"STOCK","symbol":"TWX"},
         "side":"SELL","quantity":100,"price":"69.48"}\
        """);

    assertThat(get("/positions").get(0).get("quantity").asLong()).isEqualTo(-100);
    assertThat(get("/orders").get(0).get("origin").asString()).isEqualTo("MANUAL");
    HttpResponse<String> refused =
        send("POST", "/foreign", "{\"kind\":\"theft\",\"account\":\"x\"}");
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(send("POST", "/faults", "{\"on\":\"tickPrice\",\"do\":\"alter\"}").body())
        .contains("\"field\":\"value\"");
  }

  @Test
  void rejectsByScript() throws Exception {
    post("/quotes", STOCK_QUOTE);
    post(
        "/faults",
        """
        {"on":"placeOrder","match":{"symbol":"TWX","orderRef":"ref"},"do":"reject","code":201,
         "times":1}\
        """);
    try (var client = TestClient.connect(simulator.port(), 1)) {
      client.send(VenueHarness.place(1, Instrument.stock("TWX"), "BUY", 1, "69.50"));
      client.await(ServerMessage.ErrorMessage.class, e -> e.id() == 1 && e.code() == 201);
      client.send(VenueHarness.place(2, Instrument.stock("TWX"), "BUY", 1, "69.50"));
      client.await(ServerMessage.ExecDetails.class, m -> m.orderId() == 2);
    }

    assertThat(get("/orders"))
        .extracting(o -> o.get("state").asString())
        .containsExactly("Rejected", "Filled");
  }

  @Test
  void servesOthersWhileAClientDoesNotRead() throws Exception {
    post("/quotes", STOCK_QUOTE);
    try (var deaf = TestClient.connect(simulator.port(), 1);
        var client = TestClient.connect(simulator.port(), 2)) {
      deaf.stopReading();
      deaf.send(
          new ClientMessage.ReqMktData(
              5, VenueHarness.contract(Instrument.stock("TWX")), "", false, false));
      for (int i = 0; i < 2_000; i++) {
        simulator.ask(
            venue -> {
              venue.post(
                  Instrument.stock("TWX"),
                  venue.brokerage().board().book(Instrument.stock("TWX")).quote());
              return null;
            });
      }
      client.send(VenueHarness.place(1, Instrument.stock("TWX"), "BUY", 1, "69.50"));
      client.await(ServerMessage.ExecDetails.class, m -> m.orderId() == 1);
    }
  }

  @Test
  void refusesAClientIdInUseAndFreesItWhenTheSocketIsClosed() throws Exception {
    var first = TestClient.connect(simulator.port(), 1);
    first.await(ServerMessage.NextValidId.class, m -> true);
    try (var second = TestClient.connect(simulator.port(), 1)) {
      second.await(ServerMessage.ErrorMessage.class, e -> e.code() == 326);
      second.awaitClose();
    }

    first.close();

    await().atMost(Duration.ofSeconds(30)).until(() -> get("/sessions").isEmpty());
    try (var third = TestClient.connect(simulator.port(), 1)) {
      third.await(ServerMessage.NextValidId.class, m -> true);
    }
  }

  @Test
  void closesTheSocketByScript() throws Exception {
    try (var client = TestClient.connect(simulator.port(), 1)) {
      client.await(ServerMessage.NextValidId.class, m -> true);
      post("/faults", "{\"on\":\"now\",\"do\":\"disconnect\"}");
      client.awaitClose();
    }
  }

  @Test
  void dropsWhoeverDoesNotSpeakTheProtocol() throws Exception {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), simulator.port())) {
      socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      socket.setSoTimeout(60_000);
      assertThat(socket.getInputStream().readAllBytes()).isEmpty();
    } catch (java.net.SocketException reset) {
      assertThat(reset).hasMessageContaining("reset");
    }
    try (var client = TestClient.connect(simulator.port(), 1)) {
      client.await(ServerMessage.NextValidId.class, m -> true);
    }
  }

  private JsonNode get(String path) throws Exception {
    return new JsonMapper().readTree(send("GET", path, "").body());
  }

  private void post(String path, String body) throws Exception {
    HttpResponse<String> answer = send("POST", path, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private HttpResponse<String> send(String method, String path, String body) throws Exception {
    try (var http = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + simulator.controlPort() + path))
              .method(method, HttpRequest.BodyPublishers.ofString(body))
              .build();
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }
}
