package dev.legwork.session;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How much a strategy looked at in a pass, and where it went.
 *
 * @param refused how many each filter refused, in the filters' order; those that refused none are
 *     left out
 */
public record Tally(
    String strategy,
    long symbols,
    long expiries,
    long pairs,
    Map<String, Long> refused,
    long opportunities) {
  public Tally {
    refused = Collections.unmodifiableMap(new LinkedHashMap<>(refused));
  }
}
