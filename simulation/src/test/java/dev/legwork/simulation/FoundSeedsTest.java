package dev.legwork.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * Worlds that broke the product once; each names what it was. Those of which the generators have
 * changed since were chosen anew, by breaking the product in the same way again.
 */
class FoundSeedsTest {

  /** The desk stored what executions prove only when somebody asked: no successor, for ever. */
  @Test
  void storesWhatExecutionsProveThoughNobodyAsks() {
    holds(1);
  }

  /** An order refused while the session was away shows as completed, Inactive: that is its end. */
  @Test
  void endsAnOrderThatWasRefusedWhileNobodyListened() {
    holds(173);
  }

  /** An absence that the ledger did not take was never stored again: the trade hung. */
  @Test
  void storesAnAbsenceAgain() {
    holds(1249);
  }

  /** The same, and the order's notices waited for the ledger as well when it was tried again. */
  @Test
  void storesAnAbsenceAgainOnceNoticesAreStored() {
    holds(3256);
    holds(3919);
    holds(6472);
  }

  /** A wave that was never written is over by that, which the checker was not told. */
  @Test
  void replacesAWaveThatWasNeverWritten() {
    holds(7492);
  }

  /** The venue executed more of an unwinding than it was asked to; the next wave opened a trade. */
  @Test
  void leavesAnOverFilledUnwindingToPeople() {
    holds(55);
  }

  /** Entries were taken back while their hedge was tried: its next level hedged nothing. */
  @Test
  void triesNoFurtherLevelOfAHedgeForWhatIsNotHeldAnyMore() {
    holds(282);
  }

  /** A trade busted while nobody listened: only its correction is ever told. */
  @Test
  void provesAnOrderWhoseFillWasTakenBackUnheard() {
    holds(4374);
    holds(9264);
  }

  /** The same, and a status that counted it came only after it was taken back. */
  @Test
  void provesAnOrderWhoseFillWasTakenBackBeforeItsStatusCame() {
    holds(9340);
  }

  /** A cut answer lost what the simulator knew of its rows, and the next fault fell over it. */
  @Test
  void strikesTheRowsOfACutAnswer() {
    holds(1292);
    holds(1673);
  }

  /**
   * A standby that only watched waited for a moment that had passed: its desk never came to rest.
   */
  @Test
  void comesToRestWhileItOnlyWatches() {
    holds(475);
  }

  /**
   * The numbers of two sessions were on their way at once, and the desk took the earlier for its
   * own: nothing could be placed any more, unwinding orders neither.
   */
  @Test
  void placesUnderTheLastNumberThatTheLedgerGave() {
    holds(4045);
    holds(4269);
  }

  /** A leg that the venue had sold twice paid for a limit of 78 USD on a call worth seven. */
  @Test
  void paysNothingOutOfAnOverFill() {
    holds(7662);
    holds(8573);
  }

  /** The checker: an over-fill held against the bound, and a second incarnation nobody knew of. */
  @Test
  void leavesToTheVenueWhatItExecutedTwice() {
    holds(1886);
    holds(6274);
  }

  /** One order worked twice: the end of both was never proven, or not stored where it was. */
  @Test
  void provesTheEndOfAnOrderThatWorkedTwice() {
    holds(44);
    holds(20_625);
  }

  private static void holds(long seed) {
    assertThat(SeedRun.of(Setting.of(seed)).violations()).as("seed %d", seed).isEmpty();
  }
}
