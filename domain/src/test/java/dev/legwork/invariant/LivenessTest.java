package dev.legwork.invariant;

import static dev.legwork.Conversion.d;
import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.Conversion;
import dev.legwork.invariant.LedgerTruth.LockHold;
import dev.legwork.order.Purpose;
import dev.legwork.saga.Residual;
import dev.legwork.saga.TradeState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Invariants 10 and 11: trades end, and what they hold meanwhile is visible. */
class LivenessTest {
  private static final Instant LATE = TwoAccounts.START.plus(Duration.ofHours(1));

  private static List<String> found(int invariant, TwoAccounts story, Moment moment) {
    return story.found(moment).stream()
        .filter(violation -> violation.invariant() == invariant)
        .map(Violation::what)
        .toList();
  }

  private static TwoAccounts sixtyShares() {
    TwoAccounts story = TwoAccounts.registered();
    story.enterAll();
    story.fill("stock", Purpose.ENTRY, 1, "60", "69.60");
    return story;
  }

  @Test
  void catchesATradeThatNeverEnds() {
    TwoAccounts story = TwoAccounts.registered();

    assertThat(found(10, story, Moment.healthy(LATE, TwoAccounts.START)))
        .singleElement()
        .asString()
        .contains("is still WORKING, 3600 s");
  }

  @Test
  void countsTheTimeFromWhenNothingWasBrokenAnyMore() {
    TwoAccounts story = TwoAccounts.registered();

    assertThat(found(10, story, Moment.healthy(LATE, LATE.minusSeconds(60)))).isEmpty();
  }

  @Test
  void catchesATradeThatWaitsForItsMarketInSilence() {
    TwoAccounts story = TwoAccounts.registered();
    story.state = TradeState.WAITING_MARKET;
    Moment moment = Moment.healthy(LATE, TwoAccounts.START);

    assertThat(found(10, story, moment)).singleElement().asString().contains("no open alert");
    story.alert("WAITING_MARKET");
    assertThat(found(10, story, moment)).isEmpty();
  }

  @Test
  void catchesALockThatAnEndedTradeHolds() {
    TwoAccounts story = TwoAccounts.committed();
    story.locks = List.of(new LockHold(TwoAccounts.ACCOUNT, TwoAccounts.ID, 7));

    assertThat(found(10, story, Moment.healthy(TwoAccounts.END, TwoAccounts.START)))
        .containsExactly("has ended COMMITTED and still holds the lock");
  }

  @Test
  void catchesAnExposureThatNobodyIsToldOf() {
    TwoAccounts story = sixtyShares();
    Instant filled = TwoAccounts.START.plusSeconds(6);

    assertThat(found(11, story, Moment.running(filled.plusSeconds(7), TwoAccounts.START)))
        .containsExactly(
            "holds a part of its ratio since " + filled + ", and no open alert says what");
    assertThat(found(11, story, Moment.running(filled.plusSeconds(6), TwoAccounts.START)))
        .isEmpty();
  }

  @Test
  void acceptsAnExposureWithAnAlertThatNamesPositions() {
    TwoAccounts story = sixtyShares();
    Moment moment = Moment.running(LATE, TwoAccounts.START);
    story.alert("SESSION_LOST");
    assertThat(found(11, story, moment)).hasSize(1);

    story.alert("EXPOSURE", new Residual(Conversion.STOCK, d("60")));
    assertThat(found(11, story, moment)).isEmpty();
  }

  @Test
  void givesTimeFromWhenSomebodyIsThereToTell() {
    TwoAccounts story = sixtyShares();

    assertThat(found(11, story, Moment.running(LATE, LATE.minusSeconds(3)))).isEmpty();
    assertThat(found(11, story, Moment.anyInstant(LATE))).isEmpty();
  }

  /** One short call stands for 100 shares. */
  @Test
  void catchesAHedgeThatIsLargerThanWhatItHedges() {
    TwoAccounts story = TwoAccounts.registered();
    story.enterAll();
    story.fill("call", Purpose.ENTRY, 1, "1", "1.20");
    story.place("hedge", Purpose.HEDGE, 1, "60", "70.00", 20);
    story.fill("hedge", Purpose.HEDGE, 1, "60", "69.90");
    Moment moment = Moment.anyInstant(LATE);
    assertThat(found(11, story, moment)).isEmpty();

    story.place("hedge", Purpose.HEDGE, 2, "41", "70.00", 30);

    assertThat(found(11, story, moment))
        .containsExactly("makes a hedge of 101 shares, and the options held stand for 100");
  }

  /** A hedge that is left over is exposure like any other. */
  @Test
  void catchesAHedgeThatNobodyIsToldOf() {
    TwoAccounts story = TwoAccounts.registered();
    story.enterAll();
    story.place("hedge", Purpose.HEDGE, 1, "60", "70.00", 20);
    story.fill("hedge", Purpose.HEDGE, 1, "60", "69.90");

    assertThat(found(11, story, Moment.running(LATE, TwoAccounts.START)))
        .anySatisfy(found -> assertThat(found).contains("holds a part of its ratio"));
  }

  @Test
  void seesNoExposureInWholeUnits() {
    TwoAccounts story = TwoAccounts.committed();
    story.state = TradeState.WORKING;

    assertThat(found(11, story, Moment.running(LATE, TwoAccounts.START))).isEmpty();
  }
}
