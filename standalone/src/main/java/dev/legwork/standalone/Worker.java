package dev.legwork.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** The worker as a child process, restarted when it dies. */
final class Worker implements AutoCloseable {

  private static final String MAIN = "dev.legwork.worker.WorkerApplication";

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Duration HEALTHY = Duration.ofMinutes(3);

  /** So many deaths while waiting for health are no accident. */
  private static final int HOPELESS = 3;

  private final Settings settings;
  private final Service service;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

  private Worker(Settings settings, Service service) {
    this.settings = settings;
    this.service = service;
  }

  /**
   * Starts it, after the end of the one that a killed parent may have left.
   *
   * @param flags of its JVM
   */
  static Worker start(
      Settings settings, List<String> flags, List<String> arguments, Console console) {
    Service service =
        new Service(
            new Service.Plan(
                "Worker",
                JavaCommand.of(MAIN, flags, arguments),
                Map.of(),
                settings.home().log("worker"),
                settings.home().pidFile("worker"),
                false,
                ProcessHandle::destroy,
                Duration.ofSeconds(20)),
            console);
    service.start();
    console.accept(
        "Worker: pid %d, health on http://localhost:%d/actuator/health"
            .formatted(service.process().pid(), settings.workerPort()));
    return new Worker(settings, service);
  }

  /** The process of the moment; another one after it died. */
  ProcessHandle process() {
    return service.process();
  }

  /** Waits until the worker says that it is up: sessions ready, workflows polled. */
  void awaitHealthy() {
    int before = service.deaths();
    Waiting.until(
        "the worker is healthy (log: " + settings.home().log("worker") + ")",
        HEALTHY,
        () -> {
          if (service.deaths() - before >= HOPELESS) {
            throw new CannotStart(
                "the worker dies while it starts: see " + settings.home().log("worker"));
          }
          return healthy();
        });
  }

  /** {@code kill -9}, and no other one is started. */
  void killForGood() {
    service.detach();
    process().destroyForcibly();
    process().onExit().join();
  }

  @Override
  public void close() {
    service.close();
  }

  private boolean healthy() {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://localhost:" + settings.workerPort() + "/actuator/health"))
            .timeout(Duration.ofSeconds(2))
            .build();
    try {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      return answer.statusCode() == 200 && allSessionsReady(JSON.readTree(answer.body()));
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotStart("interrupted", e);
    }
  }

  /** A worker without its sessions is up, as a standby is, but nobody could trade yet. */
  private static boolean allSessionsReady(JsonNode health) {
    return health.findValues("sessions").stream()
        .flatMap(sessions -> StreamSupport.stream(sessions.spliterator(), false))
        .allMatch(session -> session.path("state").asText().equals("SERVING"));
  }
}
