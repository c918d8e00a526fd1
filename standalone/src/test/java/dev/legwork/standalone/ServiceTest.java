package dev.legwork.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceTest {

  @TempDir Path folder;

  private final BlockingQueue<String> console = new LinkedBlockingQueue<>();
  private Service service;

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void startsAnotherWhenTheProcessIsKilled() throws Exception {
    service = service("exec sleep 1000", true);
    service.start();
    ProcessHandle first = service.process();

    first.destroyForcibly();

    assertThat(console.poll(20, TimeUnit.SECONDS)).contains("pid " + first.pid() + " died");
    assertThat(console.poll(20, TimeUnit.SECONDS)).startsWith("sleeper: pid ");
    assertThat(service.process().pid()).isNotEqualTo(first.pid());
    assertThat(service.process().isAlive()).isTrue();
  }

  @Test
  void takesOverTheProcessThatAnEarlierParentLeft() {
    Service earlier = service("exec sleep 1000", true);
    earlier.start();
    earlier.detach();

    service = service("exec sleep 1000", true);
    service.start();

    assertThat(service.adopted()).isTrue();
    assertThat(service.process()).isEqualTo(earlier.process());
  }

  @Test
  void stopsALeftOverWithAnotherCommand() {
    Service earlier = service("exec sleep 1000", true);
    earlier.start();
    earlier.detach();
    ProcessHandle left = earlier.process();

    service = service("exec sleep 2000", true);
    service.start();

    assertThat(left.isAlive()).isFalse();
    assertThat(service.adopted()).isFalse();
  }

  @Test
  void stopsALeftOverThatMayNotBeTakenOver() {
    Service earlier = service("exec sleep 1000", false);
    earlier.start();
    earlier.detach();
    ProcessHandle left = earlier.process();

    service = service("exec sleep 1000", false);
    service.start();

    assertThat(left.isAlive()).isFalse();
  }

  @Test
  void killsAProcessThatDoesNotEndWhenAsked() {
    service = service("trap '' TERM; while :; do sleep 0.2; done", true);
    service.start();
    ProcessHandle stubborn = service.process();

    service.close();

    assertThat(stubborn.isAlive()).isFalse();
  }

  @Test
  void leavesAForeignProcessWithARecycledPidAlone() {
    service = service("exec sleep 1000", false);
    pidFile().write(ProcessHandle.current(), "sh -c exec sleep 1000");
    assertThat(pidFile().running()).isPresent();
    rewriteStartTime();

    assertThat(pidFile().running()).isEmpty();
  }

  private void rewriteStartTime() {
    try {
      Path file = folder.resolve("run/sleeper.pid");
      List<String> lines = Files.readAllLines(file);
      Files.write(file, List.of(lines.get(0), "2014-06-06T13:30:00Z", lines.get(2)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private PidFile pidFile() {
    return new PidFile(folder.resolve("run/sleeper.pid"));
  }

  private Service service(String script, boolean adoptable) {
    return new Service(
        new Service.Plan(
            "sleeper",
            List.of("sh", "-c", script),
            Map.of(),
            folder.resolve("sleeper.log"),
            pidFile(),
            adoptable,
            ProcessHandle::destroy,
            Duration.ofMillis(500)),
        console::add);
  }
}
