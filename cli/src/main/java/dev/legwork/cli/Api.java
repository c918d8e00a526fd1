package dev.legwork.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
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
    return json(text(path, "application/json"));
  }

  String text(String path, String accept) {
    return send(request(path).header("Accept", accept).GET());
  }

  JsonNode post(String path, byte[] body, String key) {
    HttpRequest.Builder request =
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    String answer = send(key == null ? request : request.header("Idempotency-Key", key));
    return answer.isBlank() ? MAPPER.createObjectNode() : json(answer);
  }

  JsonNode post(String path, JsonNode body) {
    return post(path, body.toString().getBytes(StandardCharsets.UTF_8), null);
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

  private String send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() >= 300) {
        throw failure(response);
      }
      return response.body();
    } catch (IOException e) {
      throw Failure.unreachable(
          "cannot reach " + base + ": does the api run there? (--url or LEGWORK_API_URL)");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.unreachable("interrupted while waiting for " + base);
    }
  }

  private Failure failure(HttpResponse<String> response) {
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
      lines.add(
          "outcome "
              + problem.path("outcome").asText()
              + "; repeat with --id "
              + problem.path("id").asText());
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

  private JsonNode json(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw Failure.unreachable(base + " does not answer as the api does: " + e.getMessage());
    }
  }
}
