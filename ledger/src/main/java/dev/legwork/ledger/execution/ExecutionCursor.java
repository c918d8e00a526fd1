package dev.legwork.ledger.execution;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;

/** A place in the list of trades: after this one. Its text is opaque to those who pass it on. */
record ExecutionCursor(Instant acceptedAt, String id) {

  String text() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((acceptedAt + " " + id).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * @throws IllegalArgumentException if the text is not one of ours
   */
  static ExecutionCursor parse(String text) {
    try {
      String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      int space = plain.indexOf(' ');
      return new ExecutionCursor(
          Instant.parse(plain.substring(0, space)), plain.substring(space + 1));
    } catch (DateTimeException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException("not a cursor of this list: " + text, e);
    }
  }
}
