package dev.legwork.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClaimsTest {
  private static final String ACCOUNT = "DU1000001";
  private static final Instant NOON = Instant.parse("2014-06-06T16:00:00Z");

  private static Claim claim(String opportunity, String session, String outcome) {
    return new Claim(
        ACCOUNT, opportunity, session, Claims.execution(ACCOUNT, opportunity), NOON, outcome);
  }

  private static ClaimAnswer decide(Claim there, Claim open) {
    return Claims.decide(ACCOUNT, "a", "twx", there, open);
  }

  @Test
  void grantsWhatNobodyHasWhileNobodyExecutes() {
    assertThat(decide(null, null))
        .isEqualTo(new ClaimAnswer.Granted(Claims.execution(ACCOUNT, "twx")));
  }

  @Test
  void grantsTheSameAgainToWhoHasIt() {
    Claim mine = claim("twx", "a", null);

    assertThat(decide(mine, mine)).isEqualTo(new ClaimAnswer.Granted(mine.execution()));
  }

  @Test
  void grantsNothingTwice() {
    Claim theirs = claim("twx", "b", null);

    assertThat(decide(theirs, theirs)).isEqualTo(new ClaimAnswer.Taken("b", theirs.execution()));
  }

  @Test
  void grantsNothingAgainThatHasEndedHoweverItEnded() {
    assertThat(decide(claim("twx", "a", "NOT_FILLED"), null)).isInstanceOf(ClaimAnswer.Taken.class);
  }

  @Test
  void grantsAgainWhatWasGivenBackWhoeverHadIt() {
    assertThat(decide(claim("twx", "b", Claim.NOT_STARTED), null))
        .isEqualTo(new ClaimAnswer.Granted(Claims.execution(ACCOUNT, "twx")));
  }

  @Test
  void grantsNothingWhileAnotherOneIsExecuted() {
    Claim other = claim("goog", "b", null);

    assertThat(decide(null, other)).isEqualTo(new ClaimAnswer.Busy("b", other.execution()));
  }

  @Test
  void namesExecutionsByOpportunityAndAccount() {
    String longest = "x".repeat(56);

    assertThat(Claims.execution(ACCOUNT, longest)).startsWith(longest + "-").hasSize(64);
    assertThat(Claims.execution("DU1000002", longest))
        .isNotEqualTo(Claims.execution(ACCOUNT, longest));
  }
}
