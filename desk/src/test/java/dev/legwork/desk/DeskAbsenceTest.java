package dev.legwork.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.order.Verdict;
import dev.legwork.order.WriteOutcome;
import dev.legwork.saga.PlaceAnswer;
import dev.legwork.tws.message.ServerMessage;
import dev.legwork.tws.session.WriteResult;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** An order turns up while its absence is being stored, or its successor. fault S5, fault O1. */
class DeskAbsenceTest {
  private static final String FIRST = "lw1|t1|stock|U1";

  @Test
  void holdsAnOrderForAliveThatTurnsUpWhileItsAbsenceIsBeingStored() {
    DeskRig rig = DeskRig.serving();
    rig.venue.ordersAre = WriteResult.UNKNOWN;
    rig.enter();
    rig.pass(Duration.ofSeconds(1));
    turnsUpWhileAbsenceIsStored(rig, Rows.open(1, DeskRig.STOCK, "Submitted", 101));

    assertThat(rig.verdict(DeskRig.STOCK)).isEqualTo(Verdict.LIVE);
    assertThat(open(rig)).contains(DeskRig.STOCK).doesNotContain(DeskRig.PUT);
    rig.cancel(DeskRig.STOCK);
    assertThat(rig.venue.orderWrites()).contains(List.of("CANCEL 1"));
  }

  /** What turns up says what was heard before, so that it is no news but for the proof. */
  @Test
  void holdsAnOrderForAliveThatTurnsUpUnchangedWhileItsAbsenceIsBeingStored() {
    DeskRig rig = DeskRig.serving();
    rig.enter();
    for (int i = 1; i <= 3; i++) {
      rig.say(Rows.status(i, "PendingSubmit", "0", 0));
    }
    rig.core.closed(rig.venue.connection, "the gateway restarts");
    rig.pass(Duration.ofSeconds(1));
    turnsUpWhileAbsenceIsStored(rig, Rows.open(3, DeskRig.CALL, "PendingSubmit", 0));

    assertThat(open(rig)).containsExactly(DeskRig.CALL);
    rig.cancel(DeskRig.CALL);
    assertThat(rig.venue.orderWrites()).contains(List.of("CANCEL 3"));
  }

  @Test
  void opensAnOrderAgainThatTurnsUpUnchangedInALaterProcess() {
    DeskRig rig = DeskRig.serving();
    rig.enter();
    rig.say(Rows.status(3, "PendingSubmit", "0", 0));
    rig.core.closed(rig.venue.connection, "the gateway restarts");
    rig.pass(Duration.ofSeconds(6));
    assertThat(rig.verdict(DeskRig.CALL)).isEqualTo(Verdict.PROVEN_ABSENT);

    rig.newDesk();
    rig.core.start();
    rig.pass(Duration.ofSeconds(1));
    rig.say(Rows.open(3, DeskRig.CALL, "PendingSubmit", 0));

    assertThat(open(rig)).containsExactly(DeskRig.CALL);
  }

  @Test
  void writesNoSuccessorOfAnOrderThatTurnsUpWhileTheSuccessorIsBeingStored() {
    DeskRig rig = DeskRig.working();
    rig.venue.ordersAre = WriteResult.UNKNOWN;
    rig.core.place(List.of(DeskRig.unwind("stock", 1, 100)));
    rig.pass(Duration.ofSeconds(1));
    rig.venue.ordersAre = WriteResult.WRITTEN;
    rig.pass(Duration.ofSeconds(4));
    assertThat(rig.verdict(FIRST)).isEqualTo(Verdict.PROVEN_ABSENT);

    CompletableFuture<PlaceAnswer> second =
        rig.core.place(List.of(DeskRig.unwind("stock", 2, 100)));
    rig.holdLedger();
    rig.core.step(rig.background::runNext);
    rig.say(Rows.open(4, FIRST, "Submitted", 104));
    rig.ledgerAnswers();

    assertThat(DeskRig.now(second))
        .isInstanceOfSatisfying(
            PlaceAnswer.Placed.class,
            placed -> assertThat(placed.outcome()).isEqualTo(WriteOutcome.NOT_WRITTEN));
    assertThat(rig.venue.orderWrites()).as("the entry alone").hasSize(1);
    assertThat(open(rig)).contains(FIRST);
  }

  private static void turnsUpWhileAbsenceIsStored(DeskRig rig, ServerMessage row) {
    rig.snapshot(Rows.ref(DeskRig.CALL).toString());
    rig.pass(Duration.ofMillis(1900));
    rig.holdLedger();
    rig.pass(Duration.ofSeconds(1));
    assertThat(rig.background.waiting()).as("absences being stored").isPositive();
    rig.say(row);
    rig.ledgerAnswers();
  }

  private static List<String> open(DeskRig rig) {
    return rig.store.openIntents().stream().map(open -> open.ref().toString()).toList();
  }
}
