package dev.legwork.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The modules and the arrows between them: the table of the design, as data. */
final class House {

  /**
   * What one module may use.
   *
   * @param name folder of the module
   * @param modules modules it may use besides itself
   * @param libraries prefixes of packages outside the JDK and the house that it may use; {@link
   *     #ANY} for a module at the edge
   * @param barred prefixes of packages it may not use although {@code libraries} would let it
   */
  record Module(String name, List<String> modules, List<String> libraries, List<String> barred) {}

  private static final List<String> NONE = List.of();
  private static final List<String> ANY = List.of("");
  private static final String LOG = "org.slf4j.";
  private static final List<String> JSON = List.of("com.fasterxml.jackson.", "tools.jackson.");
  private static final Pattern MODULE_OF_PATH =
      Pattern.compile("/([a-z]+)/target/(?:classes|[^/]+\\.jar)");

  static final List<Module> MODULES =
      List.of(
          new Module("domain", List.of(), NONE, NONE),
          new Module("strategies", List.of("domain"), NONE, NONE),
          new Module("json", List.of("domain"), JSON, NONE),
          new Module("tws", List.of(), List.of(LOG), NONE),
          new Module("desk", List.of("domain", "tws", "strategies"), List.of(LOG), NONE),
          new Module(
              "ledger",
              List.of("domain", "json"),
              List.of(
                  LOG,
                  JSON.get(0),
                  JSON.get(1),
                  "org.springframework.jdbc.",
                  "org.springframework.core.NestedRuntimeException",
                  "org.springframework.dao.",
                  "org.springframework.transaction.",
                  "org.flywaydb.",
                  "org.postgresql.",
                  "com.zaxxer."),
              NONE),
          new Module(
              "workflows",
              List.of("domain", "json", "strategies"),
              List.of(LOG, JSON.get(0), JSON.get(1), "io.temporal.", "com.uber.m3.", "com.google."),
              NONE),
          new Module(
              "activities",
              List.of("domain", "json", "strategies", "workflows", "desk", "ledger", "tws"),
              ANY,
              NONE),
          new Module("alerting", List.of("domain", "json", "ledger"), ANY, NONE),
          new Module(
              "worker",
              List.of(
                  "domain",
                  "json",
                  "strategies",
                  "workflows",
                  "desk",
                  "ledger",
                  "tws",
                  "activities",
                  "alerting"),
              ANY,
              NONE),
          new Module(
              "api",
              List.of("domain", "json", "strategies", "workflows", "ledger", "alerting"),
              ANY,
              NONE),
          new Module(
              "cli",
              List.of("domain", "json"),
              ANY,
              List.of("org.springframework.", "io.temporal.")),
          new Module(
              "simulator",
              List.of("tws", "strategies", "domain"),
              ANY,
              List.of("org.springframework.", "io.temporal.", "java.sql.")),
          new Module(
              "simulation", List.of("domain", "desk", "tws", "simulator"), List.of(LOG), NONE),
          everythingBut("standalone", "bench"),
          everythingBut("bench"));

  private House() {}

  private static Module everythingBut(String name, String... others) {
    List<String> all =
        List.of(
            "domain",
            "strategies",
            "json",
            "tws",
            "desk",
            "ledger",
            "workflows",
            "activities",
            "alerting",
            "worker",
            "api",
            "cli",
            "simulator",
            "simulation",
            "standalone");
    return new Module(
        name,
        all.stream().filter(m -> !m.equals(name) && !List.of(others).contains(m)).toList(),
        ANY,
        NONE);
  }

  /** Production classes of all modules. */
  static JavaClasses productionClasses() {
    return new ClassFileImporter()
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
        .importPackages("dev.legwork");
  }

  /** Folder of the module a class was compiled in, by where its class file lies; empty if none. */
  static String moduleOf(JavaClass type) {
    return type.getSource().map(source -> moduleOf(source.getUri().toString())).orElse("");
  }

  private static String moduleOf(String uri) {
    Matcher matcher = MODULE_OF_PATH.matcher(uri);
    return matcher.find() ? matcher.group(1) : "";
  }
}
