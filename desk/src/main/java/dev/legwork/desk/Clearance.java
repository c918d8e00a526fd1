package dev.legwork.desk;

import dev.legwork.saga.Reason;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What is known of the account's switches for one letter: an opening order is written only while
 * the last look at them is fresh.
 */
final class Clearance {
  private final Consumer<Outbox.Letter> renewal;
  private long until;
  private Reason barred;

  /**
   * @param until on the desk's monotonic clock
   * @param renewal looks at the switches anew for a letter, which is held meanwhile
   */
  Clearance(long until, Consumer<Outbox.Letter> renewal) {
    this.until = until;
    this.renewal = renewal;
  }

  /** For what needs none. */
  static Clearance notNeeded() {
    return new Clearance(Long.MAX_VALUE, letter -> {});
  }

  boolean isFresh(long now) {
    return now <= until;
  }

  void renew(Outbox.Letter letter) {
    renewal.accept(letter);
  }

  void renewed(long newUntil) {
    until = newUntil;
  }

  void bar(Reason why) {
    barred = why;
  }

  /** Why the letter must not go. */
  Optional<Reason> barred() {
    return Optional.ofNullable(barred);
  }
}
