package dev.legwork.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Every Java source is exactly as google-java-format writes it. With {@code -Dlegwork.format=write}
 * the files that differ are rewritten instead.
 */
class SourceFormatTest {

  private static final String MEND =
      "./mvnw -q -pl architecture -am test -Dlegwork.format=write"
          + " -Dtest=SourceFormatTest -Dsurefire.failIfNoSpecifiedTests=false";

  private final Formatter formatter = new Formatter();

  @Test
  void everySourceIsFormatted() throws Exception {
    List<Path> differing = new ArrayList<>();
    for (Path file : Repository.javaSources()) {
      String source = Files.readString(file);
      String formatted = format(file, source);
      if (!formatted.equals(source)) {
        differing.add(Repository.root().relativize(file));
        rewriteIfAsked(file, formatted);
      }
    }
    if (!rewriting()) {
      assertThat(differing).as("sources to format; mend them with:%n  %s%n", MEND).isEmpty();
    }
  }

  @Test
  void noticesASourceThatIsNotFormatted() throws Exception {
    assertThat(formatter.formatSourceAndFixImports("class  A{int a ;}\n"))
        .isEqualTo("class A {\n  int a;\n}\n");
  }

  private String format(Path file, String source) {
    try {
      return formatter.formatSourceAndFixImports(source);
    } catch (FormatterException e) {
      throw new AssertionError("cannot parse " + file, e);
    }
  }

  private static void rewriteIfAsked(Path file, String formatted) throws IOException {
    if (rewriting()) {
      Files.writeString(file, formatted);
    }
  }

  private static boolean rewriting() {
    return "write".equals(System.getProperty("legwork.format"));
  }
}
