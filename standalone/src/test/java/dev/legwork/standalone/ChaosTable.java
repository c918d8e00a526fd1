package dev.legwork.standalone;

import dev.legwork.fault.CrashPoint;
import dev.legwork.standalone.ChaosCell.Blow;
import dev.legwork.standalone.ChaosCell.Outcome;
import dev.legwork.standalone.ProcessHouse.Part;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Endings by crash point and process, as Markdown: killed / paused, with seconds to the ending. */
final class ChaosTable {

  private ChaosTable() {}

  static String markdown(List<Outcome> outcomes) {
    String head =
        Arrays.stream(Part.values())
            .map(part -> part.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(" | ", "| crash point | ", " |\n"));
    String line = "|---".repeat(Part.values().length + 1) + "|\n";
    return head
        + line
        + Arrays.stream(CrashPoint.values())
            .filter(point -> outcomes.stream().anyMatch(o -> o.cell().point() == point))
            .map(point -> row(point, outcomes))
            .collect(Collectors.joining("\n"));
  }

  private static String row(CrashPoint point, List<Outcome> outcomes) {
    return Arrays.stream(Part.values())
        .map(part -> cell(point, part, outcomes))
        .collect(Collectors.joining(" | ", "| " + point.code() + " " + words(point) + " | ", " |"));
  }

  private static String cell(CrashPoint point, Part part, List<Outcome> outcomes) {
    return Arrays.stream(Blow.values())
        .map(blow -> ending(new ChaosCell(point, part, blow), outcomes))
        .distinct()
        .collect(Collectors.joining(" / "));
  }

  private static String ending(ChaosCell cell, List<Outcome> outcomes) {
    return outcomes.stream()
        .filter(outcome -> outcome.cell().equals(cell))
        .map(o -> "%s %.1f s".formatted(o.state(), o.took().toMillis() / 1000.0))
        .findFirst()
        .orElse("–");
  }

  private static String words(CrashPoint point) {
    return point.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
