package dev.legwork.invariant;

import static dev.legwork.Conversion.d;
import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.Conversion;
import dev.legwork.invariant.LedgerTruth.ForeignPosition;
import dev.legwork.invariant.LedgerTruth.OpenDivergence;
import dev.legwork.order.Fill;
import dev.legwork.order.OrderRef;
import dev.legwork.order.Purpose;
import dev.legwork.order.Side;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerIsBrokerTest {
  private static final OrderRef STOCK = TwoAccounts.ref("stock", Purpose.ENTRY, 1);

  private static List<String> found(TwoAccounts story) {
    return story.found().stream()
        .filter(violation -> violation.invariant() == 5)
        .map(Violation::what)
        .toList();
  }

  private static BrokerFill foreignShares(String quantity) {
    Fill fill = new Fill("f.01", Side.BUY, d(quantity), d("69"), TwoAccounts.START);
    return new BrokerFill("", 0, 5, TwoAccounts.ACCOUNT, 1, "TWX", fill, null);
  }

  @Test
  void catchesAnExecutionThatTheLedgerLacks() {
    TwoAccounts story = TwoAccounts.committed();
    story.fills.removeFirst();

    assertThat(found(story))
        .contains("the ledger lacks the execution BUY 100 @ 69.6 (stockENTRY1.01)");
  }

  @Test
  void catchesAnExecutionThatTheBrokerNeverMade() {
    TwoAccounts story = TwoAccounts.committed();
    story.brokerFills.removeFirst();

    assertThat(found(story)).anySatisfy(what -> assertThat(what).contains("never executed"));
  }

  private static TwoAccounts vouchedFor(String quantity) {
    TwoAccounts story = TwoAccounts.committed();
    Fill manual = Fill.manual(STOCK, 1, Side.BUY, d(quantity), d("69.55"), TwoAccounts.START);
    LedgerFill told = story.fills.removeFirst();
    story.fees.removeFirst();
    story.fills.add(new LedgerFill(STOCK, manual, told.receivedAt()));
    return story;
  }

  @Test
  void takesAPersonsWordForExecutionsThatTheLedgerWasNotToldOf() {
    assertThat(vouchedFor("100").found()).isEmpty();
  }

  @Test
  void catchesAPersonsWordThatIsNotWhatTheBrokerExecuted() {
    assertThat(found(vouchedFor("60")))
        .containsExactly(
            "the broker executed 100, the ledger counts 60 with what a person vouched for");
  }

  @Test
  void leavesAloneWhatABrokerTellsOfItsOwnDayOnly() {
    TwoAccounts story = TwoAccounts.committed();
    story.brokerFills.clear();
    story.brokerOrders.clear();
    story.extent = BrokerTruth.Extent.TODAY;

    assertThat(story.found()).isEmpty();
  }

  /** fault O11. */
  @Test
  void catchesACorrectionThatTheLedgerMissed() {
    TwoAccounts story = TwoAccounts.committed();
    Fill corrected = TwoAccounts.fillOf(story.order(STOCK), "stockENTRY1.02", "90", "69.60");
    story.brokerFills.add(TwoAccounts.brokerFill(STOCK, Conversion.STOCK, corrected, null));
    story.hold(Conversion.STOCK, "90");

    assertThat(found(story))
        .containsExactly(
            "the broker executed BUY 90 @ 69.6 (stockENTRY1.02), the ledger counts"
                + " BUY 100 @ 69.6 (stockENTRY1.01)");
  }

  @Test
  void catchesAFeeThatDiffers() {
    TwoAccounts story = TwoAccounts.committed();
    BrokerFill row = story.brokerFills.getFirst();
    story.brokerFills.set(0, TwoAccounts.brokerFill(STOCK, Conversion.STOCK, row.fill(), "2"));

    assertThat(found(story)).singleElement().asString().contains("charges 2", "counts 1");
  }

  @Test
  void catchesAFeeThatIsMissingWithoutAWord() {
    TwoAccounts story = TwoAccounts.committed();
    story.reporting = report -> new TwoAccountsReport(report).withoutPendingFees();
    story.fees.removeFirst();

    assertThat(found(story)).singleElement().asString().contains("is not known");
  }

  @Test
  void acceptsAFeeThatIsPending() {
    TwoAccounts story = TwoAccounts.committed();
    story.fees.removeFirst();

    assertThat(found(story)).isEmpty();
  }

  @Test
  void catchesAPositionThatNobodyExplains() {
    TwoAccounts story = TwoAccounts.committed();
    story.hold(Conversion.STOCK, "150");

    assertThat(found(story)).singleElement().asString().contains("holds 150 TWX", "make 100");
  }

  @Test
  void catchesAPositionThatIsGone() {
    TwoAccounts story = TwoAccounts.committed();
    story.positions.removeIf(row -> row.conId() == 3);

    assertThat(found(story)).singleElement().asString().contains("holds 0 TWX 20140620 70C");
  }

  @Test
  void acceptsAPositionThatADivergenceIsOpenAbout() {
    TwoAccounts story = TwoAccounts.committed();
    story.hold(Conversion.STOCK, "150");
    story.divergences.add(
        new OpenDivergence(TwoAccounts.ACCOUNT, "POSITION_DIFFERS", "position 1", 1));

    assertThat(found(story)).isEmpty();
  }

  /** fault O27. */
  @Test
  void countsForeignExecutionsAsForeign() {
    TwoAccounts story = TwoAccounts.committed();
    story.hold(Conversion.STOCK, "150");
    story.brokerFills.add(foreignShares("50"));

    assertThat(story.found()).isEmpty();
  }

  @Test
  void countsRecordedForeignPositionsWhereTheBrokerTellsOfItsDayOnly() {
    TwoAccounts story = TwoAccounts.committed();
    story.extent = BrokerTruth.Extent.TODAY;
    story.hold(Conversion.STOCK, "150");
    story.foreign.add(new ForeignPosition(TwoAccounts.ACCOUNT, 1, d("50")));

    assertThat(story.found()).isEmpty();
  }
}
