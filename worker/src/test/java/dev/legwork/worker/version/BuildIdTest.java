package dev.legwork.worker.version;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildIdTest {

  @TempDir private Path folder;

  @Test
  void isTheSameForTheSameClassesInAJarAndInAFolderAtAnyTime() throws IOException {
    Path classes = Files.createDirectories(folder.resolve("classes/dev/legwork"));
    Files.writeString(classes.resolve("Trade.class"), "trade");

    String ofFolder = BuildId.of(folder.resolve("classes").toString());
    assertThat(ofFolder).isEqualTo(BuildId.of(jar("legwork-a.jar", "trade", 1_000_000)));
    assertThat(ofFolder).isEqualTo(BuildId.of(jar("legwork-b.jar", "trade", 2_000_000_000_000L)));
  }

  @Test
  void changesWithTheContentOfAClass() throws IOException {
    assertThat(BuildId.of(jar("legwork-a.jar", "trade", 1)))
        .isNotEqualTo(BuildId.of(jar("legwork-a.jar", "other", 1)));
  }

  @Test
  void doesNotDependOnLibrariesAndTheOrderOfTheClassPath() throws IOException {
    String ours = jar("legwork-a.jar", "trade", 1);
    String library = jar("library-1.0.jar", "foreign", 1);

    assertThat(BuildId.of(ours))
        .isEqualTo(BuildId.of(library + File.pathSeparator + ours))
        .isEqualTo(BuildId.of(ours + File.pathSeparator + library));
  }

  private String jar(String name, String content, long time) throws IOException {
    Path jar = folder.resolve(name);
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      JarEntry entry = new JarEntry("dev/legwork/Trade.class");
      entry.setTime(time);
      out.putNextEntry(entry);
      out.write(content.getBytes(StandardCharsets.UTF_8));
      out.closeEntry();
    }
    return jar.toString();
  }
}
