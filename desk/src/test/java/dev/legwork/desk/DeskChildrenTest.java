package dev.legwork.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.order.Children;
import dev.legwork.order.OrderIntent;
import dev.legwork.order.OrderSizes;
import dev.legwork.order.OrderSnapshot;
import dev.legwork.order.PlacedOrder;
import dev.legwork.order.Verdict;
import dev.legwork.order.WriteOutcome;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.RequestedLeg;
import dev.legwork.saga.EntryAnswer;
import dev.legwork.saga.EntryPlan;
import dev.legwork.saga.PlaceAnswer;
import dev.legwork.saga.ReasonCode;
import dev.legwork.tws.message.ServerMessage;
import dev.legwork.tws.session.Pacer;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Orders that are larger than one may be. */
class DeskChildrenTest {
  private static final String FIRST = "lw1|t1|stock|E1";
  private static final String SECOND = "lw1|t1|stock|E2";
  private static final String THIRD = "lw1|t1|stock|E3";

  private static DeskSettings shares(int most) {
    return DeskSettings.of(DeskRig.ACCOUNT, DeskRig.CLIENT)
        .with(new OrderSizes(null, BigDecimal.valueOf(most)));
  }

  private static ExecutionRequest stockInOrdersOf(ExecutionRequest trade, String most) {
    return new ExecutionRequest(
        trade.id(),
        trade.account(),
        null,
        trade.underlying(),
        trade.legs().stream().map(leg -> leg.ratio() == 100 ? sized(leg, most) : leg).toList(),
        trade.quantity(),
        trade.netLimit(),
        trade.placing(),
        trade.pricing(),
        trade.timeouts());
  }

  private static RequestedLeg sized(RequestedLeg leg, String most) {
    return new RequestedLeg(
        leg.name(), leg.action(), leg.ratio(), leg.contract(), null, new BigDecimal(most));
  }

  private static List<String> written(DeskRig rig) {
    return rig.venue.orderWrites().getLast().stream()
        .map(order -> order.replaceAll(" (GTD .*|DAY)$", ""))
        .toList();
  }

  @Test
  void writesTheChildrenOfALegWithTheOtherLegsInOneWriteAtOneLimit() {
    DeskRig rig = DeskRig.serving(shares(40));

    EntryAnswer answer = DeskRig.now(rig.enter());

    assertThat(rig.venue.orderWrites()).hasSize(1);
    assertThat(written(rig))
        .containsExactly(
            "BUY 34 TWX @ 69.79 " + FIRST,
            "BUY 33 TWX @ 69.79 " + SECOND,
            "BUY 33 TWX @ 69.79 " + THIRD,
            "BUY 1 TWXP @ 1.72 " + DeskRig.PUT,
            "SELL 1 TWXC @ 0.53 " + DeskRig.CALL);
    assertThat(answer)
        .isInstanceOfSatisfying(
            EntryAnswer.Entered.class,
            entered -> {
              assertThat(entered.outcome()).isEqualTo(WriteOutcome.WRITTEN);
              assertThat(entered.orders())
                  .extracting(order -> order.intent().child())
                  .containsExactly(1, 2, 3, null, null);
            });
  }

  @Test
  void splitsByTheLegsOwnSizeWhereThatIsStricter() {
    DeskRig rig = DeskRig.serving(shares(60));

    rig.enter(stockInOrdersOf(DeskRig.conversion("71.00"), "50"), 5);

    assertThat(written(rig))
        .startsWith("BUY 50 TWX @ 69.79 " + FIRST, "BUY 50 TWX @ 69.79 " + SECOND);
  }

  @Test
  void refusesALegOfMoreChildrenThanLeaveInOneWriteAndSaysHowMany() {
    DeskRig rig = DeskRig.serving(shares(19));

    EntryAnswer answer = DeskRig.now(rig.enter());

    assertThat(answer)
        .isInstanceOfSatisfying(
            EntryAnswer.Refused.class,
            refused -> {
              assertThat(refused.reason().code()).isEqualTo(ReasonCode.TOO_MANY_ORDERS);
              assertThat(refused.reason().detail())
                  .isEqualTo(
                      "its legs need 8 orders, and 7 are written together at most:"
                          + " stock 6 (100, at most 19 an order), put 1, call 1");
            });
    assertThat(rig.store.allIntents()).isEmpty();
    assertThat(rig.venue.orderWrites()).isEmpty();
  }

