package dev.legwork.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.request.ExecutionRequest;
import dev.legwork.saga.EntryAnswer;
import dev.legwork.saga.ReasonCode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What the desk finds out about a trade that is to come, and what it makes of it. */
class DeskExpectationTest {
  private static final DeskSettings SETTINGS =
      DeskSettings.of(DeskRig.ACCOUNT, DeskRig.CLIENT).with(MarginSettings.standard());

  private final DeskRig rig = DeskRig.serving(SETTINGS);
  private final ExecutionRequest trade = DeskRig.conversion("71.00");

  @Test
  void entersByTheAnswersThatCameWhileTheTradeWaited() {
    expect(trade);
    assertThat(rig.venue.whatIfs()).as("whole and worst part").hasSize(2);
    rig.venue.whatIf = ask -> List.of();

    assertThat(DeskRig.now(rig.enter(trade, 5))).isInstanceOf(EntryAnswer.Entered.class);

    assertThat(rig.venue.whatIfs()).as("nothing was asked again").hasSize(2);
    assertThat(rig.venue.orderIdOf(DeskRig.STOCK)).as("ids rise").isEqualTo(3);
  }

  @Test
  void refusesByAnAnswerThatCameWhileTheTradeWaited() {
    rig.venue.whatIf = ask -> List.of(Rows.whatIf(ask, "95000"));
    expect(trade);

    EntryAnswer answer = DeskRig.now(rig.enter(trade, 5));

    assertThat(((EntryAnswer.Refused) answer).reason().code()).isEqualTo(ReasonCode.MARGIN);
    assertThat(rig.venue.orderWrites()).isEmpty();
    assertThat(rig.venue.whatIfs()).hasSize(2);
  }

  @Test
  void waitsForAnAnswerThatIsStillUnderWay() {
    rig.venue.whatIf = ask -> List.of();
    expect(trade);
    CompletableFuture<EntryAnswer> answer = rig.submit(trade, 5);
    rig.pass(Duration.ofMillis(200));
    assertThat(answer).isNotDone();

    rig.venue.whatIfs().forEach(ask -> rig.say(Rows.whatIf(ask, "1000")));
    rig.settle();

    assertThat(DeskRig.now(answer)).isInstanceOf(EntryAnswer.Entered.class);
    assertThat(rig.venue.whatIfs()).hasSize(2);
  }

  /** Fault O23: silence while the trade waited is no reason yet; silence when it enters is. */
  @Test
  void asksAgainWhatWasNotAnswered() {
    rig.venue.whatIf = ask -> List.of();
    expect(trade);
    rig.pass(Duration.ofMillis(2_500));
    rig.venue.whatIf = ask -> List.of(Rows.whatIf(ask, "1000"));

    assertThat(DeskRig.now(rig.enter(trade, 5))).isInstanceOf(EntryAnswer.Entered.class);
    assertThat(rig.venue.whatIfs()).hasSize(4);
  }

  @Test
  void asksAgainWhatWasAnsweredTooLongAgo() {
    expect(trade);
    rig.pass(Duration.ofSeconds(4));

    assertThat(DeskRig.now(rig.enter(trade, 5))).isInstanceOf(EntryAnswer.Entered.class);
    assertThat(rig.venue.whatIfs()).hasSize(4);
  }

  @Test
  void asksAgainWhatWasAnsweredBeforeAnotherTradesOrders() {
    expect(DeskRig.conversion("t2", "71.00"));
    rig.enter(trade, 5);
    int before = rig.venue.whatIfs().size();

    rig.enter(DeskRig.conversion("t2", "71.00"), 6);

    assertThat(rig.venue.whatIfs()).hasSize(before + 2);
  }

  @Test
  void asksAgainWhereTheTradeIsAnother() {
    expect(DeskRig.conversion("70.99"));

    assertThat(DeskRig.now(rig.enter(trade, 5))).isInstanceOf(EntryAnswer.Entered.class);
    assertThat(rig.venue.whatIfs()).hasSize(4);
  }

  @Test
  void disturbsNoOrderThatWorks() {
    rig.enter(trade, 5);
    int before = rig.venue.whatIfs().size();

    expect(DeskRig.conversion("t2", "71.00"));

    assertThat(rig.venue.whatIfs()).hasSize(before);
  }

  @Test
  void forgetsItsAnswersWithTheSession() {
    expect(trade);
    rig.core.closed(rig.venue.connection, "gone");
    rig.pass(Duration.ofMillis(2_000));
    int before = rig.venue.whatIfs().size();

    assertThat(DeskRig.now(rig.enter(trade, 5))).isInstanceOf(EntryAnswer.Entered.class);
    assertThat(rig.venue.whatIfs()).hasSize(before + 2);
  }

  private void expect(ExecutionRequest request) {
    rig.core.expect(request);
    rig.pass(Duration.ofMillis(100));
  }
}
