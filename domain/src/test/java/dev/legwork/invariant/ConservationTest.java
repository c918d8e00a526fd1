package dev.legwork.invariant;

import static dev.legwork.Conversion.d;
import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.Conversion;
import dev.legwork.order.Purpose;
import dev.legwork.saga.Residual;
import dev.legwork.saga.TradeState;
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
