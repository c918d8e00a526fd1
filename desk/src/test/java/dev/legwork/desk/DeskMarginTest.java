package dev.legwork.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.contract.OptionRight;
import dev.legwork.order.OrderSizes;
import dev.legwork.order.Side;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.Placing;
import dev.legwork.request.Pricing;
import dev.legwork.request.RequestedLeg;
import dev.legwork.request.Timeouts;
import dev.legwork.saga.EntryAnswer;
import dev.legwork.saga.EntryPlan;
import dev.legwork.saga.Reason;
import dev.legwork.saga.ReasonCode;
import dev.legwork.tws.message.ClientMessage.PlaceOrder;
import dev.legwork.tws.message.ServerMessage;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Margin before the first byte: the broker's what-if, and our model. */
class DeskMarginTest {
  private static final DeskSettings SETTINGS =
      DeskSettings.of(DeskRig.ACCOUNT, DeskRig.CLIENT).with(MarginSettings.standard());

  private final DeskRig rig = DeskRig.serving(SETTINGS);

  @Test
  void asksTheBrokerAboutTheWholeAndTheWorstPartBeforeAnythingIsWritten() {
    EntryAnswer answer = DeskRig.now(rig.enter());

    assertThat(answer).isInstanceOf(EntryAnswer.Entered.class);
    assertThat(rig.venue.whatIfs())
        .extracting(DeskMarginTest::text)
        .containsExactly(
            "1 BUY 1 TWX BAG @ 71.00: BUY 100 of 1, BUY 1 of 2, SELL 1 of 3",
            "2 BUY 1 TWX BAG @ 71.51: BUY 100 of 1, BUY 1 of 2");
    assertThat(rig.venue.orderIdOf(DeskRig.STOCK)).as("ids rise").isEqualTo(3);
    assertThat(rig.venue.orderWrites()).hasSize(1);
  }

  /** fault O23: the first answer holds no margins. */
  @Test
  void waitsForTheAnswerThatHoldsMargins() {
    rig.venue.whatIf = ask -> List.of(Rows.sentinel(ask));
    CompletableFuture<EntryAnswer> answer = rig.submit(DeskRig.conversion("71.00"), 5);
    rig.pass(Duration.ofMillis(500));
    assertThat(answer).isNotDone();

    rig.venue.whatIfs().forEach(ask -> rig.say(Rows.whatIf(ask, "1000")));
    rig.settle();

    assertThat(DeskRig.now(answer)).isInstanceOf(EntryAnswer.Entered.class);
    assertThat(rig.venue.orderWrites()).hasSize(1);
  }

  /** fault O23: no answer, or none with margins, refuses in a bounded time. */
  @Test
  void refusesWhenTheBrokerNeverTellsMargins() {
    rig.venue.whatIf = ask -> List.of();
    CompletableFuture<EntryAnswer> silent = rig.submit(DeskRig.conversion("71.00"), 5);
    rig.pass(Duration.ofSeconds(3));
    assertThat(refusal(silent).code()).isEqualTo(ReasonCode.MARGIN_UNKNOWN);

    rig.venue.whatIf = ask -> List.of(Rows.sentinel(ask));
    CompletableFuture<EntryAnswer> sentinel = rig.submit(DeskRig.conversion("t2", "71.00"), 6);
    rig.pass(Duration.ofSeconds(3));
    assertThat(refusal(sentinel).code()).isEqualTo(ReasonCode.MARGIN_UNKNOWN);

    assertThat(rig.venue.orderWrites()).isEmpty();
    assertThat(rig.store.allIntents()).isEmpty();
  }

  @Test
  void refusesAWholeThatTakesMoreThanItsShareOfTheFunds() {
    rig.venue.whatIf = ask -> List.of(Rows.whatIf(ask, isWhole(ask) ? "90001" : "1000"));

    Reason reason = refusal(rig.enter());

    assertThat(reason.code()).isEqualTo(ReasonCode.MARGIN);
    assertThat(reason.detail())
        .isEqualTo(
            "by the broker's what-if all legs takes 90001.00 USD; 90 % of 100000.00 USD available"
                + " funds are 90000.00 USD");
    assertNothingPlaced();
  }

