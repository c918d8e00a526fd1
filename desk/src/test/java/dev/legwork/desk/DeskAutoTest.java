package dev.legwork.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.order.OrderRef;
import dev.legwork.order.OrderSizes;
import dev.legwork.order.PlacedOrder;
import dev.legwork.order.Verdict;
import dev.legwork.placing.PastTrades;
import dev.legwork.placing.PlacingSettings;
import dev.legwork.request.ChosenPlacing;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.Placing;
import dev.legwork.request.Pricing;
import dev.legwork.request.Timeouts;
import dev.legwork.saga.EntryAnswer;
import dev.legwork.saga.EntryPlan;
import dev.legwork.saga.ReasonCode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** AUTO: the desk chooses at the quotes of the moment, once, and stores what it chose. */
class DeskAutoTest {
  private static final String COMBO = "lw1|t1|combo|E1";

  @Test
  void sendsAllLegsTogetherWhereThereIsRoom() {
    DeskRig rig = DeskRig.serving();

    EntryAnswer.Entered entered = enter(rig, "71.00");

    assertThat(refs(entered)).containsExactlyElementsOf(DeskRig.ALL.stream().toList());
    assertThat(chosen(entered).mode()).isEqualTo(Placing.PARALLEL);
    assertThat(rig.venue.orderWrites()).hasSize(1);
  }

  @Test
  void placesOneOrderOfAllLegsWhereThereIsLittle() {
    DeskRig rig = DeskRig.serving();

    EntryAnswer.Entered entered = enter(rig, "69.86");

    assertThat(refs(entered)).containsExactly(Rows.ref(COMBO));
    assertThat(chosen(entered).mode()).isEqualTo(Placing.COMBO);
    assertThat(chosen(entered).why()).contains("edge 0.01");
    assertThat(rig.store.allIntents())
        .extracting(stored -> stored.placed().intent().chosen())
        .containsExactly(chosen(entered));
  }

  @Test
  void sendsTheFirstWaveAloneOfAModeWithWaves() {
    DeskRig rig = DeskRig.serving();
    rig.store.pastTrades(Map.of(Placing.PARALLEL, new PastTrades(1, 9)));

    EntryAnswer.Entered entered = enter(rig, "71.00");

    assertThat(chosen(entered).mode()).isEqualTo(Placing.HEDGE_FIRST);
    assertThat(refs(entered)).extracting(OrderRef::leg).containsExactly("stock", "put");
    assertThat(entered.executable()).as("all share the bound").hasSize(3);
  }

  /** Room of ten times the spreads is fair where twenty times are asked for. */
  @Test
  void holdsForEasyWhatItsSettingsSay() {
    DeskRig rig =
        DeskRig.serving(
            DeskSettings.of(DeskRig.ACCOUNT, DeskRig.CLIENT)
                .with(
                    new PlacingSettings(
                        new BigDecimal("20"),
                        BigDecimal.TWO,
                        new BigDecimal("5"),
                        BigDecimal.ONE,
                        5,
                        new BigDecimal("0.6"))));

    assertThat(chosen(enter(rig, "71.00")).mode()).isEqualTo(Placing.HEDGE_FIRST);
  }

  /** The first choice stands, whatever the market and the past say by then (fault Y6). */
  @Test
  void answersARepeatWithTheModeThatIsStored() {
    DeskRig rig = DeskRig.serving();
    enter(rig, "69.86");
    rig.store.pastTrades(Map.of(Placing.COMBO, new PastTrades(0, 9)));
    rig.newDesk();
    rig.core.start();
    rig.pass(Duration.ofSeconds(1));

    EntryAnswer.Entered again = enter(rig, "69.86");

    assertThat(refs(again)).containsExactly(Rows.ref(COMBO));
    assertThat(chosen(again).mode()).isEqualTo(Placing.COMBO);
    assertThat(rig.venue.orderWrites()).hasSize(1);
  }

  @Test
  void tellsOfEveryOrderThatMayBeWhichOnesWillNeverBe() {
    DeskRig rig = DeskRig.serving();
    enter(rig, "69.86");

    var snapshot = rig.snapshot(COMBO, DeskRig.STOCK);
    rig.pass(Duration.ofSeconds(1));

    assertThat(DeskRig.now(snapshot).verdicts())
        .containsEntry(Rows.ref(DeskRig.STOCK), Verdict.NEVER_INTENDED)
        .doesNotContainEntry(Rows.ref(COMBO), Verdict.NEVER_INTENDED);
  }

  @Test
  void placesWithoutThePastWhereTheLedgerDoesNotTellIt() {
    DeskRig rig = DeskRig.serving();
    rig.ledger.pastUnknown = true;

    assertThat(chosen(enter(rig, "71.00")).mode()).isEqualTo(Placing.PARALLEL);
  }

