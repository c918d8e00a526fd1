package dev.legwork.simulator.control;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.legwork.simulator.gateway.Venue;
import dev.legwork.simulator.gateway.VenueLoop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The control port: HTTP on loopback. Everything is asked of the venue in its own thread. */
public final class ControlServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ControlServer.class);
  private static final int LONGEST_BODY = 1024 * 1024;
  private static final JsonMapper MAPPER = new JsonMapper();

  private final HttpServer server;
  private final VenueLoop loop;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Map<String, Answerer>> routes = new TreeMap<>();

  /** Answers a request from its body, which is empty for GET and DELETE. */
  private interface Answerer {
    Object answer(Fields body);
  }

  /**
   * Starts to listen.
   *
   * @param port 0 for any free one
   */
  public ControlServer(int port, VenueLoop loop) throws IOException {
    this.loop = loop;
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    var commands = new Commands(loop);
    get("/orders", Views::orders);
    get("/fills", Views::fills);
    get("/positions", Views::positions);
    get("/sessions", Views::sessions);
    get("/accounts", Views::accounts);
    get("/quotes", Views::quotes);
    get("/clock", Views::clock);
    get("/faults", Commands::faults);
    route("POST", "/faults", commands::addFault);
    route("DELETE", "/faults", body -> commands.clearFaults());
    route("POST", "/quotes", commands::postQuote);
    route("DELETE", "/quotes", body -> commands.releaseQuotes());
    route("POST", "/halts", commands::halt);
    route("POST", "/session", commands::session);
    route("POST", "/foreign", commands::outside);
    route("POST", "/clock", commands::setClock);
    route("POST", "/accounts", commands::deposit);
    server.createContext("/", this::handle);
    server.setExecutor(executor);
    server.start();
  }

  /** The port that is bound. */
  public int port() {
    return server.getAddress().getPort();
  }

  private void get(String path, Function<Venue, Object> view) {
    route("GET", path, body -> loop.call(view));
  }

  private void route(String method, String path, Answerer answerer) {
    routes.computeIfAbsent(path, p -> new TreeMap<>()).put(method, answerer);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Map<String, Answerer> methods = routes.get(exchange.getRequestURI().getPath());
      if (methods == null) {
        problem(exchange, 404, "Not found", "known paths: " + routes.keySet(), List.of());
      } else if (!methods.containsKey(exchange.getRequestMethod())) {
        problem(exchange, 405, "Method not allowed", "try " + methods.keySet(), List.of());
      } else {
        answer(exchange, methods.get(exchange.getRequestMethod()));
      }
    }
  }

  private static void answer(HttpExchange exchange, Answerer answerer) throws IOException {
    try {
      send(exchange, 200, "application/json", answerer.answer(body(exchange)));
    } catch (BadInput e) {
      problem(exchange, 400, "Bad input", "some fields cannot be used", e.errors());
    } catch (JacksonException e) {
      problem(exchange, 400, "Bad input", "the body is not JSON", List.of());
    } catch (RuntimeException e) {
      log.error("the control port could not answer {}", exchange.getRequestURI(), e);
      problem(exchange, 500, "Failed", "" + e.getMessage(), List.of());
    }
  }

  private static Fields body(HttpExchange exchange) throws IOException {
    byte[] bytes = exchange.getRequestBody().readNBytes(LONGEST_BODY);
    JsonNode node = bytes.length == 0 ? MAPPER.createObjectNode() : MAPPER.readTree(bytes);
    return new Fields(node);
  }

  private static void problem(
      HttpExchange exchange,
      int status,
      String title,
      String detail,
      List<BadInput.FieldError> errors)
      throws IOException {
    var body = new LinkedHashMap<String, Object>();
    body.put("type", "about:blank");
    body.put("title", title);
    body.put("status", status);
    body.put("detail", detail);
    body.put("errors", errors);
    send(exchange, status, "application/problem+json", body);
  }

  private static void send(HttpExchange exchange, int status, String type, Object body)
      throws IOException {
    byte[] bytes = MAPPER.writeValueAsBytes(body);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    executor.close();
  }
}
