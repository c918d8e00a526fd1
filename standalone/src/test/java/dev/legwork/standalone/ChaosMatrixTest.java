package dev.legwork.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.fault.CrashPoint;
import dev.legwork.standalone.ChaosCell.Blow;
import dev.legwork.standalone.ChaosCell.Outcome;
import dev.legwork.standalone.ProcessHouse.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Every crash point against every process, killed and paused. {@code -Dchaos.points=CP2,CP3},
 * {@code -Dchaos.parts=WORKER} and {@code -Dchaos.blows=KILL} choose some of them. Instead of these
 * {@code -Dchaos.pairs=20 -Dchaos.seed=1} hits each of twenty trades twice, as the seed says.
 */
@Tag("chaos")
class ChaosMatrixTest {

  @Test
  @DisabledIfSystemProperty(named = "chaos.pairs", matches = ".+")
  void endsInOrderWhateverDiesWherever() {
    List<Outcome> outcomes = new ArrayList<>();
    List<String> failures = new ArrayList<>();
    try (ProcessHouse house = new ProcessHouse("chaos")) {
      int number = 0;
      for (ChaosCell cell : cells().toList()) {
        number++;
        String account = "DU" + (1_000_001 + number % 10);
        try {
          house.awaitAll();
          Outcome outcome = cell.run(house, account, "X" + number);
          outcomes.add(outcome);
          System.out.println(outcome);
        } catch (RuntimeException | AssertionError e) {
          failures.add(cell + ": " + e);
          System.out.println("FAILED " + cell + ": " + e);
        }
      }
    }
    System.out.println(ChaosTable.markdown(outcomes));
    assertThat(failures).isEmpty();
  }

  @Test
  @EnabledIfSystemProperty(named = "chaos.pairs", matches = ".+")
  void endsInOrderWhenTwoDieInOneTrade() {
    List<String> rows = new ArrayList<>();
    List<String> failures = new ArrayList<>();
    Random random = new Random(Long.getLong("chaos.seed", 1));
    try (ProcessHouse house = new ProcessHouse("chaos-pairs")) {
      for (int number = 1; number <= Integer.getInteger("chaos.pairs"); number++) {
        ChaosPair pair = ChaosPair.random(random);
        String account = "DU" + (1_000_001 + number % 10);
        try {
          house.awaitAll();
          rows.add(pair.run(house, account, "P" + number).row());
          System.out.println(rows.getLast());
        } catch (RuntimeException | AssertionError e) {
          failures.add(pair + ": " + e);
          System.out.println("FAILED " + pair + ": " + e);
        }
      }
    }
    System.out.println("| pair | reached | ending |\n|---|---|---|\n" + String.join("\n", rows));
    assertThat(failures).isEmpty();
  }

  static Stream<ChaosCell> cells() {
    List<String> points = chosen("chaos.points");
    List<String> parts = chosen("chaos.parts");
    List<String> blows = chosen("chaos.blows");
    return Arrays.stream(CrashPoint.values())
        .filter(point -> points.isEmpty() || points.contains(point.code()))
        .flatMap(
            point ->
                Arrays.stream(Part.values())
                    .filter(part -> parts.isEmpty() || parts.contains(part.name()))
                    .flatMap(
                        part ->
                            Arrays.stream(Blow.values())
                                .filter(blow -> blows.isEmpty() || blows.contains(blow.name()))
                                .map(blow -> new ChaosCell(point, part, blow))));
  }

  private static List<String> chosen(String property) {
    String value = System.getProperty(property, "");
    return value.isBlank() ? List.of() : List.of(value.split(","));
  }
}
