package dev.legwork.standalone;

import static dev.legwork.fault.CrashPoint.AFTER_UNWIND_SENT;
import static dev.legwork.fault.CrashPoint.BEFORE_EXECUTION_COMMIT;
import static dev.legwork.fault.CrashPoint.BEFORE_INTENT_COMMIT;
import static dev.legwork.fault.CrashPoint.BEFORE_LOCK_RELEASE;
import static dev.legwork.fault.CrashPoint.BEFORE_REPLACEMENT;
import static dev.legwork.fault.CrashPoint.BEFORE_SIGNAL;
import static dev.legwork.fault.CrashPoint.BETWEEN_LEGS;
import static dev.legwork.fault.CrashPoint.DURING_CANCEL;
import static dev.legwork.fault.CrashPoint.DURING_REPORT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.fault.CrashPoint;
import dev.legwork.standalone.ChaosCell.Blow;
import dev.legwork.standalone.ProcessHouse.Part;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Some cells of the chaos matrix, at least one for each process (faults Y1, Y2, Y3, Y4, Y9). */
@DisabledIf(value = "temporalIsMissing", disabledReason = "no 'temporal' program on this machine")
@ResourceLock(value = EndToEnd.ALONE, mode = ResourceAccessMode.READ_WRITE)
@ExtendWith(ClearOfMidnight.class)
class ChaosSelectionTest {

  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static ProcessHouse house;

  static boolean temporalIsMissing() {
    return new TemporalBinary(line -> {}).installed().isEmpty();
  }

  @BeforeAll
  static void open() {
    house = new ProcessHouse("chaos-selection");
  }

  @AfterAll
  static void close() {
    house.close();
  }

  static Stream<Arguments> cells() {
    return Stream.of(
        Arguments.of(BEFORE_INTENT_COMMIT, Part.POSTGRES, Set.of("REJECTED", "COMMITTED")),
        Arguments.of(BEFORE_EXECUTION_COMMIT, Part.POSTGRES, Set.of("COMMITTED")),
        Arguments.of(BEFORE_SIGNAL, Part.TEMPORAL, Set.of("COMMITTED")),
        Arguments.of(BETWEEN_LEGS, Part.WORKER, Set.of("UNWOUND", "COMMITTED")),
        Arguments.of(DURING_CANCEL, Part.SIMULATOR, Set.of("UNWOUND")),
        Arguments.of(BEFORE_REPLACEMENT, Part.API, Set.of("UNWOUND")),
        Arguments.of(AFTER_UNWIND_SENT, Part.WORKER, Set.of("UNWOUND")),
        Arguments.of(BEFORE_LOCK_RELEASE, Part.TEMPORAL, Set.of("COMMITTED")),
        Arguments.of(DURING_REPORT, Part.POSTGRES, Set.of("COMMITTED")));
  }

  @ParameterizedTest
  @MethodSource("cells")
  void endsInOrder(CrashPoint point, Part part, Set<String> endings) {
    int number = NUMBER.incrementAndGet();

    ChaosCell.Outcome outcome =
        new ChaosCell(point, part, Blow.KILL).run(house, "DU" + (1_000_000 + number), "S" + number);

    assertThat(outcome.state()).isIn(endings);
  }
}
