package dev.legwork.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands as a shell sees them: what they print, and how they end. */
class CommandsTest {

  private record Ended(int code, String out, String err) {}

  @ParameterizedTest
  @ValueSource(
      strings = {"worker --help", "api -h", "up --help", "simulate --help", "example --help"})
  void explainsACommandWithoutStartingAnything(String line) throws Exception {
    Ended ended = legwork(line.split(" "));

    assertThat(ended.code()).isZero();
    assertThat(ended.out()).startsWith("Usage: ./legwork " + line.split(" ")[0]);
    assertThat(ended.err()).isEmpty();
  }

  @Test
  void saysInOneLineWhatAWorkerLacks() throws Exception {
    Ended ended = legwork("worker", "--management.server.port=0", "--server.port=0");

    assertThat(ended.code()).isEqualTo(4);
    assertThat(ended.err().lines())
        .singleElement()
        .asString()
        .startsWith(
            "legwork: legwork.database.url is empty: a worker by itself needs a PostgreSQL");
    assertThat(ended.out()).doesNotContain("\tat ", "Exception");
  }

  @Test
  void saysInOneLineWhatAnApiLacks() throws Exception {
    Ended ended = legwork("api", "--management.server.port=0", "--server.port=0");

    assertThat(ended.code()).isEqualTo(4);
    assertThat(ended.err().lines())
        .singleElement()
        .asString()
        .startsWith("legwork: legwork.database.url is not set: the api needs");
    assertThat(ended.out()).doesNotContain("\tat ", "Exception");
  }

  @Test
  void refusesAnAccountWithRealMoneyInOneLine() throws Exception {
    Ended ended =
        legwork("worker", "--legwork.broker.account=U1234567", "--management.server.port=0");

    assertThat(ended.code()).isEqualTo(4);
    assertThat(ended.err().lines())
        .singleElement()
        .asString()
        .contains("account U1234567 trades real money", "legwork.broker.live-accounts");
  }

  /** fault Y19. */
  @ParameterizedTest
  @CsvSource({
    "least-success, 60, 'must be 0 to 1 (0.6 is 60 %), not 60'",
    "ample-cushion, 0.1, 'must be at least legwork.placing.fair-cushion (0.2), not 0.1'"
  })
  void refusesToStartAWorkerThatCannotChooseAndSaysWhatWouldBeRight(
      String name, String value, String right) throws Exception {
    Ended ended =
        legwork("worker", "--legwork.placing." + name + "=" + value, "--management.server.port=0");

    assertThat(ended.code()).isEqualTo(4);
    assertThat(ended.err().lines())
        .singleElement()
        .asString()
        .contains("legwork.placing." + name + " " + right);
    assertThat(ended.out()).doesNotContain("\tat ", "Exception");
  }

  @Test
  void refusesAWordThatIsNoSetting() throws Exception {
    Ended ended = legwork("worker", "now");

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).startsWith("unknown argument: now");
  }

  @ParameterizedTest
  @CsvSource({
    "--seeds=-1, at least 1",
    "--seeds=0, at least 1",
    "--threads=0, at least 1",
    "--from=-5, at least 0",
    "--from=9223372036854775807, at most"
  })
  void refusesASimulationThatWouldPassOnNothing(String argument, String right) {
    StringWriter err = new StringWriter();
    StringWriter out = new StringWriter();

    int code = SimulateCommand.execute(new PrintWriter(out), new PrintWriter(err), argument);

    assertThat(code).isEqualTo(2);
    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .startsWith("legwork: " + argument + ": must be " + right);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void tellsASimulationInAFewLinesAndAllOfItWhenAsked() {
    assertThat(simulated("--seeds=2")).hasSizeLessThan(20).last().isEqualTo("no violation");
    assertThat(simulated("--seeds=2", "--coverage"))
        .hasSizeGreaterThan(100)
        .anyMatch(line -> line.endsWith("NEVER"));
  }

  private static List<String> simulated(String... arguments) {
    StringWriter out = new StringWriter();
    assertThat(
            SimulateCommand.execute(
                new PrintWriter(out), new PrintWriter(new StringWriter()), arguments))
        .isZero();
    return out.toString().lines().toList();
  }

  /** In a process of its own, without any setting of this one's environment. */
  private static Ended legwork(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        JavaCommand.of("dev.legwork.standalone.Legwork", List.of(), List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("LEGWORK_"));
    Process process = builder.start();
    process.getOutputStream().close();
    var err = new ByteArrayOutputStream();
    Thread reader = Thread.ofVirtual().start(() -> copy(process, err));
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    reader.join();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Ended(process.exitValue(), out, withoutJvm(err.toString(StandardCharsets.UTF_8)));
  }

  private static void copy(Process process, ByteArrayOutputStream to) {
    try {
      process.getErrorStream().transferTo(to);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What the JVM says of options in its own environment is not ours. */
  private static String withoutJvm(String err) {
    Stream<String> lines = err.lines().filter(line -> !line.startsWith("Picked up "));
    return String.join("\n", lines.toList());
  }
}
