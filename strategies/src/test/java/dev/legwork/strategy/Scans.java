package dev.legwork.strategy;

import dev.legwork.chain.ChainSnapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What tests ask of strategies. */
public final class Scans {
  /** Settings that make trading free, so that figures are those of the sources. */
  public static final Map<String, String> FREE =
      Map.of(
          "option-commission", "0",
          "option-minimum", "0",
          "stock-commission", "0",
          "stock-minimum", "0",
          "carry-rate", "0");

  private Scans() {}

  /** A strategy with settings given as name, value, name, value, ... */
  public static Strategy strategy(String name, String... settings) {
    return create(name, Map.of(), settings);
  }

  /** The same, where trading costs nothing. */
  public static Strategy free(String name, String... settings) {
    return create(name, FREE, settings);
  }

  private static Strategy create(String name, Map<String, String> base, String... settings) {
    Map<String, String> given = new HashMap<>(base);
    for (int i = 0; i < settings.length; i += 2) {
      given.put(settings[i], settings[i + 1]);
    }
    return Strategies.load(Scans.class.getClassLoader()).create(name, given);
  }

  /** One pass over one underlying. */
  public static ScanOutcome scan(Strategy strategy, ChainSnapshot snapshot) {
    return Scanner.scan(List.of(strategy), List.of(snapshot));
  }

  /** The one opportunity that a pass finds. */
  public static Opportunity only(Strategy strategy, ChainSnapshot snapshot) {
    List<Opportunity> found = scan(strategy, snapshot).opportunities();
    if (found.size() != 1) {
      throw new AssertionError("one opportunity was expected: " + scan(strategy, snapshot));
    }
    return found.getFirst();
  }

  /** The codes that refused anything, as "CODE count". */
  public static List<String> refusals(Strategy strategy, ChainSnapshot snapshot) {
    return scan(strategy, snapshot).funnels().getFirst().stages().stream()
        .filter(stage -> stage.refused() > 0)
        .map(stage -> stage.code() + " " + stage.refused())
        .toList();
  }
}
