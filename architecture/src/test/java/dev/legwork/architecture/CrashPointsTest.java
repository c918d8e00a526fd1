package dev.legwork.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.fault.CrashPoint;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A crash point that a change of the code left behind would let its tests prove nothing. */
class CrashPointsTest {

  private static final String PRODUCTION =
      Repository.modules().stream()
          .flatMap(module -> Repository.javaSources(module, "src/main").stream())
          .map(Repository::read)
          .collect(Collectors.joining());

  @ParameterizedTest
  @EnumSource
  void isReachedByTheProductionCode(CrashPoint point) {
    assertThat(PRODUCTION).contains("CrashPoint." + point.name() + ".reached();");
  }
}
