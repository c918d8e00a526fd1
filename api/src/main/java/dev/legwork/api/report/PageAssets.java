package dev.legwork.api.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.UUID;

/**
 * What pages carry along, read once: the style sheet, which is the dashboard's as well, Chart.js
 * for browsers, and what draws our charts with it. A template writes marks, and the texts are put
 * in their place when it is done: an engine would read 200 kB of script as markup with every page.
 * Marks are made up anew by every process, so that no text of a trade is one.
 */
public final class PageAssets {
  private static final String WEBJAR = "META-INF/maven/org.webjars.npm/chart.js/pom.properties";

  private final String styleMark = mark();
  private final String dataMark = mark();
  private final String scriptsMark = mark();
  private final String style;
  private final String scripts;

  private PageAssets(String style, String scripts) {
    this.style = style;
    this.scripts = scripts;
  }

  static PageAssets load() {
    String library =
        text("META-INF/resources/webjars/chart.js/" + version() + "/dist/chart.umd.min.js")
            // The map is not in the page.
            .replaceAll("(?m)^//# sourceMappingURL=.*$", "");
    return new PageAssets(
        text("static/legwork.css"), library + "\n" + text("static/report-charts.js"));
  }

  /** Where the style sheet will be. */
  public String style() {
    return styleMark;
  }

  /** Where the page's own data will be. */
  public String data() {
    return dataMark;
  }

  /** Where the scripts will be. */
  public String scripts() {
    return scriptsMark;
  }

  /** The page with the texts in place of their marks, which stand in this order. */
  String fill(String page, String data) {
    StringBuilder filled =
        new StringBuilder(page.length() + style.length() + data.length() + scripts.length());
    int from = put(filled, page, 0, styleMark, style);
    from = put(filled, page, from, dataMark, data);
    from = put(filled, page, from, scriptsMark, scripts);
    return filled.append(page, from, page.length()).toString();
  }

  /** Appends the page up to the mark, and the text; nothing where there is no mark. */
  private static int put(StringBuilder filled, String page, int from, String mark, String text) {
    int at = page.indexOf(mark, from);
    if (at < 0) {
      return from;
    }
    filled.append(page, from, at).append(text);
    return at + mark.length();
  }

  private static String mark() {
    return UUID.randomUUID().toString();
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
