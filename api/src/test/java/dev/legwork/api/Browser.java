package dev.legwork.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.legwork.json.TradeJson;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A Chromium of this machine without a window, told what to do over its DevTools protocol. */
final class Browser implements AutoCloseable {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  private static final String LISTENS = "DevTools listening on ws://";

  private final Process process;
  private final WebSocket socket;
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();

  private Browser(Process process, String page) throws IOException, InterruptedException {
    this.process = process;
    BufferedReader words = process.errorReader();
    String line = words.readLine();
    while (line != null && !line.contains(LISTENS)) {
      line = words.readLine();
    }
    if (line == null) {
      throw new IOException("the browser ended without a word");
    }
    // It stops where nobody reads what it says.
    Thread.startVirtualThread(() -> words.lines().forEach(said -> {}));
    String rest = line.substring(line.indexOf(LISTENS) + LISTENS.length());
    String host = rest.substring(0, rest.indexOf('/'));
    HttpClient client = HttpClient.newHttpClient();
    HttpResponse<String> opened =
        client.send(
            HttpRequest.newBuilder(URI.create("http://" + host + "/json/new?" + page))
                .PUT(HttpRequest.BodyPublishers.noBody())
                .build(),
            HttpResponse.BodyHandlers.ofString());
    String address =
        TradeJson.mapper().readTree(opened.body()).path("webSocketDebuggerUrl").asText();
    socket = client.newWebSocketBuilder().buildAsync(URI.create(address), new Listener()).join();
  }

  /** The program, if this machine has one. */
  static Optional<Path> program() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Shows a page. */
  static Browser at(Path program, URI page, Path profile) throws Exception {
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      return new Browser(process, page.toString());
    } catch (IOException | RuntimeException e) {
      process.destroyForcibly().waitFor();
      throw e;
    }
  }

  /** The value of an expression in the page; a promise's once it is kept. */
  JsonNode evaluate(String expression) {
    int id = ids.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    asked.put(id, answer);
    ObjectNode call =
        TradeJson.mapper().createObjectNode().put("id", id).put("method", "Runtime.evaluate");
    call.putObject("params")
        .put("expression", expression)
        .put("returnByValue", true)
        .put("awaitPromise", true);
    socket.sendText(call.toString(), true).join();
    JsonNode result = answer.orTimeout(1, TimeUnit.MINUTES).join();
    if (result.at("/result/exceptionDetails").isObject()) {
      throw new IllegalStateException(result.at("/result/exceptionDetails").toString());
    }
    return result.at("/result/result/value");
  }

  /** Waits, for a minute at most, until an expression is true; a page that loads says nothing. */
  void await(String expression) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (!evaluate(expression).asBoolean()) {
      if (System.nanoTime() - deadline >= 0) {
        throw new AssertionError(
            "never: " + expression + "\nof\n" + evaluate("document.body?.innerText").asText());
      }
      Thread.sleep(50);
    }
  }

  @Override
  public void close() {
    socket.abort();
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().onExit().join();
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        answered(text.toString());
        text.setLength(0);
      }
      from.request(1);
      return null;
    }

    private void answered(String json) {
      try {
        JsonNode message = TradeJson.mapper().readTree(json);
        CompletableFuture<JsonNode> answer = asked.remove(message.path("id").asInt());
        if (answer != null) {
          answer.complete(message);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
