package dev.legwork.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folder that holds all state of the embedded set-up ({@code legwork.home}). */
record HomeFolder(Path path) {

  HomeFolder {
    path = path.toAbsolutePath().normalize();
  }

  Path postgres() {
    return path.resolve("postgres");
  }

  Path temporalDatabase() {
    return path.resolve("temporal").resolve("temporal.db");
  }

  Path simulator() {
    return path.resolve("simulator");
  }

  /** Log file of a component. */
  Path log(String component) {
    return path.resolve("logs").resolve(component + ".log");
  }

  /** Pid file of a process. */
  PidFile pidFile(String process) {
    return new PidFile(path.resolve("run").resolve(process + ".pid"));
  }

  /** Makes the folders that others expect to be there. */
  void create() {
    for (Path folder :
        List.of(
            path.resolve("logs"),
            path.resolve("run"),
            simulator(),
            temporalDatabase().getParent())) {
      try {
        Files.createDirectories(folder);
      } catch (IOException e) {
        throw new CannotStart(
            "cannot write to " + path + " (" + e + "); choose another folder with --legwork.home=…",
            e);
      }
    }
  }

  /** Forgets everything except the logs. No process of this folder may run any more. */
  void forget() {
    Stream.of("postgres", "temporal", "simulator", "run").map(path::resolve).forEach(this::delete);
  }

  private void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
