package dev.legwork.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.order.OrderIntent;
import dev.legwork.order.OrderRef;
import dev.legwork.order.OrderSizes;
import dev.legwork.order.OrderSnapshot;
import dev.legwork.order.PlacedOrder;
import dev.legwork.saga.PlaceAnswer;
import dev.legwork.tws.message.ServerMessage;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * Children of one order are known together or not at all: who asks for one hears of all, whatever a
 * restart or a full memory left of them.
 */
class DeskSiblingsTest {
  private static final String FIRST = "lw1|t1|stock|E1";
  private static final String SECOND = "lw1|t1|stock|E2";
  private static final String THIRD = "lw1|t1|stock|E3";

  private static DeskSettings inThree() {
    return DeskSettings.of(DeskRig.ACCOUNT, DeskRig.CLIENT)
        .with(new OrderSizes(null, new BigDecimal("40")));
  }

  /** The first works; the others filled. */
  private static DeskRig firstWorks(DeskSettings settings) {
    DeskRig rig = DeskRig.serving(settings);
    rig.enter();
    works(rig, FIRST);
    filled(rig, 2, SECOND, "33");
    filled(rig, 3, THIRD, "33");
    rig.pass(Duration.ofSeconds(2));
    return rig;
  }

  private static void works(DeskRig rig, String ref) {
    rig.say(Rows.status(1, "Submitted", "0", 101));
    rig.venue.openOrders.add(Rows.open(1, ref, "Submitted", 101));
  }

  private static void filled(DeskRig rig, int id, String ref, String quantity) {
    ServerMessage.ExecDetails row =
        Rows.execution(
            id,
            DeskRig.CLIENT,
            DeskRig.ACCOUNT,
            ref,
            "exec" + id + ".01",
            quantity,
            quantity,
            100 + id,
            Rows.stock());
    rig.venue.executions.add(row);
    rig.say(row);
  }

  private static void restart(DeskRig rig) {
    rig.newDesk();
    rig.core.start();
  }

  /** The ledger has told what is open, and the venue nothing yet. */
  private static void readsTheLedger(DeskRig rig) {
    while (rig.background.waiting() > 0) {
      rig.core.step(rig.background::runNext);
    }
  }

  private static List<String> refs(List<PlacedOrder> orders) {
    return orders.stream().map(PlacedOrder::ref).map(OrderRef::toString).toList();
  }

  private static OrderSnapshot told(DeskRig rig, CompletableFuture<OrderSnapshot> answer) {
    rig.pass(Duration.ofSeconds(8));
    return DeskRig.now(answer);
  }

  /** fault Y6: who placed the wave knows the first reference only, and asks at any moment. */
  @Test
  void tellsOfAllSiblingsAtEveryStepOfARecovery() {
    List<Set<OrderRef>> answers = new ArrayList<>();
    for (int steps = 0; steps < 40; steps++) {
      DeskRig rig = firstWorks(inThree());
      restart(rig);
      for (int i = 0; i < steps; i++) {
        step(rig);
      }
      CompletableFuture<OrderSnapshot> answer = rig.core.snapshot(List.of(Rows.ref(FIRST)));
      rig.pass(Duration.ofSeconds(8));
      if (!answer.isCompletedExceptionally()) {
        answers.add(DeskRig.now(answer).verdicts().keySet());
      }
    }
    assertThat(answers)
        .as("but where the desk could not tell at all")
        .hasSizeGreaterThan(20)
        .allMatch(Set.of(Rows.ref(FIRST), Rows.ref(SECOND), Rows.ref(THIRD))::equals);
  }

  private static void step(DeskRig rig) {
    if (rig.background.waiting() > 0) {
      rig.core.step(rig.background::runNext);
    } else {
      rig.venue.deliver(rig.core);
    }
  }

  /** fault Y6: half of what was to be unwound would else be ordered once more. */
  @Test
  void answersARepeatedUnwindingAfterARestartWithTheSiblingsThatAreOver() {
    DeskRig rig = DeskRig.serving(inThree());
    List<OrderIntent> unwinding = List.of(DeskRig.unwind("stock", 1, 100));
    rig.core.place(unwinding);
    rig.pass(Duration.ofSeconds(1));
    works(rig, "lw1|t1|stock|U1");
    filled(rig, 2, "lw1|t1|stock|U2", "33");
    rig.pass(Duration.ofSeconds(2));
    restart(rig);
    readsTheLedger(rig);

    CompletableFuture<PlaceAnswer> again = rig.core.place(unwinding);
    rig.pass(Duration.ofSeconds(3));

    assertThat(((PlaceAnswer.Placed) DeskRig.now(again)).orders()).hasSize(3);
    assertThat(rig.venue.orderWrites()).hasSize(1);
  }

  /** fault Y6: the entry timed out for whoever asked, and is about to be stored. */
  @Test
  void tellsOfAllSiblingsOfAWaveThatIsStoredMeanwhile() {
    DeskRig rig = DeskRig.serving(inThree());
    rig.enter(DeskRig.conversion("warm", "69.00"), 5);
    rig.holdLedger();
    rig.submit(DeskRig.conversion("71.00"), 5);
    rig.pass(Duration.ofMillis(400));

    CompletableFuture<OrderSnapshot> answer = rig.snapshot(FIRST, DeskRig.PUT, DeskRig.CALL);
    rig.ledgerAnswers();
    OrderSnapshot snapshot = told(rig, answer);

    assertThat(refs(snapshot.placed()))
        .containsExactlyInAnyOrder(FIRST, SECOND, THIRD, DeskRig.PUT, DeskRig.CALL);
  }

  @Test
  void keepsTheSiblingsOfAnOpenChildInMemory() {
    DeskRig rig = firstWorks(remembering(4));

    rig.enter(DeskRig.conversion("other", "71.00"), 6);

    assertThat(refs(told(rig, rig.snapshot(FIRST)).placed()))
        .containsExactlyInAnyOrder(FIRST, SECOND, THIRD);
  }

  @Test
  void forgetsSiblingsTogether() {
    DeskRig rig = firstWorks(remembering(4));
    filled(rig, 1, FIRST, "34");
    rig.pass(Duration.ofSeconds(2));

    rig.enter(DeskRig.conversion("other", "71.00"), 6);

    assertThat(refs(told(rig, rig.snapshot(THIRD)).placed()))
        .containsExactlyInAnyOrder(FIRST, SECOND, THIRD);
  }

  private static DeskSettings remembering(int orders) {
    DeskSettings all = inThree();
    return new DeskSettings(
        all.account(),
        all.clientId(),
        all.route(),
        all.currency(),
        all.brokerZone(),
        all.readyWithin(),
        all.quotesWithin(),
        all.quoteMaxAge(),
        all.queryTimeout(),
        all.snapshotWithin(),
        all.placeWithin(),
        all.goodTillGrace(),
        all.absenceAfterReady(),
        all.silenceUntilReconnect(),
        all.reconnectAtMostEvery(),
        all.marketDataLines(),
        orders,
        all.unstoredEvents(),
        all.resetWindows(),
        all.observerClientId(),
        all.margin(),
        all.tradingHours(),
        all.orderSizes(),
        all.placing(),
        all.chains());
  }
}
