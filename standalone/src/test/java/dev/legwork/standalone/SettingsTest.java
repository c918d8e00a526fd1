package dev.legwork.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

  @TempDir Path folder;

  @Test
  void areThePromisedDefaultsWhereNothingIsSet() {
    Settings settings = Settings.read(List.of(), folder);

    assertThat(settings.apiPort()).isEqualTo(8080);
    assertThat(settings.workerPort()).isEqualTo(8081);
    assertThat(settings.temporalPort()).isEqualTo(7233);
    assertThat(settings.temporalUiPort()).isEqualTo(8233);
    assertThat(settings.simulatorPort()).isEqualTo(4002);
    assertThat(settings.controlPort()).isEqualTo(4080);
    assertThat(settings.databaseUrl()).isEmpty();
    assertThat(settings.temporalTarget()).isEmpty();
    assertThat(settings.home().path().getFileName()).hasToString(".legwork");
  }

  @Test
  void comeFromTheFileAndFromArgumentsBeforeIt() throws IOException {
    Files.writeString(
        folder.resolve("legwork.yaml"),
        """
        legwork:
          simulator:
            port: 5002
            control-port: 5080
          temporal.target: cluster:7233
        """);

    Settings settings = Settings.read(List.of("--legwork.simulator.port=6002"), folder);

    assertThat(settings.simulatorPort()).isEqualTo(6002);
    assertThat(settings.controlPort()).isEqualTo(5080);
    assertThat(settings.temporalTarget()).contains("cluster:7233");
  }

  @Test
  void haveTheGraceThatTheWorkerReads() throws IOException {
    assertThat(Settings.read(List.of(), folder).goodTillGrace()).hasSeconds(30);

    Files.writeString(folder.resolve("legwork.yaml"), "legwork.desk.good-till-grace: 2m");

    assertThat(Settings.read(List.of(), folder).goodTillGrace()).hasMinutes(2);
  }

  @Test
  void nameTheSettingThatIsNoDuration() {
    assertThatThrownBy(() -> Settings.read(List.of("--legwork.desk.good-till-grace=soon"), folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("legwork.desk.good-till-grace")
        .hasMessageContaining("soon");
  }

  @Test
  void nameTheSettingThatIsNoPort() {
    assertThatThrownBy(() -> Settings.read(List.of("--server.port=high"), folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("server.port")
        .hasMessageContaining("high");
  }

  @Test
  void nameTheSettingOfAPortThatIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();

      assertThatThrownBy(() -> Ports.requireFree(port, "the REST api", Settings.API_PORT))
          .isInstanceOf(CannotStart.class)
          .hasMessageContaining("port " + port)
          .hasMessageContaining("--server.port");
    }
  }

  @Test
  void leaveNamedAccountsToTheUser() {
    Settings named = Settings.read(List.of("--legwork.broker.account=DU1000007"), folder);

    List<String> arguments = workerArguments(named, List.of("--legwork.broker.account=DU1000007"));

    assertThat(arguments).contains("--legwork.broker.account=DU1000007");
    assertThat(arguments).noneMatch(argument -> argument.contains("accounts[0]"));
  }

  @Test
  void giveTheWorkerItsOwnPortAndAllAccountsOfTheSimulator() {
    List<String> given = List.of("--server.port=9090", "--management.server.port=9091");

    List<String> arguments = workerArguments(Settings.read(given, folder), given);

    assertThat(arguments)
        .contains("--management.server.port=9091", "--server.port=9091")
        .contains("--legwork.broker.accounts[9].account=DU1000010")
        .contains("--legwork.temporal.target=here:7233")
        .doesNotContain("--server.port=9090");
  }

  private static List<String> workerArguments(Settings settings, List<String> given) {
    return new ProcessArguments(
            settings,
            new Database("jdbc:postgresql://here/legwork", "legwork", "secret"),
            new TemporalHost.External("here:7233"),
            given)
        .worker();
  }
}
