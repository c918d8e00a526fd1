package dev.legwork.invariant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InvariantsTest {
  @Test
  void findsNothingWhereBothSidesTellTheSameStory() {
    Moment moment = Moment.healthy(TwoAccounts.END, TwoAccounts.START);

    assertThat(TwoAccounts.registered().found(moment)).isEmpty();
    assertThat(TwoAccounts.committed().found(moment)).isEmpty();
    assertThat(TwoAccounts.unwound().found(moment)).isEmpty();
  }

  @Test
  void asksForAllFifteenWhenNothingIsUnderWayAndNothingIsBroken() {
    Moment moment = Moment.healthy(TwoAccounts.END, TwoAccounts.START);

    assertThat(Invariants.asked(moment)).isEqualTo(IntStream.rangeClosed(1, 15).boxed().toList());
  }

  @Test
  void asksInTheMiddleOfThingsOnlyForWhatHoldsAtEveryInstant() {
    assertThat(Invariants.asked(Moment.anyInstant(TwoAccounts.END)))
        .containsExactly(2, 3, 4, 6, 7, 8, 9, 11, 12, 13, 15);
  }

  @Test
  void findsNothingInTheMiddleOfATrade() {
    TwoAccounts story = TwoAccounts.registered();
    story.enterAll();

    assertThat(story.found(Moment.anyInstant(TwoAccounts.START.plusSeconds(3)))).isEmpty();
  }
}
