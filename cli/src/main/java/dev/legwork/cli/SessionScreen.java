package dev.legwork.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/**
 * Shows a session until it is over: a table that is drawn anew in a terminal, a line for each news
 * elsewhere.
 */
final class SessionScreen {
  private static final Duration BETWEEN = Duration.ofMillis(500);
  private static final int PATIENCE = 120;

  private final Api api;
  private final Output out;
  private final boolean json;

  SessionScreen(Api api, Output out, boolean json) {
    this.api = api;
    this.out = out;
    this.json = json;
  }

  /**
   * Follows a session.
   *
   * @param isNew whether it was just started, and nobody may have heard of it yet
   * @return the exit code: 3 where the last trade did not commit
   */
  int follow(String name, boolean isNew) {
    boolean expected = isNew;
    String shown = "";
    int unheard = 0;
    while (true) {
      JsonNode session = null;
      try {
        session = api.get("/api/sessions/" + Api.encoded(name));
        unheard = 0;
        expected = false;
      } catch (Failure failure) {
        // Until its workflow has told the ledger there is no such session; an api may restart.
        boolean isWrong = failure.exitCode() == ExitCode.BAD_INPUT && !expected;
        if (isWrong || ++unheard >= PATIENCE) {
          throw failure;
        }
      }
      if (session != null) {
        shown = show(session, shown);
        if (session.path("phase").asText().equals("ENDED")) {
          return ended(session);
        }
      }
      pause(name);
    }
  }

  private String show(JsonNode session, String shown) {
    if (json) {
      return shown;
    }
    if (out.isTerminal()) {
      String text = SessionText.whole(session);
      out.redraw(shown, text);
      return text;
    }
    String line = SessionText.line(session);
    if (!line.equals(shown)) {
      out.text(line);
    }
    return line;
  }

  private int ended(JsonNode session) {
    if (json) {
      out.json(session);
    } else if (!out.isTerminal()) {
      out.text("\n" + SessionText.whole(session));
    }
    JsonNode trades = session.path("trades");
    String last = trades.isEmpty() ? "" : trades.get(trades.size() - 1).path("outcome").asText();
    boolean good = last.isEmpty() || last.equals("COMMITTED") || last.equals("DRY_RUN");
    return good ? ExitCode.DONE : ExitCode.NOT_COMMITTED;
  }

  private static void pause(String name) {
    try {
      Thread.sleep(BETWEEN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.unreachable("interrupted; session " + name + " goes on");
    }
  }
}
