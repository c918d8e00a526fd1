package dev.legwork.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Decides from outside at which named point the worker dies, stops or waits: {@code CP1} to {@code
 * CP15}. The worker needs its {@link #flag}.
 */
final class CrashSwitch {

  private static final Duration PATIENCE = Duration.ofSeconds(180);

  private final Path folder;

  CrashSwitch(Path folder) {
    this.folder = folder.toAbsolutePath();
    try {
      Files.createDirectories(this.folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    disarm();
  }

  /** For the worker's JVM. */
  String flag() {
    return "-Dlegwork.crash-at=@" + folder;
  }

  /** The next time that the worker comes to this point it ends as if by {@code kill -9}. */
  void halt(String point) {
    arm(point, "halt");
  }

  /** The next time that the worker comes to this point it stops itself by SIGSTOP. */
  void stop(String point) {
    arm(point, "stop");
  }

  /** The next time that a thread of the worker comes to this point it waits for {@link #letGo}. */
  void hold(String point) {
    arm(point, "hold");
  }

  boolean isReached(String point) {
    return Files.exists(reached(point));
  }

  /** Waits until the armed point was reached. */
  void awaitReached(String point) {
    Waiting.until("the worker has reached " + point, PATIENCE, () -> isReached(point));
  }

  /** Lets a held thread go on. */
  void letGo(String point) {
    delete(reached(point));
  }

  /** Forgets all that was armed, and lets go whoever is held. */
  void disarm() {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> all = files.toList();
      all.forEach(CrashSwitch::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void arm(String point, String action) {
    delete(reached(point));
    try {
      Path draft = Files.writeString(folder.resolve(point + ".draft"), action);
      Files.move(draft, folder.resolve(point), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path reached(String point) {
    return folder.resolve(point + ".reached");
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
