package dev.legwork.desk.chain;

import java.time.Duration;
import java.util.Objects;

/**
 * How chains are kept.
 *
 * @param contractsKept option contracts that are remembered when nobody watches them; those that
 *     are watched are remembered however many they are
 * @param askedAnewAfter expiries and contracts that the venue told longer ago are asked for anew;
 *     so they are on another day
 */
public record ChainSettings(int contractsKept, Duration askedAnewAfter) {

  public static final ChainSettings DEFAULT = new ChainSettings(20_000, Duration.ofHours(4));

  public ChainSettings {
    Objects.requireNonNull(askedAnewAfter, "askedAnewAfter");
    if (contractsKept < 1) {
      throw new IllegalArgumentException("contractsKept must be at least 1, not " + contractsKept);
    }
    if (askedAnewAfter.compareTo(Duration.ofMinutes(1)) < 0) {
      throw new IllegalArgumentException(
          "askedAnewAfter must be at least a minute, not " + askedAnewAfter);
    }
  }
}
