package dev.legwork.alerting;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.legwork.json.TradeJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A web server that takes alerts, or refuses them first. */
final class Receiver implements AutoCloseable {

  /** What was posted, and what was answered. */
  record Post(int status, String key, String authorization, JsonNode body) {}

  final List<Post> posts = new CopyOnWriteArrayList<>();
  private final Queue<Integer> answers = new ArrayDeque<>();
  private final HttpServer server;

  Receiver(Integer... firstAnswers) {
    answers.addAll(List.of(firstAnswers));
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/alerts", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/alerts";
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    int status = answers.isEmpty() ? 204 : answers.remove();
    posts.add(
        new Post(
            status,
            exchange.getRequestHeaders().getFirst("Idempotency-Key"),
            exchange.getRequestHeaders().getFirst("Authorization"),
            TradeJson.mapper().readTree(exchange.getRequestBody())));
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