  @Test
  void asksForThePastOfNoTradeThatSaysHowItIsPlaced() {
    DeskRig rig = DeskRig.serving();

    rig.enter(DeskRig.conversion("71.00"), 5);
    assertThat(rig.ledger.pastAsked).isZero();
    rig.enter(auto("t2", "71.00"), 6);

    assertThat(rig.ledger.pastAsked).isEqualTo(1);
  }

  /** A unit has 100 shares, and an order may be for 99: one order of all legs cannot be. */
  @Test
  void splitsTheLegsWhereNotEvenAUnitOfTheComboMayBeOrdered() {
    DeskRig rig = DeskRig.serving(sized(null, "99"));

    EntryAnswer.Entered entered = enter(rig, "69.86");

    assertThat(chosen(entered).mode()).isEqualTo(Placing.SEQUENTIAL);
    assertThat(chosen(entered).why())
        .contains("; COMBO would be refused: a unit of the combo of BUY 100 TWX");
    assertThat(refs(entered))
        .containsExactly(Rows.ref("lw1|t1|stock|E1"), Rows.ref("lw1|t1|stock|E2"));
    assertThat(rig.store.allIntents())
        .extracting(stored -> stored.placed().intent().chosen())
        .containsOnly(chosen(entered));
  }

  /** One order of the stock, and four each of put and call, do not leave in one write. */
  @Test
  void takesOneOrderOfAllLegsWhereTheLegsWouldBeTooManyOrders() {
    DeskRig rig = DeskRig.serving(sized("1", null));

    EntryAnswer.Entered entered = entered(rig, four(Pricing.LIMIT));

    assertThat(chosen(entered).mode()).isEqualTo(Placing.COMBO);
    assertThat(chosen(entered).why())
        .contains("; PARALLEL would be refused: its legs need 9 orders")
        .contains("; HEDGE_FIRST would be refused: its legs need 9 orders");
    assertThat(refs(entered)).hasSize(4).allMatch(ref -> ref.leg().equals("combo"));
  }

  /** What is left of a HYBRID trade is taken together in every mode, and it can be no combo. */
  @Test
  void refusesWhatIsTooLargeInEveryMode() {
    DeskRig rig = DeskRig.serving(sized("1", null));

    EntryAnswer answer = DeskRig.now(rig.enter(four(Pricing.HYBRID), 5));

    assertThat(answer)
        .isInstanceOfSatisfying(
            EntryAnswer.Refused.class,
            refused -> assertThat(refused.reason().code()).isEqualTo(ReasonCode.TOO_MANY_ORDERS));
    assertThat(rig.store.allIntents()).isEmpty();
    assertThat(rig.venue.orderWrites()).isEmpty();
  }

  private static DeskSettings sized(String contracts, String shares) {
    return DeskSettings.of(DeskRig.ACCOUNT, DeskRig.CLIENT)
        .with(
            new OrderSizes(
                contracts == null ? null : new BigDecimal(contracts),
                shares == null ? null : new BigDecimal(shares)));
  }

  private static ExecutionRequest four(Pricing pricing) {
    ExecutionRequest one = DeskRig.conversion("t1", "71.00");
    return new ExecutionRequest(
        one.id(),
        one.account(),
        null,
        one.underlying(),
        one.legs(),
        4,
        one.netLimit(),
        Placing.AUTO,
        pricing,
        pricing == Pricing.HYBRID
            ? new Timeouts(
                one.timeouts().lock(),
                one.timeouts().total(),
                one.timeouts().afterFirstFill(),
                Timeouts.HYBRID_LIMIT)
            : one.timeouts());
  }

  private static EntryAnswer.Entered entered(DeskRig rig, ExecutionRequest trade) {
    return (EntryAnswer.Entered) DeskRig.now(rig.enter(trade, 5));
  }

  private static EntryAnswer.Entered enter(DeskRig rig, String netLimit) {
    return (EntryAnswer.Entered) DeskRig.now(rig.enter(auto("t1", netLimit), 5));
  }

  private static List<OrderRef> refs(EntryAnswer.Entered entered) {
    return entered.orders().stream().map(PlacedOrder::ref).toList();
  }

  private static ChosenPlacing chosen(EntryAnswer.Entered entered) {
    List<ChosenPlacing> chosen =
        entered.orders().stream().map(order -> order.intent().chosen()).distinct().toList();
    assertThat(chosen).hasSize(1);
    return chosen.getFirst();
  }

  private static ExecutionRequest auto(String id, String netLimit) {
    ExecutionRequest request = DeskRig.conversion(id, netLimit).placedAs(Placing.AUTO);
    assertThat(new EntryPlan(request, 1).isOpen()).isTrue();
    assertThat(request.pricing()).isEqualTo(Pricing.LIMIT);
    return request;
  }
}
