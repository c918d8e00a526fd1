package dev.legwork.tws.codec;

import java.nio.charset.StandardCharsets;

/**
 * Short texts seen lately, so that {@code LMT}, {@code SMART} or an account is one object however
 * often it comes. A newer text replaces an older one that hashes alike: memory is bounded.
 */
final class RecentTexts {
  private static final int SLOTS = 512;
  private static final int LONGEST = 40;

  private final String[] recent = new String[SLOTS];

  String get(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length == 0) {
      return "";
    }
    if (length > LONGEST) {
      return new String(bytes, from, length, StandardCharsets.UTF_8);
    }
    int slot = hash(bytes, from, to) & SLOTS - 1;
    String known = recent[slot];
    if (known != null && same(known, bytes, from, length)) {
      return known;
    }
    String text = new String(bytes, from, length, StandardCharsets.UTF_8);
    recent[slot] = text;
    return text;
  }

  private static int hash(byte[] bytes, int from, int to) {
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + bytes[i];
    }
    return hash ^ hash >>> 9 ^ hash >>> 18;
  }

  private static boolean same(String known, byte[] bytes, int from, int length) {
    if (known.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (known.charAt(i) != bytes[from + i]) {
        return false;
      }
    }
    return true;
  }
}
