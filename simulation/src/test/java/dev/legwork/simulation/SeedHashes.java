package dev.legwork.simulation;

import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Tells the hashes of some seeds' worlds, in this process or in one of its own. */
final class SeedHashes {
  private SeedHashes() {}

  static String hashes() {
    return LongStream.rangeClosed(1, 10)
        .mapToObj(seed -> Long.toHexString(SeedRun.of(Setting.of(seed)).hash()))
        .collect(Collectors.joining(" "));
  }

  public static void main(String[] arguments) {
    System.out.println(hashes());
  }
}