  @Test
  void refusesAWholeThatIsAffordableWhenItsWorstPartAloneIsNot() {
    rig.venue.whatIf = ask -> List.of(Rows.whatIf(ask, isWhole(ask) ? "1000" : "95000"));

    Reason reason = refusal(rig.enter());

    assertThat(reason.code()).isEqualTo(ReasonCode.MARGIN);
    assertThat(reason.detail()).contains("stock+put alone takes 95000.00 USD");
    assertNothingPlaced();
  }

  @Test
  void refusesByOurModelWhatTheBrokerWouldAllow() {
    rig.venue.whatIf = ask -> List.of(Rows.whatIf(ask, "3000", "10"));

    Reason reason = refusal(rig.enter());

    assertThat(reason.code()).isEqualTo(ReasonCode.MARGIN);
    assertThat(reason.detail()).startsWith("by our model stock+put alone needs ");
    assertNothingPlaced();
  }

  /** What the account holds only the broker knows: selling it is no short sale. */
  @Test
  void holdsNoTradeToTheModelThatFreesFundsByTheBroker() {
    rig.venue.whatIf = ask -> List.of(Rows.whatIf(ask, "3000", "-3500"));

    assertThat(DeskRig.now(rig.enter())).isInstanceOf(EntryAnswer.Entered.class);
  }

  @Test
  void refusesInTheBrokersOwnWords() {
    rig.venue.whatIf =
        ask ->
            List.of(
                new ServerMessage.ErrorMessage(
                    ask.orderId(), 201, "Order rejected - reason: no such permission"));

    Reason reason = refusal(rig.enter());

    assertThat(reason.code()).isEqualTo(ReasonCode.MARGIN);
    assertThat(reason.detail())
        .contains("all legs: 201 Order rejected - reason: no such permission");
    assertNothingPlaced();
  }

  @Test
  void takesNoNoticeForARefusal() {
    rig.venue.whatIf =
        ask ->
            List.of(
                new ServerMessage.ErrorMessage(ask.orderId(), 399, "Warning: held until the open"),
                Rows.whatIf(ask, "1000"));

    assertThat(DeskRig.now(rig.enter())).isInstanceOf(EntryAnswer.Entered.class);
  }

  /**
   * A what-if is no order: not while it is asked, not when it is answered late, nor by its error.
   */
  @Test
  void neverTakesAWhatIfForAnOrder() {
    rig.venue.whatIf = ask -> List.of();
    CompletableFuture<EntryAnswer> answer = rig.submit(DeskRig.conversion("71.00"), 5);
    rig.pass(Duration.ofSeconds(3));
    PlaceOrder asked = rig.venue.whatIfs().getFirst();

    rig.say(Rows.whatIf(asked, "1000"));
    rig.say(new ServerMessage.ErrorMessage(asked.orderId(), 201, "too late"));
    rig.say(Rows.open(asked.orderId(), "", "Submitted", 900));
    rig.pass(Duration.ofSeconds(1));

    assertThat(answer).isCompleted();
    assertThat(rig.heard).isEmpty();
    assertThat(rig.stored()).isEmpty();
    assertThat(rig.core.health().join().openOrders()).isZero();
  }

  @Test
  void asksAgainUnderAHigherIdWhenTheVenueHasSeenIt() {
    rig.venue.nextValidId = 40;
    rig.venue.whatIf =
        ask ->
            List.of(
                ask.orderId() < 40
                    ? new ServerMessage.ErrorMessage(ask.orderId(), 103, "Duplicate order id")
                    : Rows.whatIf(ask, "1000"));

    assertThat(DeskRig.now(rig.enter())).isInstanceOf(EntryAnswer.Entered.class);
    assertThat(rig.venue.orderIdOf(DeskRig.STOCK)).isGreaterThan(40);
  }

  @Test
  void neverGivesAnIdOfAWhatIfToAnOrderAlsoAfterACrash() {
    rig.venue.whatIf = ask -> List.of(Rows.whatIf(ask, "95000"));
    rig.enter();
    rig.venue.whatIf = ask -> List.of(Rows.whatIf(ask, "1000"));
    rig.newDesk();
    rig.core.start();
    rig.pass(Duration.ofSeconds(1));

    rig.enter(DeskRig.conversion("t1", "71.00"), 6);

    List<Integer> asked = rig.venue.whatIfs().stream().map(PlaceOrder::orderId).toList();
    assertThat(asked).hasSize(4).doesNotHaveDuplicates().isSorted();
    assertThat(rig.venue.orderIdOf(DeskRig.STOCK)).isGreaterThan(asked.getLast());
  }

