package dev.legwork.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code ./legwork}, over a folder with a build of its own. */
class LauncherTest {
  private static final Path TOP = Path.of("").toAbsolutePath().getParent();

  @TempDir Path folder;
  private String strategies;

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
    if (strategies != null) {
      builder.environment().put("LEGWORK_STRATEGIES", strategies);
    }
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

  /** A class of that name in the user's folder, and only empty jars of ours. */
  @Test
  void putsTheJarsOfUsersStrategiesBesideOurs() throws IOException, InterruptedException {
    build("true");
    Path own = Files.createDirectories(folder.resolve("standalone/target/own"));
    emptyJar(own.resolve("legwork-worker-1.jar"));
    emptyJar(folder.resolve("standalone/target/legwork-standalone-1.jar"));
    Path users = Files.createDirectories(folder.resolve("my strategies"));
    jarThatPrints(users.resolve("mine.jar"), "found in the folder");
    strategies = users.toString();

    Ended ended = list();

    assertThat(ended.told()).contains("found in the folder");
    assertThat(ended.code()).isZero();
  }

  @Test
  void namesAFolderOfStrategiesThatIsNotThere() throws IOException, InterruptedException {
    Path own = Files.createDirectories(folder.resolve("standalone/target/own"));
    emptyJar(own.resolve("legwork-worker-1.jar"));
    emptyJar(folder.resolve("standalone/target/legwork-standalone-1.jar"));
    build("true");
    strategies = folder.resolve("nowhere").toString();

    Ended ended = list();

    assertThat(ended.code()).isEqualTo(4);
    assertThat(ended.told()).contains("LEGWORK_STRATEGIES", "nowhere: no such folder");
  }

  private static void emptyJar(Path file) throws IOException {
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file))) {
      jar.putNextEntry(new JarEntry("empty"));
    }
  }

  private void jarThatPrints(Path file, String text) throws IOException {
    Path source = Files.createDirectories(folder.resolve("source")).resolve("Legwork.java");
    Files.writeString(
        source,
        """
        package dev.legwork.standalone;

        public final class Legwork {
          public static void main(String[] arguments) {
            System.out.println("%s");
          }
        }
        """
            .formatted(text));
    Path classes = Files.createDirectories(folder.resolve("classes"));
    int compiled =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-d", classes.toString(), source.toString());
    assertThat(compiled).isZero();
    String name = "dev/legwork/standalone/Legwork.class";
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file))) {
      jar.putNextEntry(new JarEntry(name));
      jar.write(Files.readAllBytes(classes.resolve(name)));
    }
  }
}