  @Test
  void countsOnWhatThePacerLetsOutTogether() {
    Pacer.Settings pace = Pacer.Settings.standard();

    assertThat(Children.MOST_OPENING).isEqualTo(new Pacer<>(pace, 0).largestWave());
    assertThat(Children.MOST_REDUCING).isEqualTo(pace.burst());
  }

  /** Whoever placed them and heard no answer knows the first reference only. */
  @Test
  void tellsOfAllSiblingsWhenOneIsAskedFor() {
    DeskRig rig = DeskRig.serving(shares(40));
    rig.enter();
    rig.newDesk();
    rig.core.start();
    rig.pass(Duration.ofSeconds(1));

    CompletableFuture<OrderSnapshot> answer = rig.snapshot(FIRST);
    rig.pass(Duration.ofSeconds(5));

    OrderSnapshot snapshot = DeskRig.now(answer);
    assertThat(snapshot.placed())
        .extracting(order -> order.ref().toString())
        .containsExactlyInAnyOrder(FIRST, SECOND, THIRD);
    assertThat(snapshot.verdicts())
        .containsOnlyKeys(Rows.ref(FIRST), Rows.ref(SECOND), Rows.ref(THIRD));
  }

  /** fault Y6: the same wave again, after a restart with another size. */
  @Test
  void answersARepeatWithTheChildrenThatAreStored() {
    DeskRig rig = DeskRig.serving(shares(40));
    rig.enter();
    rig.settings = shares(60);
    rig.newDesk();
    rig.core.start();
    rig.pass(Duration.ofSeconds(1));

    EntryAnswer again = DeskRig.now(rig.enter());

    assertThat(rig.venue.orderWrites()).hasSize(1);
    assertThat(again)
        .isInstanceOfSatisfying(
            EntryAnswer.Entered.class,
            entered ->
                assertThat(entered.orders())
                    .extracting(order -> order.intent().quantity().intValueExact())
                    .contains(34, 33));
    assertThat(((EntryAnswer.Entered) again).orders()).hasSize(5);
  }

