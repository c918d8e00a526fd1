package dev.legwork.tws.codec;

/** The {@code \}{@code uXXXX} escapes of error texts, reject JSON and long names. */
final class Escapes {
  private static final int LENGTH = 6;

  private Escapes() {}

  /** Decodes what is a complete escape and leaves the rest as it is. */
  static String decode(String text) {
    int at = text.indexOf("\\u");
    if (at < 0) {
      return text;
    }
    StringBuilder decoded = new StringBuilder(text.length());
    int from = 0;
    while (at >= 0) {
      int code = code(text, at);
      if (code > 0) {
        decoded.append(text, from, at).append((char) code);
        from = at + LENGTH;
      }
      at = text.indexOf("\\u", at + (code > 0 ? LENGTH : 2));
    }
    return decoded.append(text, from, text.length()).toString();
  }

  private static int code(String text, int at) {
    if (at + LENGTH > text.length()) {
      return -1;
    }
    int code = 0;
    for (int i = at + 2; i < at + LENGTH; i++) {
      int digit = Character.digit(text.charAt(i), 16);
      if (digit < 0) {
        return -1;
      }
      code = code << 4 | digit;
    }
    return code;
  }
}
