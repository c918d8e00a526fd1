package dev.legwork.desk;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a desk that lives for weeks may remember without growing. */
final class Bounded {
  private Bounded() {}

  /** A map that forgets what was put into it longest ago once it holds more than this. */
  static <K, V> Map<K, V> map(int most) {
    return new LinkedHashMap<>() {
      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
      }
    };
  }
}
