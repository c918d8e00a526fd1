package dev.legwork.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** What a session does next. */
public sealed interface Step {

  /**
   * Looks at the chains until something is found.
   *
   * @param without opportunities that are passed over
   * @param atMost so long, above 0
   */
  record Look(Set<String> without, Duration atMost) implements Step {
    public Look {
      without = Set.copyOf(without);
    }
  }

  /**
   * Waits.
   *
   * @param until at most; null: until somebody says something
   */
  record Wait(Instant until) implements Step {}

  /**
   * Stands still while another session executes.
   *
   * @param askAt when to ask whether that is over, should nobody tell
   */
  record StandStill(Instant askAt) implements Step {}

  /** Ends. */
  record End(String why) implements Step {}
}