  @Test
  void asksNothingAboutASecondAttempt() {
    rig.core.enter(
        new EntryPlan(
            DeskRig.conversion("71.00"), 5, List.of("call"), 2, null, new BigDecimal("7085")),
        Duration.ofSeconds(5));
    rig.pass(Duration.ofMillis(500));

    assertThat(rig.venue.whatIfs()).isEmpty();
    assertThat(rig.venue.orderWrites()).hasSize(1);
  }

  @Test
  void asksAboutASingleLegByAPlainOrderOnce() {
    EntryAnswer answer = DeskRig.now(rig.enter(put("1.30"), 5));

    assertThat(answer).isInstanceOf(EntryAnswer.Entered.class);
    assertThat(rig.venue.whatIfs())
        .extracting(DeskMarginTest::text)
        .containsExactly("1 BUY 2 TWX OPT @ 1.3: ");
  }

  @Test
  void makesItsPricesAnewWhenTheBrokerTookItsTime() {
    rig.venue.whatIf = ask -> List.of();
    CompletableFuture<EntryAnswer> answer = rig.submit(DeskRig.conversion("71.00"), 5);
    rig.pass(Duration.ofMillis(500));
    int request = rig.venue.quoteRequest(1);
    rig.say(
        new ServerMessage.TickPrice(request, 2, new BigDecimal("70.60"), new BigDecimal("900"), 0));

    rig.venue.whatIfs().forEach(ask -> rig.say(Rows.whatIf(ask, "1000")));
    rig.pass(Duration.ofMillis(100));

    assertThat(DeskRig.now(answer))
        .isInstanceOfSatisfying(
            EntryAnswer.Entered.class,
            entered -> assertThat(entered.executableNet()).isEqualByComparingTo("70.85"));
  }

  @Test
  void asksNobodyWhenItIsOffAndHoldsTheModelToTheAccountsFunds() {
    DeskRig off = DeskRig.serving(withoutBroker());
    assertThat(DeskRig.now(off.enter())).isInstanceOf(EntryAnswer.Entered.class);
    assertThat(off.venue.whatIfs()).isEmpty();

    DeskRig poor = new DeskRig();
    poor.settings = withoutBroker();
    poor.venue.availableFunds = "3000";
    poor.newDesk();
    poor.core.start();
    poor.pass(Duration.ofSeconds(1));
    assertThat(refusal(poor.enter()).detail()).contains("90 % of 3000.00 USD");

    DeskRig untold = new DeskRig();
    untold.settings = withoutBroker();
    untold.venue.availableFunds = null;
    untold.newDesk();
    untold.core.start();
    untold.pass(Duration.ofSeconds(1));
    assertThat(refusal(untold.enter()).code()).isEqualTo(ReasonCode.MARGIN_UNKNOWN);
  }

  @Test
  void refusesWhenTheSessionIsLostBeforeTheAnswer() {
    rig.venue.whatIf = ask -> List.of();
    CompletableFuture<EntryAnswer> answer = rig.submit(DeskRig.conversion("71.00"), 5);
    rig.pass(Duration.ofMillis(300));

    rig.core.closed(rig.venue.connection, "gone");
    rig.settle();

    assertThat(refusal(answer).code()).isEqualTo(ReasonCode.MARGIN_UNKNOWN);
    assertNothingPlaced();
  }

  /** What is larger than one order may be is no question that the broker takes. */
  @Test
  void asksInTheLargestSizeThatIsTakenAndJudgesTheAnswerForAllOfIt() {
    DeskRig small = DeskRig.serving(SETTINGS.with(new OrderSizes(null, new BigDecimal("100"))));
    small.venue.whatIf = ask -> List.of(Rows.whatIf(ask, isWhole(ask) ? "45001" : "1000"));

    Reason tooDear = refusal(small.enter(twoConversions("t1"), 5));
    small.venue.whatIf = ask -> List.of(Rows.whatIf(ask, isWhole(ask) ? "44999" : "1000"));
    EntryAnswer affordable = DeskRig.now(small.enter(twoConversions("t2"), 5));

    assertThat(small.venue.whatIfs())
        .extracting(DeskMarginTest::text)
        .first()
        .asString()
        .startsWith("1 BUY 1 TWX BAG @ 71.00");
    assertThat(tooDear.code()).isEqualTo(ReasonCode.MARGIN);
    assertThat(tooDear.detail()).contains("all legs takes 90002.00 USD");
    assertThat(affordable).isInstanceOf(EntryAnswer.Entered.class);
  }

