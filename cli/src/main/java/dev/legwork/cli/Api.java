package dev.legwork.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Calls the api; what is no success becomes a {@link Failure} that names what was wrong. */
final class Api {
  static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(60);

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).build();
  private final String base;

  Api(String url) {
    base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  JsonNode get(String path) {
    return json(text(path, "application/json"), "");
  }

  String text(String path, String accept) {
    return send(request(path).header("Accept", accept).GET());
  }

  JsonNode post(String path, JsonNode body) {
    return answered(send(posting(path, body.toString().getBytes(StandardCharsets.UTF_8))), "");
  }

  /**
   * Posts what starts a trade. Whenever it may have started unheard, the failure says how to repeat
   * it.
   *
   * @param key sent as Idempotency-Key, or null
   * @param again how to repeat it
   */
  JsonNode submit(String path, byte[] body, String key, String again) {
    return start(path, body, key, "the trade", again);
  }

  /**
   * The same for anything that is started.
   *
   * @param what may have started, e.g. {@code the trade}
   */
  JsonNode start(String path, byte[] body, String key, String what, String again) {
    String open = "\n" + what + " may have started; " + again;
    HttpRequest.Builder request = posting(path, body);
    try {
      HttpResponse<String> response =
          exchange(key == null ? request : request.header("Idempotency-Key", key));
      if (response.statusCode() >= 500 && !problem(response).has("outcome")) {
        throw new Failure(ExitCode.UNREACHABLE, failure(response, "").getMessage() + open);
      }
      return answered(checked(response, again), open);
    } catch (ConnectException e) {
      throw Failure.unreachable(unreachable() + "\n" + again);
    } catch (IOException e) {
      throw Failure.unreachable("the answer of " + base + " was lost" + open);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.unreachable("interrupted while waiting for " + base + open);
    }
  }

  static String encoded(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private HttpRequest.Builder request(String path) {
    try {
      return HttpRequest.newBuilder(URI.create(base + path)).timeout(ANSWER);
    } catch (IllegalArgumentException e) {
      throw Failure.badInput("--url " + base + ": must be an address like http://localhost:8080");
    }
  }

  private HttpRequest.Builder posting(String path, byte[] body) {
    return request(path)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofByteArray(body));
  }

  private String send(HttpRequest.Builder request) {
    try {
      return checked(exchange(request), "");
    } catch (IOException e) {
      throw Failure.unreachable(unreachable());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.unreachable("interrupted while waiting for " + base);
    }
  }

  private HttpResponse<String> exchange(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private String checked(HttpResponse<String> response, String again) {
    if (response.statusCode() >= 300) {
      throw failure(response, again);
    }
    return response.body();
  }

  private String unreachable() {
    return "cannot reach " + base + ": does the api run there? (--url or LEGWORK_API_URL)";
  }

  private Failure failure(HttpResponse<String> response, String again) {
    JsonNode problem = problem(response);
    int status = response.statusCode();
    List<String> lines = new ArrayList<>();
    for (JsonNode error : problem.path("errors")) {
      String value = error.path("value").isNull() ? "" : " (" + error.path("value").asText() + ")";
      lines.add(error.path("field").asText() + value + ": " + error.path("message").asText());
    }
    if (lines.isEmpty()) {
      lines.add(problem.path("detail").asText(base + " answered " + status));
    }
    if (problem.has("outcome")) {
      lines.add("outcome " + problem.path("outcome").asText() + "; " + again);
    }
    return new Failure(
        status >= 500 ? ExitCode.UNREACHABLE : ExitCode.BAD_INPUT, String.join("\n", lines));
  }

  private static JsonNode problem(HttpResponse<String> response) {
    try {
      JsonNode body = MAPPER.readTree(response.body());
      return body == null ? MAPPER.createObjectNode() : body;
    } catch (JsonProcessingException e) {
      return MAPPER.createObjectNode();
    }
  }

  private JsonNode answered(String text, String hint) {
    return text.isBlank() ? MAPPER.createObjectNode() : json(text, hint);
  }

  private JsonNode json(String text, String hint) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      String why = base + " does not answer as the api does: " + e.getOriginalMessage();
      throw Failure.unreachable(why + hint);
    }
  }
}
