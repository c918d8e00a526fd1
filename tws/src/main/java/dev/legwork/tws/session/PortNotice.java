package dev.legwork.tws.session;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The port that notice 1300 names, somewhere in a text that may be localised. */
final class PortNotice {
  private static final Pattern NUMBER = Pattern.compile("\\d{2,5}");

  private PortNotice() {}

  /** The last number of the text that can be a port. */
  static OptionalInt port(String text) {
    OptionalInt port = OptionalInt.empty();
    Matcher numbers = NUMBER.matcher(text);
    while (numbers.find()) {
      int number = Integer.parseInt(numbers.group());
      if (number <= 65_535) {
        port = OptionalInt.of(number);
      }
    }
    return port;
  }
}
