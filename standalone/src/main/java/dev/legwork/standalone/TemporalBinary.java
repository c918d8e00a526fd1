package dev.legwork.standalone;

import io.temporal.testing.TemporalDevServerOptions;
import io.temporal.testing.internal.devserver.TemporalDevServerDownloader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.core.NestedExceptionUtils;

/**
 * Finds the {@code temporal} program: on the PATH, in the cache folder or where {@code go install}
 * puts it; else downloads it as the SDK's dev server does; else builds it where Go is installed.
 */
final class TemporalBinary {

  /** Later releases of the command line cannot be installed by {@code go install}. */
  static final String VERSION = "v1.5.1";

  private static final String MODULE = "github.com/temporalio/cli/cmd/temporal@" + VERSION;
  private static final Duration DOWNLOAD = Duration.ofMinutes(2);

  private final Consumer<String> console;
  private final Path cache = CacheFolder.path().resolve("temporal");

  TemporalBinary(Consumer<String> console) {
    this.console = console;
  }

  /** The program, or empty where it cannot be had. */
  Optional<Path> locate() {
    return installed().or(this::downloaded).or(this::built);
  }

  /** The program where it is already on this machine. */
  Optional<Path> installed() {
    return candidates()
        .map(folder -> folder.resolve("temporal"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private Stream<Path> candidates() {
    List<Path> folders = new ArrayList<>(pathFolders());
    folders.add(cache);
    String goBin = System.getenv("GOBIN");
    String goPath = System.getenv("GOPATH");
    if (goBin != null && !goBin.isBlank()) {
      folders.add(Path.of(goBin));
    }
    folders.add(
        goPath == null || goPath.isBlank()
            ? Path.of(System.getProperty("user.home"), "go", "bin")
            : Path.of(goPath.split(File.pathSeparator)[0], "bin"));
    return folders.stream();
  }

  private static List<Path> pathFolders() {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.of(path.split(File.pathSeparator))
        .filter(s -> !s.isBlank())
        .map(Path::of)
        .toList();
  }

  /** The SDK downloads only when it starts a server itself; its downloader serves us alone, too. */
  private Optional<Path> downloaded() {
    TemporalDevServerOptions options =
        TemporalDevServerOptions.newBuilder()
            .setDownloadVersion(VERSION)
            .setDownloadDestination(cache.resolve("download").toString())
            .build();
    try {
      return Optional.of(
          CompletableFuture.supplyAsync(() -> TemporalDevServerDownloader.prepare(options))
              .get(DOWNLOAD.toSeconds(), TimeUnit.SECONDS));
    } catch (ExecutionException | TimeoutException e) {
      console.accept(
          "Temporal: the server cannot be downloaded here ("
              + NestedExceptionUtils.getMostSpecificCause(e)
              + ")");
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotStart("interrupted", e);
    }
  }

  private Optional<Path> built() {
    Optional<Path> go = go();
    if (go.isEmpty()) {
      return Optional.empty();
    }
    console.accept(
        "Temporal: building the server with 'go install "
            + MODULE
            + "'; about three minutes, once ...");
    return install(go.get()) ? Optional.of(cache.resolve("temporal")) : Optional.empty();
  }

  private boolean install(Path go) {
    try {
      Files.createDirectories(cache);
      Path log = cache.resolve("build.log");
      ProcessBuilder builder =
          new ProcessBuilder(go.toString(), "install", MODULE)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile());
      builder.environment().put("GOBIN", cache.toString());
      boolean done = builder.start().waitFor() == 0;
      console.accept("Temporal: " + (done ? "built" : "the build failed, see " + log));
      return done;
    } catch (IOException e) {
      console.accept("Temporal: cannot build the server: " + e.getMessage());
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotStart("interrupted", e);
    }
  }

  private static Optional<Path> go() {
    return Stream.concat(pathFolders().stream(), Stream.of(Path.of("/usr/local/go/bin")))
        .map(folder -> folder.resolve("go"))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
