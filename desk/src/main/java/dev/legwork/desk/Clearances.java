package dev.legwork.desk;

import dev.legwork.guard.Guards;
import dev.legwork.saga.Reason;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that no opening order is written on an old look at the account's switches (invariant
 * 13). On the plain path the look is the storing transaction's own, and costs nothing; a letter
 * that waited longer, in the pacer or because the process stood still, is held for another look
 * first. A look that fails lets nothing pass.
 */
final class Clearances {
  private static final Logger LOG = LoggerFactory.getLogger(Clearances.class);
  private static final Duration LASTS = Duration.ofMillis(Guards.CLEARANCE_MS);

  private final Timers timers;
  private final DeskLedger ledger;
  private final Background background;
  private final Outbox outbox;

  Clearances(Timers timers, DeskLedger ledger, Background background, Outbox outbox) {
    this.timers = timers;
    this.ledger = ledger;
    this.background = background;
    this.outbox = outbox;
  }

  /** For a wave that is about to be stored: its transaction looks later than now. */
  Clearance of(DeskLedger.Wave wave) {
    boolean opens = wave.refs().stream().anyMatch(ref -> ref.purpose().opens());
    return opens
        ? new Clearance(timers.now() + LASTS.toNanos(), this::renew)
        : Clearance.notNeeded();
  }

  private void renew(Outbox.Letter letter) {
    long until = timers.now() + LASTS.toNanos();
    LOG.info("An entry is older than {} ms; the switches are looked at anew", LASTS.toMillis());
    background.submit(
        Background.Lane.INTENTS,
        ledger::openingBarred,
        (barred, failure) -> looked(letter, until, barred, failure));
  }

  private void looked(
      Outbox.Letter letter, long until, Optional<Reason> barred, Exception failure) {
    if (failure != null) {
      LOG.error(
          "The ledger did not tell the account's switches; the entry is not written", failure);
      outbox.withdraw(letter);
    } else if (barred.isPresent()) {
      LOG.warn("The entry is not written: {}", barred.get());
      letter.clearance().bar(barred.get());
      outbox.withdraw(letter);
    } else {
      letter.clearance().renewed(until);
      outbox.resume(letter);
    }
  }
}
