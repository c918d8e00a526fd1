package dev.legwork.invariant;

import static dev.legwork.Conversion.d;
import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.Conversion;
import dev.legwork.order.Purpose;
import dev.legwork.saga.Residual;
import dev.legwork.saga.TradeState;
import dev.legwork.stop.StopState;
import dev.legwork.stop.StopStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConservationTest {
  private static List<String> found(TwoAccounts story) {
    return story.found().stream()
        .filter(violation -> violation.invariant() == 1)
        .map(Violation::what)
        .toList();
  }

  private static TwoAccounts sixtyShares() {
    TwoAccounts story = TwoAccounts.registered();
    story.enterAll();
    story.fill("stock", Purpose.ENTRY, 1, "60", "69.60");
    List.of("stock", "put", "call").forEach(leg -> story.cancelled(leg, Purpose.ENTRY, 1));
    story.hold(Conversion.STOCK, "60");
    return story;
  }

  @Test
  void catchesATradeThatIsCalledUnwoundAndHoldsShares() {
    TwoAccounts story = sixtyShares();
    story.state = TradeState.UNWOUND;

    assertThat(found(story))
        .singleElement()
        .asString()
        .contains("ended UNWOUND", "holds 60 TWX", "no open alert says so");
  }

  @Test
  void catchesACommittedTradeThatLacksALeg() {
    TwoAccounts story = TwoAccounts.committed();
    story.brokerFills.removeLast();
    story.fills.removeLast();

    assertThat(found(story)).singleElement().asString().contains("by 1 TWX 20140620 70C,");
  }

  @Test
  void acceptsWhatAnAlertSaysExactly() {
    TwoAccounts story = sixtyShares();
    story.state = TradeState.NOT_FILLED;
    story.alert("LATE_EXECUTION", new Residual(Conversion.STOCK, d("60")));

    assertThat(found(story)).isEmpty();
  }

  @Test
  void catchesAnAlertWithAnotherQuantity() {
    TwoAccounts story = sixtyShares();
    story.state = TradeState.NOT_FILLED;
    story.alert("LATE_EXECUTION", new Residual(Conversion.STOCK, d("50")));

    assertThat(found(story)).hasSize(1);
  }

  @Test
  void acceptsAResidualWithItsAlert() {
    TwoAccounts story = sixtyShares();
    story.state = TradeState.RESIDUAL;
    story.residual = List.of(new Residual(Conversion.STOCK, d("60")));
    story.alert("RESIDUAL_POSITION", new Residual(Conversion.STOCK, d("60")));

    assertThat(found(story)).isEmpty();
  }

  @Test
  void catchesAResidualWithoutAnAlert() {
    TwoAccounts story = sixtyShares();
    story.state = TradeState.RESIDUAL;
    story.residual = List.of(new Residual(Conversion.STOCK, d("60")));

    assertThat(found(story)).singleElement().asString().contains("no open alert says exactly");
  }

  /** The exit closed the position, and with it the alert about it. */
  @Test
  void acceptsAResidualWithoutAnAlertOnceAnExitHasClosedIt() {
    assertThat(found(exited("60"))).isEmpty();
  }

  @Test
  void catchesAResidualWithoutAnAlertOfWhichAnExitLeftSome() {
    assertThat(found(exited("50"))).singleElement().asString().contains("by 10 TWX,");
  }

  @Test
  void catchesAPositionThatAPersonLeftByEndingAStopMidway() {
    TwoAccounts story = cancelledMidway();

    assertThat(found(story)).singleElement().asString().contains("by -60 TWX,");
  }

  @Test
  void acceptsAPositionThatAPersonLeftAndWasToldOf() {
    TwoAccounts story = cancelledMidway();
    story.alert("RESIDUAL_POSITION", new Residual(Conversion.STOCK, d("-60")));

    assertThat(found(story)).isEmpty();
  }

  /** It committed with 100 shares, 60 were sold by its stop's exit, and a person ended that. */
  private static TwoAccounts cancelledMidway() {
    TwoAccounts story = TwoAccounts.committed();
    story.place("stock", Purpose.UNWIND, 1, "100", "69.20", 10);
    story.fill("stock", Purpose.UNWIND, 1, "60", "69.50");
    story.cancelled("stock", Purpose.UNWIND, 1);
    story.stop =
        StopStatus.fresh(TwoAccounts.END)
            .over(
                StopState.CANCELLED,
                "a test",
                TwoAccounts.END,
                List.of(new Residual(Conversion.STOCK, d("-60"))));
    return story;
  }

  @Test
  void catchesAHedgeThatAnExitLeft() {
    TwoAccounts story = exited("60");
    story.place("hedge", Purpose.HEDGE, 1, "45", "69.95", 10);
    story.fill("hedge", Purpose.HEDGE, 1, "45", "69.60");

    assertThat(found(story)).anySatisfy(what -> assertThat(what).contains("by 45 TWX,"));
  }

  /** It ended with 60 shares, and an exit of all that it held sold so many. */
  private static TwoAccounts exited(String sold) {
    TwoAccounts story = sixtyShares();
    story.state = TradeState.RESIDUAL;
    story.residual = List.of(new Residual(Conversion.STOCK, d("60")));
    story.place("stock", Purpose.UNWIND, 1, "60", "69.20", 10);
    story.fill("stock", Purpose.UNWIND, 1, sold, "69.50");
    story.stop =
        StopStatus.fresh(TwoAccounts.END)
            .closingAll()
            .over(StopState.EXITED, "a test", TwoAccounts.END, List.of());
    return story;
  }

  @Test
  void catchesAResidualThatIsNotWhatIsHeld() {
    TwoAccounts story = sixtyShares();
    story.state = TradeState.RESIDUAL;
    story.residual = List.of(new Residual(Conversion.STOCK, d("40")));
    story.alert("RESIDUAL_POSITION", new Residual(Conversion.STOCK, d("40")));

    assertThat(found(story)).singleElement().asString().contains("by 20 TWX,");
  }

  @Test
  void catchesTheStateResidualWithoutOne() {
    TwoAccounts story = TwoAccounts.unwound();
    story.state = TradeState.RESIDUAL;

    assertThat(found(story)).singleElement().asString().contains("go together");
  }

  @Test
  void acceptsAnOverFillAsResidualBesideWhatWasAskedFor() {
    TwoAccounts story = TwoAccounts.committed();
    story.fill("put", Purpose.ENTRY, 1, "1", "1.19");
    story.brokerFills.removeLast();
    story.fills.removeLast();
    LedgerOrder put = story.order(TwoAccounts.ref("put", Purpose.ENTRY, 1));
    var more = TwoAccounts.fillOf(put, "more.01", "1", "1.20");
    story.brokerFills.add(TwoAccounts.brokerFill(put.ref(), Conversion.PUT, more, null));
    story.fills.add(new LedgerFill(put.ref(), more, TwoAccounts.START));
    story.state = TradeState.RESIDUAL;
    story.residual = List.of(new Residual(Conversion.PUT, d("1")));
    story.alert("RESIDUAL_POSITION", new Residual(Conversion.PUT, d("1")));

    assertThat(found(story)).isEmpty();
  }
}
