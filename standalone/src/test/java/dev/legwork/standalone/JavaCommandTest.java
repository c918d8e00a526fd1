package dev.legwork.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class JavaCommandTest {

  /** A process whose second thread runs out of memory, which its main thread never hears of. */
  static final class Greedy {
    private Greedy() {}

    public static void main(String[] arguments) throws InterruptedException {
      Thread.ofPlatform().start(Greedy::takeEverything);
      Thread.sleep(60_000);
    }

    private static void takeEverything() {
      List<byte[]> all = new ArrayList<>();
      while (all.size() < 1_000_000) {
        all.add(new byte[1 << 20]);
      }
    }
  }

  /** fault Y15 */
  @Test
  void aProcessWithoutMemoryDiesRatherThanGoOnWithHalfItsThreads() throws Exception {
    Process process =
        new ProcessBuilder(JavaCommand.of(Greedy.class.getName(), List.of("-Xmx16m"), List.of()))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();

    assertThat(process.waitFor(50, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(3);
  }
}
