package dev.legwork.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.legwork.fault.CrashPoint;
import dev.legwork.worker.CrashSwitch.Action;
import dev.legwork.worker.CrashSwitch.Planned;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrashSwitchTest {
  private final List<String> performed = new ArrayList<>();

  @Test
  void endsTheProcessAtTheNamedPointAndAtNoOther() {
    Planned planned = planned("CP3");

    planned.accept(CrashPoint.BEFORE_WRITE);
    assertThat(performed).isEmpty();
    planned.accept(CrashPoint.AFTER_WRITE);
    planned.accept(CrashPoint.AFTER_WRITE);

    assertThat(performed).containsExactly("AFTER_WRITE HALT");
  }

  @Test
  void waitsForTheTimeThatWasAskedFor() {
    Planned planned = planned("CP3:3:stop");

    planned.accept(CrashPoint.AFTER_WRITE);
    planned.accept(CrashPoint.AFTER_WRITE);
    assertThat(performed).isEmpty();
    planned.accept(CrashPoint.AFTER_WRITE);

    assertThat(performed).containsExactly("AFTER_WRITE STOP");
  }

  @ParameterizedTest
  @ValueSource(strings = {"CP16", "", "CP3:0", "CP3:hold", "CP3:explode", "CP3:2:halt:now:x"})
  void refusesWhatItCannotRead(String text) {
    assertThatThrownBy(() -> planned(text)).hasMessageContaining("-Dlegwork.crash-at=" + text);
  }

  @Test
  @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void holdsTheThreadUntilItsFileIsTakenAway(@TempDir Path folder) throws Exception {
    Consumer<CrashPoint> armed = CrashSwitch.listener("@" + folder);
    Files.writeString(folder.resolve("CP5"), "hold");
    Thread thread =
        Thread.ofPlatform().start(() -> armed.accept(CrashPoint.BEFORE_EXECUTION_COMMIT));
    Path reached = folder.resolve("CP5.reached");
    while (!Files.exists(reached)) {
      TimeUnit.MILLISECONDS.sleep(1);
    }

    assertThat(thread.join(Duration.ofMillis(50))).as("has gone on").isFalse();
    Files.delete(reached);

    assertThat(thread.join(Duration.ofSeconds(20))).as("has gone on").isTrue();
  }

  @Test
  void goesOnAtPointsThatNoFileNames(@TempDir Path folder) throws IOException {
    Consumer<CrashPoint> armed = CrashSwitch.listener("@" + folder);
    Files.writeString(folder.resolve("CP5"), "hold");

    armed.accept(CrashPoint.BEFORE_ACK_COMMIT);

    assertThat(folder.resolve("CP5")).exists();
  }

  private Planned planned(String text) {
    return Planned.read(
        text, (CrashPoint point, Action action) -> performed.add(point + " " + action));
  }
}
