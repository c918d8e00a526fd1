package dev.legwork.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.guard.AccountSwitch;
import dev.legwork.guard.AccountSwitch.Kind;
import dev.legwork.order.Verdict;
import dev.legwork.order.WriteOutcome;
import dev.legwork.saga.EntryAnswer;
import dev.legwork.saga.PlaceAnswer;
import dev.legwork.saga.ReasonCode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A person stops the account: what the desk writes from then on. fault Y17. */
class DeskKillSwitchTest {
  private static final Duration LONGER_THAN_A_LOOK_LASTS = Duration.ofMillis(300);

  private static AccountSwitch stop(Kind kind) {
    return new AccountSwitch(kind, DeskRig.ACCOUNT, "", "ann", "wrong prices", VirtualClock.START);
  }

  private static void assertRefused(CompletableFuture<EntryAnswer> entry, ReasonCode code) {
    assertThat(DeskRig.now(entry))
        .isInstanceOfSatisfying(
            EntryAnswer.Refused.class,
            refused -> {
              assertThat(refused.reason().code()).isEqualTo(code);
              assertThat(refused.reason().detail()).contains("ann", "wrong prices");
            });
  }

  @Test
  void storesAndWritesNothingThatOpens() {
    DeskRig rig = DeskRig.serving();
    rig.store.switchOn(stop(Kind.KILL_SWITCH));

    assertRefused(rig.enter(), ReasonCode.KILL_SWITCH);

    assertThat(rig.store.allIntents()).isEmpty();
    assertThat(rig.venue.orderWrites()).isEmpty();
  }

  @Test
  void opensNothingWhereTheAccountIsToReduceOnly() {
    DeskRig rig = DeskRig.serving();
    rig.store.switchOn(stop(Kind.REDUCING_ONLY));

    assertRefused(rig.enter(), ReasonCode.REDUCING_ONLY);

    assertThat(rig.venue.orderWrites()).isEmpty();
  }

  @Test
  void opensAgainOnceItIsCleared() {
    DeskRig rig = DeskRig.serving();
    rig.store.switchOn(stop(Kind.KILL_SWITCH));
    rig.store.switchOff(stop(Kind.KILL_SWITCH));

    assertThat(DeskRig.now(rig.enter())).isInstanceOf(EntryAnswer.Entered.class);
  }

  @Test
  void goesOnUnwindingAndCancelling() {
    DeskRig rig = DeskRig.working();
    rig.store.switchOn(stop(Kind.KILL_SWITCH));

    rig.cancel(DeskRig.PUT);
    CompletableFuture<PlaceAnswer> unwind =
        rig.core.place(List.of(DeskRig.unwind("stock", 1, 100)));
    rig.settle();

    assertThat(DeskRig.now(unwind))
        .isInstanceOfSatisfying(
            PlaceAnswer.Placed.class,
            placed -> assertThat(placed.outcome()).isEqualTo(WriteOutcome.WRITTEN));
    assertThat(rig.venue.orderWrites()).anySatisfy(w -> assertThat(w).contains("CANCEL 2"));
  }

  /** Between the intents' commit and the write, as a process that stood still would see it. */
  @Test
  void writesNothingOnAnOldLook() {
    DeskRig rig = DeskRig.serving();
    CompletableFuture<EntryAnswer> entry = rig.submit(DeskRig.conversion("71.00"), 5);
    assertThat(rig.store.allIntents()).as("stored, and waiting for the pacer").hasSize(3);
    rig.store.switchOn(stop(Kind.KILL_SWITCH));
    rig.clock.set(rig.clock.nanos() + LONGER_THAN_A_LOOK_LASTS.toNanos());

    rig.pass(Duration.ofSeconds(2));

    assertRefused(entry, ReasonCode.KILL_SWITCH);
    assertThat(rig.venue.orderWrites()).isEmpty();
    assertThat(rig.store.allIntents())
        .as("proven never to have been written")
        .allSatisfy(order -> assertThat(order.written()).isEqualTo(WriteOutcome.NOT_WRITTEN));
    assertThat(rig.verdict(DeskRig.STOCK)).isEqualTo(Verdict.PROVEN_ABSENT);
  }

  @Test
  void writesAfterAnotherLookThatFindsNothing() {
    DeskRig rig = DeskRig.serving();
    CompletableFuture<EntryAnswer> entry = rig.submit(DeskRig.conversion("71.00"), 5);
    rig.clock.set(rig.clock.nanos() + LONGER_THAN_A_LOOK_LASTS.toNanos());

    rig.pass(Duration.ofSeconds(2));

    assertThat(DeskRig.now(entry))
        .isInstanceOfSatisfying(
            EntryAnswer.Entered.class,
            entered -> assertThat(entered.outcome()).isEqualTo(WriteOutcome.WRITTEN));
    assertThat(rig.venue.orderWrites()).hasSize(1);
  }

  /** A switch may have been set: nobody can tell. */
  @Test
  void writesNothingWhenAnotherLookFails() {
    DeskRig rig = DeskRig.serving();
    CompletableFuture<EntryAnswer> entry = rig.submit(DeskRig.conversion("71.00"), 5);
    rig.ledger.switchesUnknown = true;
    rig.clock.set(rig.clock.nanos() + LONGER_THAN_A_LOOK_LASTS.toNanos());

    rig.pass(Duration.ofSeconds(2));

    assertThat(DeskRig.now(entry))
        .isInstanceOfSatisfying(
            EntryAnswer.Entered.class,
            entered -> assertThat(entered.outcome()).isEqualTo(WriteOutcome.NOT_WRITTEN));
    assertThat(rig.venue.orderWrites()).isEmpty();
  }

  /** The letter is held while the ledger is asked, and must be there to be taken back. */
  @Test
  void writesNothingThatIsCancelledWhileTheSwitchesAreLookedAt() {
    DeskRig rig = DeskRig.serving();
    CompletableFuture<EntryAnswer> entry = rig.submit(DeskRig.conversion("71.00"), 5);
    rig.clock.set(rig.clock.nanos() + LONGER_THAN_A_LOOK_LASTS.toNanos());
    rig.holdLedger();
    rig.pass(Duration.ofSeconds(1));
    rig.cancel(DeskRig.STOCK);
    rig.ledgerAnswers();

    rig.pass(Duration.ofSeconds(2));

    assertThat(DeskRig.now(entry))
        .isInstanceOfSatisfying(
            EntryAnswer.Entered.class,
            entered -> assertThat(entered.outcome()).isEqualTo(WriteOutcome.NOT_WRITTEN));
    assertThat(rig.venue.orderWrites()).isEmpty();
  }
}
