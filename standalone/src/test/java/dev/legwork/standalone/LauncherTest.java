package dev.legwork.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code ./legwork}, over a folder with a build of its own. */
class LauncherTest {
  private static final Path TOP = Path.of("").toAbsolutePath().getParent();

  @TempDir Path folder;

  @BeforeEach
  void copy() throws IOException {
    Files.createDirectories(folder.resolve(".mvn"));
    Files.createDirectories(folder.resolve("target"));
    Files.createDirectories(folder.resolve("standalone/target"));
    Files.copy(TOP.resolve("legwork"), folder.resolve("legwork"));
    Files.copy(TOP.resolve(".mvn/jdk.sh"), folder.resolve(".mvn/jdk.sh"));
  }

  private void build(String script) throws IOException {
    Path mvnw = Files.writeString(folder.resolve("mvnw"), "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(mvnw, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private record Ended(int code, String told) {}

  private Ended list() throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder("sh", folder.resolve("legwork").toString(), "list")
            .redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Ended(process.exitValue(), told);
  }

  @Test
  void takesNoEarlierBuildsSuccessForThatOfABuildThatWasKilled()
      throws IOException, InterruptedException {
    Files.writeString(folder.resolve("target/build.status"), "0\n");
    build("kill -9 $PPID");

    Ended ended = list();

    assertThat(ended.code()).as(ended.told()).isEqualTo(4);
    assertThat(ended.told()).contains("the build failed");
  }

  @Test
  void saysThatABuildFailed() throws IOException, InterruptedException {
    build("echo 'cannot compile'; exit 1");

    Ended ended = list();

    assertThat(ended.code()).isEqualTo(4);
    assertThat(ended.told()).contains("cannot compile", "the build failed");
  }
}
