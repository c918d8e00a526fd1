package dev.legwork.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/reliability.md} names a test for every fault of the catalogue, and none that is not.
 */
class ReliabilityTest {
  private static final Pattern ROW = Pattern.compile("^\\| ([SOY]\\d+) \\|(.*)$");
  private static final Pattern NAMED_TEST = Pattern.compile("`([A-Z]\\w*)\\.(\\w+)`");
  private static final Pattern NAMED_CLASS = Pattern.compile("`([A-Z]\\w*(?:Test|Properties))`");
  private static final Pattern GENERATOR = Pattern.compile("`([SOYC]\\d*_[A-Z0-9_]+)`");
  private static final Path GENERATORS =
      Path.of("simulation/src/main/java/dev/legwork/simulation/fault/FaultKind.java");

  /** Faults of features that do not exist yet: a protective stop, a kill switch. */
  private static final Set<String> NOT_BUILT = Set.of("O30", "Y17");

  private final Path root = Repository.root();
  private final Map<String, String> tests = testSources();

  @Test
  void everyFaultOfTheCatalogueHasATestOrAGenerator() throws IOException {
    Set<String> withEvidence = new TreeSet<>();
    for (String line : lines()) {
      Matcher row = ROW.matcher(line);
      if (row.matches() && hasEvidence(row.group(2))) {
        withEvidence.add(row.group(1));
      }
    }
    withEvidence.addAll(NOT_BUILT);
    assertThat(withEvidence).containsAll(catalogue());
  }

  @Test
  void everyTestThatItNamesExists() throws IOException {
    List<String> missing = new ArrayList<>();
    for (String line : lines()) {
      NAMED_TEST
          .matcher(line)
          .results()
          .filter(named -> named.group(1).endsWith("Test") || named.group(1).endsWith("Properties"))
          .filter(named -> !source(named.group(1)).contains(" " + named.group(2) + "("))
          .forEach(named -> missing.add(named.group()));
      NAMED_CLASS
          .matcher(line)
          .results()
          .filter(named -> source(named.group(1)).isEmpty())
          .forEach(named -> missing.add(named.group()));
    }
    assertThat(missing).as("tests that docs/reliability.md names and nobody wrote").isEmpty();
  }

  @Test
  void everyGeneratorThatItNamesExists() throws IOException {
    String generators = Files.readString(root.resolve(GENERATORS));
    List<String> missing = new ArrayList<>();
    for (String line : lines()) {
      GENERATOR
          .matcher(line)
          .results()
          .map(named -> named.group(1))
          .filter(named -> !Pattern.compile("\\b" + named + "\\b").matcher(generators).find())
          .forEach(missing::add);
    }
    assertThat(missing).as("generators that docs/reliability.md names and nobody wrote").isEmpty();
  }

  private static boolean hasEvidence(String cells) {
    return NAMED_TEST.matcher(cells).find()
        || NAMED_CLASS.matcher(cells).find()
        || GENERATOR.matcher(cells).find();
  }

  private static Set<String> catalogue() {
    return Stream.of(codes("S", 15), codes("O", 32), codes("Y", 21))
        .flatMap(codes -> codes)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<String> codes(String letter, int last) {
    return IntStream.rangeClosed(1, last).mapToObj(n -> letter + n);
  }

  private List<String> lines() throws IOException {
    return Files.readAllLines(root.resolve("docs/reliability.md"));
  }

  private String source(String testClass) {
    return tests.getOrDefault(testClass, "");
  }

  private static Map<String, String> testSources() {
    Map<String, String> sources = new HashMap<>();
    try {
      for (Path file : Repository.javaSources()) {
        if (file.toString().contains("/src/test/")) {
          String name = file.getFileName().toString().replace(".java", "");
          sources.merge(name, Files.readString(file), String::concat);
        }
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return sources;
  }
}
