package dev.legwork.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.legwork.simulator.contracts.Instrument;
import dev.legwork.simulator.gateway.TestClient;
import dev.legwork.simulator.gateway.VenueHarness;
import dev.legwork.simulator.orders.Fill;
import dev.legwork.simulator.orders.Order;
import dev.legwork.simulator.orders.OrderState;
import dev.legwork.tws.message.ServerMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gateway as a process that is killed. */
class SimulatorCrashTest {
  private static final Pattern LISTENING =
      Pattern.compile("LISTENING port=(\\d+) control-port=(\\d+)");

  @TempDir private Path home;
  private int port;
  private int controlPort;

  @Test
  void forgetsNothingThatAClientWasToldOf() throws Exception {
    Process process = startProcess();
    String execId;
    try {
      post(
          """
          {"contract":{"type":"STOCK","symbol":"TWX"},
           "bid":"69.48","bidSize":500,"ask":"69.50","askSize":300}\
          """);
      try (var client = TestClient.connect(port, 1)) {
        client.send(
            VenueHarness.place(1, Instrument.stock("TWX"), "BUY", 400, "69.50"),
            VenueHarness.place(2, Instrument.stock("TWX"), "SELL", 10, "80.00"));
        execId = client.await(ServerMessage.ExecDetails.class, m -> m.orderId() == 1).execId();
        client.await(ServerMessage.OrderStatus.class, s -> s.orderId() == 2);
      }
    } finally {
      process.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
    }

    try (var simulator =
        Simulator.start(SimulatorOptions.scripted().toBuilder().home(home).build())) {
      List<Order> orders = simulator.ask(venue -> List.copyOf(venue.brokerage().ledger().orders()));
      assertThat(orders)
          .extracting(Order::orderId, Order::filled, Order::state)
          .containsExactly(
              tuple(1, 300L, OrderState.SUBMITTED), tuple(2, 0L, OrderState.SUBMITTED));
      List<Fill> fills = simulator.ask(venue -> List.copyOf(venue.brokerage().ledger().fills()));
      assertThat(fills).extracting(Fill::execId).containsExactly(execId);
    }
  }

  private Process startProcess() throws IOException {
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.legwork.simulator.SimulatorMain",
                "--legwork.simulator.port=0",
                "--legwork.simulator.control-port=0",
                "--legwork.home=" + home,
                "--market=script")
            .redirectErrorStream(true)
            .start();
    BufferedReader output = process.inputReader();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      Matcher listening = LISTENING.matcher(line);
      if (listening.matches()) {
        port = Integer.parseInt(listening.group(1));
        controlPort = Integer.parseInt(listening.group(2));
        return process;
      }
    }
    throw new IOException("the process ended before it listened");
  }

  private void post(String quote) throws Exception {
    try (var http = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + controlPort + "/quotes"))
              .POST(HttpRequest.BodyPublishers.ofString(quote))
              .build();
      assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(200);
    }
  }
}
