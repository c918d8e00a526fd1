package dev.legwork.session;

import dev.legwork.request.Placing;
import dev.legwork.request.Pricing;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What a trading session is to do.
 *
 * @param name of the session; its workflow is {@code session/<name>}
 * @param account that trades
 * @param symbols underlyings whose chains are watched
 * @param strategies their settings by name; at least one
 * @param quantity units of a trade, where a strategy's settings do not say
 * @param placing of trades with at most {@code maxLegs} legs
 * @param pricing of these
 * @param maxLegs what may be placed as orders of its own; a trade of more legs is placed as one
 *     guaranteed order of all of them. 1 places nothing apart
 * @param stopAfter when the session ends by itself
 * @param scanEvery from one pass over the chains to the next
 * @param dryRun whether it only tells what it would have traded
 */
public record SessionPlan(
    String name,
    String account,
    List<String> symbols,
    Map<String, Map<String, String>> strategies,
    int quantity,
    Placing placing,
    Pricing pricing,
    int maxLegs,
    StopAfter stopAfter,
    Duration scanEvery,
    boolean dryRun) {

  /** The strategies' own name for it. */
  private static final String QUANTITY = "quantity";

  public SessionPlan {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(account, "account");
    Objects.requireNonNull(placing, "placing");
    Objects.requireNonNull(pricing, "pricing");
    Objects.requireNonNull(stopAfter, "stopAfter");
    Objects.requireNonNull(scanEvery, "scanEvery");
    symbols = List.copyOf(symbols);
    Map<String, Map<String, String>> sorted = new TreeMap<>();
    strategies.forEach(
        (strategy, settings) ->
            sorted.put(strategy, Collections.unmodifiableMap(new TreeMap<>(settings))));
    strategies = Collections.unmodifiableMap(sorted);
    if (symbols.isEmpty() || strategies.isEmpty()) {
      throw new IllegalArgumentException("a session watches something for some strategy");
    }
  }

  /** The settings of every strategy, each with the session's quantity unless it has its own. */
  public Map<String, Map<String, String>> settings() {
    return settings(strategies, quantity);
  }

  /** These settings, each with that quantity unless it has its own. */
  static Map<String, Map<String, String>> settings(
      Map<String, Map<String, String>> strategies, int quantity) {
    Map<String, Map<String, String>> all = new TreeMap<>();
    strategies.forEach(
        (strategy, given) -> {
          Map<String, String> settings = new TreeMap<>(given);
          settings.putIfAbsent(QUANTITY, Integer.toString(quantity));
          all.put(strategy, settings);
        });
    return all;
  }

  /** How a trade of so many legs is placed. */
  public Placing placingOf(int legs) {
    return legs > maxLegs ? Placing.COMBO : placing;
  }

  /** In one line. */
  public String summary() {
    return String.join(" ", symbols) + " for " + String.join(", ", strategies.keySet());
  }
}
