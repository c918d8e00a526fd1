package dev.legwork.scan;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What one pass over chains is to look at. Nothing of it trades.
 *
 * @param account whose session with the broker is asked for quotes
 * @param symbols underlyings
 * @param strategies their settings by name, the quantity among them; at least one
 * @param atMost quotes come one by one: it looks at what there is after so long
 */
public record ScanPlan(
    String account,
    List<String> symbols,
    Map<String, Map<String, String>> strategies,
    Duration atMost) {

  public ScanPlan {
    Objects.requireNonNull(account, "account");
    Objects.requireNonNull(atMost, "atMost");
    symbols = List.copyOf(symbols);
    Map<String, Map<String, String>> sorted = new TreeMap<>();
    strategies.forEach(
        (strategy, settings) ->
            sorted.put(strategy, Collections.unmodifiableMap(new TreeMap<>(settings))));
    strategies = Collections.unmodifiableMap(sorted);
    if (symbols.isEmpty() || strategies.isEmpty()) {
      throw new IllegalArgumentException("a scan looks at something for some strategy");
    }
  }

  /** In one line. */
  public String summary() {
    return String.join(" ", symbols) + " for " + String.join(", ", strategies.keySet());
  }
}
