package dev.legwork.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandaloneTest {

  @Test
  void saysNothingOfStoppingWhereNothingHasStarted(@TempDir Path home) throws IOException {
    try (ServerSocket taken = new ServerSocket(0)) {
      var printed = new ByteArrayOutputStream();
      Settings settings =
          Settings.read(
              List.of("--legwork.home=" + home, "--legwork.database.port=" + taken.getLocalPort()));
      var console = new Console(new PrintStream(printed, true, StandardCharsets.UTF_8));

      try (Standalone all = new Standalone(settings, console)) {
        assertThatThrownBy(() -> all.start(new StartOptions(), List.of()))
            .isInstanceOf(CannotStart.class)
            .hasMessageContaining("port " + taken.getLocalPort());
      }

      assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
      assertThat(settings.home().pidFile("legwork").running()).isEmpty();
    }
  }
}
