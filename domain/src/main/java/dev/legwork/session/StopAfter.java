package dev.legwork.session;

import java.time.Instant;

/**
 * When a session ends by itself; whichever comes first. Without any of these it goes on until
 * somebody stops it.
 *
 * @param success after a trade that committed
 * @param partial after a trade of which something was executed and that did not commit
 * @param trades after so many trades, however they ended; null: any number
 * @param at from this moment on no trade is begun; null: no such moment
 */
public record StopAfter(boolean success, boolean partial, Integer trades, Instant at) {
  /** As a session does where nobody says otherwise. */
  public static final StopAfter DEFAULT = new StopAfter(true, true, null, null);

  public StopAfter {
    if (trades != null && trades < 1) {
      throw new IllegalArgumentException("trades must be at least 1, not " + trades);
    }
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    add(text, success, "a success");
    add(text, partial, "a partial execution");
    add(text, trades != null, trades + (Integer.valueOf(1).equals(trades) ? " trade" : " trades"));
    String end = text.isEmpty() ? "" : "after " + text;
    if (at != null) {
      end += (end.isEmpty() ? "" : ", ") + "at " + at;
    }
    return end.isEmpty() ? "when somebody stops it" : end;
  }

  private static void add(StringBuilder text, boolean holds, String what) {
    if (holds) {
      text.append(text.isEmpty() ? "" : " or ").append(what);
    }
  }
}
