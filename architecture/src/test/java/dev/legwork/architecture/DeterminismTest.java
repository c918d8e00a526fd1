package dev.legwork.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import dev.legwork.architecture.fixture.ClockReader;
import dev.legwork.architecture.fixture.DiceThrower;
import dev.legwork.architecture.fixture.FileReader;
import dev.legwork.architecture.fixture.SharedState;
import dev.legwork.architecture.fixture.ThreadStarter;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DeterminismTest {

  private static final JavaClasses PRODUCTION = House.productionClasses();
  private static final List<String> PURE_MODULES = List.of("domain", "strategies", "workflows");
  private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|//[^\\n]*");
  private static final Pattern SYNCHRONIZED_BLOCK = Pattern.compile("\\bsynchronized\\b");

  static Stream<ArchRule> rules() {
    return Determinism.rules(
        describe("must be deterministic", type -> PURE_MODULES.contains(House.moduleOf(type))))
        .stream();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void replayedCodeIsDeterministic(ArchRule rule) {
    rule.check(PRODUCTION);
  }

  @Test
  void replayedCodeHoldsNoMonitors() {
    assertThat(PURE_MODULES.stream().flatMap(DeterminismTest::mainSources))
        .filteredOn(file -> holdsAMonitor(Repository.read(file)))
        .isEmpty();
  }

  @Test
  void noticesAMonitor() {
    assertThat(holdsAMonitor("void a() { synchronized (this) {} }")).isTrue();
    assertThat(holdsAMonitor("/** Not synchronized. */ int a; // nor synchronized")).isFalse();
  }

  static Stream<Arguments> offenders() {
    return Stream.of(
        offender(ClockReader.class, "instant", Determinism::noWallClock),
        offender(ClockReader.class, "millis", Determinism::noWallClock),
        offender(ClockReader.class, "clock", Determinism::noWallClock),
        offender(DiceThrower.class, "die", Determinism::noRandomness),
        offender(DiceThrower.class, "id", Determinism::noRandomness),
        offender(DiceThrower.class, "fraction", Determinism::noRandomness),
        offender(ThreadStarter.class, "thread", Determinism::noThreads),
        offender(ThreadStarter.class, "pool", Determinism::noThreads),
        offender(ThreadStarter.class, "lock", Determinism::noThreads),
        offender(FileReader.class, "file", Determinism::noWorld),
        offender(FileReader.class, "table", Determinism::noWorld),
        offender(SharedState.class, "count", Determinism::noMutableStatics),
        offender(SharedState.class, "increment", Determinism::noSynchronizedMethods));
  }

  @ParameterizedTest
  @MethodSource("offenders")
  void noticesAnOffender(
      Class<?> offender, String member, Function<DescribedPredicate<JavaClass>, ArchRule> rule) {
    JavaClasses types = new ClassFileImporter().importClasses(offender);

    assertThatThrownBy(() -> rule.apply(alwaysTrue()).check(types))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(offender.getSimpleName() + "." + member);
  }

  private static Arguments offender(
      Class<?> type, String member, Function<DescribedPredicate<JavaClass>, ArchRule> rule) {
    return Arguments.of(type, member, rule);
  }

  private static Stream<Path> mainSources(String module) {
    return Repository.javaSources(module, "src/main/java").stream();
  }

  private static boolean holdsAMonitor(String source) {
    return SYNCHRONIZED_BLOCK.matcher(COMMENT.matcher(source).replaceAll("")).find();
  }
}
