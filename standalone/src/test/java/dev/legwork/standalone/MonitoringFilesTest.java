package dev.legwork.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** The files that docker-compose.yml gives to Prometheus and Grafana. */
class MonitoringFilesTest {
  private static final Path TOP = Path.of("..");
  private static final Path PROMETHEUS = TOP.resolve("docker/prometheus");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "check rules legwork.rules.yml",
        "test rules legwork.rules.test.yml",
        "check config --syntax-only prometheus.yml"
      })
  void prometheusOwnToolFindsNoFault(String command) throws Exception {
    Optional<Path> promtool = onThePath("promtool");
    assumeTrue(promtool.isPresent(), "SKIPPED: promtool is not on the PATH (Debian: prometheus)");
    Process tool =
        new ProcessBuilder(
                Stream.concat(Stream.of(promtool.get().toString()), Stream.of(command.split(" ")))
                    .toList())
            .directory(PROMETHEUS.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(tool.waitFor()).as(said).isZero();
  }

  @Test
  void everyFileThatIsMountedIsThere() throws IOException {
    for (String service : List.of("prometheus", "grafana")) {
      List<String> mounted =
          strings(service(service).get("volumes")).stream()
              .filter(volume -> volume.startsWith("./"))
              .toList();

      assertThat(mounted).as(service).isNotEmpty();
      assertThat(mounted)
          .as(service)
          .allSatisfy(volume -> assertThat(TOP.resolve(volume.split(":")[0])).exists());
    }
  }

  @Test
  void prometheusAsksTheWorkerAndTheApiWhereTheComposeFilePutsThem() throws IOException {
    List<String> targets =
        maps(yaml(PROMETHEUS.resolve("prometheus.yml")).get("scrape_configs")).stream()
            .flatMap(job -> maps(job.get("static_configs")).stream())
            .flatMap(some -> strings(some.get("targets")).stream())
            .toList();

    assertThat(service("worker")).containsEntry("network_mode", "service:simulator");
    assertThat(environment("worker")).containsEntry("MANAGEMENT_SERVER_PORT", "8081");
    assertThat(environment("api")).containsEntry("SERVER_PORT", "8080");
    assertThat(targets).containsExactly("simulator:8081", "api:8080");
  }

  @Test
  void grafanaFindsItsDashboardsWhereTheyAreMounted() throws IOException {
    Path provider = TOP.resolve("docker/grafana/provisioning/dashboards/legwork.yml");
    String folder =
        String.valueOf(
            ((Map<?, ?>) maps(yaml(provider).get("providers")).getFirst().get("options"))
                .get("path"));

    assertThat(strings(service("grafana").get("volumes")))
        .contains("./docker/grafana/dashboards:" + folder + ":ro");
  }

  private static Optional<Path> onThePath(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static Map<String, Object> service(String name) throws IOException {
    return map(map(yaml(TOP.resolve("docker-compose.yml")).get("services")).get(name));
  }

  private static Map<String, Object> environment(String service) throws IOException {
    return map(service(service).get("environment"));
  }

  private static Map<String, Object> yaml(Path file) throws IOException {
    return map(new Yaml().load(Files.readString(file)));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> maps(Object value) {
    return (List<Map<String, Object>>) value;
  }

  @SuppressWarnings("unchecked")
  private static List<String> strings(Object value) {
    return (List<String>) value;
  }
}