  /** The first hundred shares may close a position, and the second open one. */
  @Test
  void takesNoPartThatFreesFundsForAllOfIt() {
    DeskRig small = DeskRig.serving(SETTINGS.with(new OrderSizes(null, new BigDecimal("100"))));
    small.venue.whatIf = ask -> List.of(Rows.whatIf(ask, "3000", "-3500"));

    assertThat(refusal(small.enter(twoConversions("t1"), 5)).detail()).contains("by our model");
  }

  /** Nobody judged the other hundred shares. */
  @Test
  void placesNothingOnAnAnswerAboutAPartWhenTheModelIsOff() {
    MarginSettings all = MarginSettings.standard();
    MarginSettings brokerAlone =
        new MarginSettings(all.whatIf(), false, all.maxShare(), all.answerWithin(), all.shocks());
    DeskRig small =
        DeskRig.serving(
            SETTINGS.with(brokerAlone).with(new OrderSizes(null, new BigDecimal("100"))));
    small.venue.whatIf = ask -> List.of(Rows.whatIf(ask, "3000", "-3500"));

    Reason refused = refusal(small.enter(twoConversions("t1"), 5));
    EntryAnswer askedWhole = DeskRig.now(small.enter(DeskRig.conversion("t2", "71.00"), 5));

    assertThat(refused.code()).isEqualTo(ReasonCode.MARGIN_UNKNOWN);
    assertThat(refused.detail()).contains("no what-if as large as the trade");
    assertThat(askedWhole).isInstanceOf(EntryAnswer.Entered.class);
  }

  @Test
  void refusesWhatTheBrokerCannotBeAskedAbout() {
    DeskRig small = DeskRig.serving(SETTINGS.with(new OrderSizes(null, new BigDecimal("50"))));

    Reason refused = refusal(small.enter());

    assertThat(refused.code()).isEqualTo(ReasonCode.MARGIN_UNKNOWN);
    assertThat(refused.detail()).contains("a unit of these legs is more than one order may be for");
  }

  private static ExecutionRequest twoConversions(String id) {
    ExecutionRequest one = DeskRig.conversion(id, "71.00");
    return new ExecutionRequest(
        one.id(),
        one.account(),
        null,
        one.underlying(),
        one.legs(),
        2,
        one.netLimit(),
        one.placing(),
        one.pricing(),
        one.timeouts());
  }

  private void assertNothingPlaced() {
    assertThat(rig.venue.orderWrites()).isEmpty();
    assertThat(rig.store.allIntents()).isEmpty();
  }

  private static DeskSettings withoutBroker() {
    MarginSettings standard = MarginSettings.standard();
    return SETTINGS.with(
        new MarginSettings(
            MarginSettings.WhatIf.OFF,
            true,
            standard.maxShare(),
            standard.answerWithin(),
            standard.shocks()));
  }

  private static boolean isWhole(PlaceOrder ask) {
    return ask.contract().comboLegs().size() == 3;
  }

  private static Reason refusal(CompletableFuture<EntryAnswer> answer) {
    return ((EntryAnswer.Refused) DeskRig.now(answer)).reason();
  }

  private static ExecutionRequest put(String netLimit) {
    return new ExecutionRequest(
        "t1",
        DeskRig.ACCOUNT,
        null,
        "TWX",
        List.of(new RequestedLeg("put", Side.BUY, 1, DeskRig.option(OptionRight.PUT), null)),
        2,
        new BigDecimal(netLimit),
        Placing.PARALLEL,
        Pricing.LIMIT,
        Timeouts.DEFAULT);
  }

  private static String text(PlaceOrder ask) {
    return "%d %s %s %s %s @ %s: %s"
        .formatted(
            ask.orderId(),
            ask.order().action(),
            ask.order().totalQuantity().toPlainString(),
            ask.contract().symbol(),
            ask.contract().secType(),
            ask.order().lmtPrice().toPlainString(),
            ask.contract().comboLegs().stream()
                .map(leg -> leg.action() + " " + leg.ratio() + " of " + leg.conId())
                .collect(Collectors.joining(", ")));
  }
}