  @Test
  void sendsNoSuccessorWhileOneSiblingIsNotProvenOver() {
    DeskRig rig = DeskRig.serving(shares(40));
    rig.enter();
    filled(rig, 1, FIRST, "34");
    filled(rig, 3, THIRD, "33");
    rig.pass(Duration.ofSeconds(2));

    EntryAnswer early = DeskRig.now(again(rig));
    rig.say(Rows.status(2, "Cancelled", "0", 102));
    assertThat(rig.verdict(SECOND)).isEqualTo(Verdict.PROVEN_TERMINAL);
    DeskRig.now(again(rig));

    assertThat(early)
        .isInstanceOfSatisfying(
            EntryAnswer.Refused.class,
            refused -> assertThat(refused.reason().detail()).contains("not proven over", SECOND));
    assertThat(written(rig))
        .singleElement()
        .asString()
        .startsWith("BUY 33 TWX @ ")
        .endsWith(" lw1|t1|stock|E4");
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

  private static CompletableFuture<EntryAnswer> again(DeskRig rig) {
    CompletableFuture<EntryAnswer> answer =
        rig.core.enter(
            new EntryPlan(
                DeskRig.conversion("71.00"),
                5,
                List.of("stock"),
                4,
                Duration.ofSeconds(9),
                new BigDecimal("4797"),
                null,
                Map.of("stock", new BigDecimal("67")),
                null,
                null,
                null),
            Duration.ofSeconds(5));
    for (int i = 0; i < 20 && !answer.isDone(); i++) {
      rig.pass(Duration.ofMillis(100));
    }
    return answer;
  }

  @Test
  void splitsWhatReducesRiskTheSameWay() {
    DeskRig rig = DeskRig.serving(shares(40));

    PlaceAnswer answer = DeskRig.now(placed(rig, DeskRig.unwind("stock", 1, 100)));

    assertThat(written(rig))
        .containsExactly(
            "SELL 34 TWX @ 69.5 lw1|t1|stock|U1",
            "SELL 33 TWX @ 69.5 lw1|t1|stock|U2",
            "SELL 33 TWX @ 69.5 lw1|t1|stock|U3");
    assertThat(((PlaceAnswer.Placed) answer).orders()).hasSize(3);
  }

  @Test
  void writesOfAnUnwindingOnlyAsManyChildrenAsLeaveTogetherAndSaysWhich() {
    DeskRig rig = DeskRig.serving(shares(5));

    PlaceAnswer.Placed answer =
        (PlaceAnswer.Placed)
            DeskRig.now(
                placed(rig, DeskRig.unwind("stock", 1, 100), DeskRig.unwind("rest", 1, 10)));

    assertThat(written(rig)).hasSize(10);
    assertThat(answer.orders())
        .extracting(PlacedOrder::ref)
        .as("every order's first child before any second")
        .contains(
            Rows.ref("lw1|t1|rest|U1"), Rows.ref("lw1|t1|rest|U2"), Rows.ref("lw1|t1|stock|U8"))
        .doesNotContain(Rows.ref("lw1|t1|stock|U9"));
  }

  @Test
  void placesNothingTwiceWhenAnUnwindingIsAskedForAgain() {
    DeskRig rig = DeskRig.serving(shares(40));
    placed(rig, DeskRig.unwind("stock", 1, 100));
    rig.settings = shares(20);
    rig.newDesk();
    rig.core.start();
    rig.pass(Duration.ofSeconds(1));

    PlaceAnswer.Placed again =
        (PlaceAnswer.Placed) DeskRig.now(placed(rig, DeskRig.unwind("stock", 1, 100)));

    assertThat(rig.venue.orderWrites()).hasSize(1);
    assertThat(again.orders()).hasSize(3);
  }

  private static CompletableFuture<PlaceAnswer> placed(DeskRig rig, OrderIntent... wave) {
    CompletableFuture<PlaceAnswer> answer = rig.core.place(List.of(wave));
    rig.pass(Duration.ofSeconds(1));
    return answer;
  }

  @Test
  void splitsACombosUnitsSoThatNoLegIsLargerThanItsOrdersMayBe() {
    DeskRig rig = DeskRig.serving(shares(450));

    rig.enter(ComboRig.conversions("69.80"), 5);

    assertThat(written(rig))
        .containsExactly(
            "BUY 4 TWX @ 69.8 lw1|t1|combo|E1",
            "BUY 3 TWX @ 69.8 lw1|t1|combo|E2",
            "BUY 3 TWX @ 69.8 lw1|t1|combo|E3");
  }

  @Test
  void refusesAComboOfWhichNotEvenAUnitMayBeOrdered() {
    DeskRig rig = DeskRig.serving(shares(99));

    EntryAnswer answer = DeskRig.now(rig.enter(ComboRig.conversions("69.80"), 5));

    assertThat(answer)
        .isInstanceOfSatisfying(
            EntryAnswer.Refused.class,
            refused -> assertThat(refused.reason().code()).isEqualTo(ReasonCode.TOO_MANY_ORDERS));
    assertThat(rig.venue.orderWrites()).isEmpty();
  }

  /** fault Y1, fault O1: one child reached the venue, one did not, nobody knows of the third. */
  @Test
  void provesEachChildByItselfAfterACrash() {
    DeskRig rig = DeskRig.serving(shares(40));
    rig.enter();
    rig.say(Rows.status(1, "Submitted", "0", 101));
    rig.venue.openOrders.add(Rows.open(1, FIRST, "Submitted", 101));
    rig.newDesk();
    rig.core.start();
    rig.pass(Duration.ofSeconds(5));

    assertThat(rig.verdict(SECOND)).isEqualTo(Verdict.PROVEN_ABSENT);
    assertThat(rig.verdict(FIRST)).isEqualTo(Verdict.LIVE);
    assertThat(rig.store.allIntents())
        .filteredOn(stored -> stored.over() == Verdict.PROVEN_ABSENT)
        .extracting(DeskLedger.StoredOrder::ref)
        .contains(Rows.ref(SECOND))
        .doesNotContain(Rows.ref(FIRST));
  }
}
