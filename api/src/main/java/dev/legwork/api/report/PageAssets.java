package dev.legwork.api.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/**
 * What every page carries along, read once.
 *
 * @param style the dashboard's as well
 * @param chartLibrary Chart.js, for browsers
 * @param charts what draws ours with it
 */
public record PageAssets(String style, String chartLibrary, String charts) {
  private static final String WEBJAR = "META-INF/maven/org.webjars.npm/chart.js/pom.properties";

  static PageAssets load() {
    String library =
        text("META-INF/resources/webjars/chart.js/" + version() + "/dist/chart.umd.min.js");
    return new PageAssets(
        text("static/legwork.css"),
        // The map is not in the page.
        library.replaceAll("(?m)^//# sourceMappingURL=.*$", ""),
        text("static/report-charts.js"));
  }

  private static String version() {
    Properties properties = new Properties();
    try (InputStream in = open(WEBJAR)) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }

  private static String text(String path) {
    try (InputStream in = open(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(String path) {
    InputStream in = PageAssets.class.getClassLoader().getResourceAsStream(path);
    if (in == null) {
      throw new IllegalStateException(path + " is not on the class path");
    }
    return in;
  }
}
