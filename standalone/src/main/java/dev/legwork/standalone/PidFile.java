package dev.legwork.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Names one process: its pid, when it started, and the command it runs. The start time tells it
 * from another process that was given the same pid later.
 */
record PidFile(Path path) {

  /** Clock ticks and clock corrections move a reported start time by less than this. */
  private static final Duration TOLERANCE = Duration.ofSeconds(3);

  /** A process that still runs, with the command it was started for. */
  record Running(ProcessHandle process, String command) {}

  void write(ProcessHandle process, String command) {
    String text = process.pid() + "\n" + startOf(process) + "\n" + command + "\n";
    try {
      Files.createDirectories(path.getParent());
      Files.writeString(path, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void delete() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The process that this file names, if exactly that one still runs. */
  Optional<Running> running() {
    if (!Files.exists(path)) {
      return Optional.empty();
    }
    try {
      List<String> lines = Files.readAllLines(path);
      return lines.size() < 3 ? Optional.empty() : running(lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Running> running(List<String> lines) {
    Instant started = Instant.parse(lines.get(1));
    return ProcessHandle.of(Long.parseLong(lines.get(0)))
        .filter(ProcessHandle::isAlive)
        .filter(process -> sameTime(startOf(process), started))
        .map(process -> new Running(process, lines.get(2)));
  }

  private static boolean sameTime(Instant a, Instant b) {
    return Duration.between(a, b).abs().compareTo(TOLERANCE) < 0;
  }

  private static Instant startOf(ProcessHandle process) {
    return process.info().startInstant().orElse(Instant.EPOCH);
  }
}
