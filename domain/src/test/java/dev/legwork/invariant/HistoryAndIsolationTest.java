package dev.legwork.invariant;

import static dev.legwork.Conversion.d;
import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.order.OrderRef;
import dev.legwork.order.Purpose;
import dev.legwork.saga.TradeState;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Invariants 14 and 15: one true report a trade, and nothing of other people's. */
class HistoryAndIsolationTest {
  private static final OrderRef STOCK = TwoAccounts.ref("stock", Purpose.ENTRY, 1);
  private static final OrderRef PUT = TwoAccounts.ref("put", Purpose.ENTRY, 1);

  private static List<String> found(int invariant, TwoAccounts story) {
    return story.found().stream()
        .filter(violation -> violation.invariant() == invariant)
        .map(Violation::what)
        .toList();
  }

  @Test
  void catchesAnEndedTradeWithoutAReport() {
    TwoAccounts story = TwoAccounts.committed();
    story.reported = false;

    assertThat(found(14, story)).containsExactly("is COMMITTED and has no report");
  }

  @Test
  void catchesAReportOfAnotherEnding() {
    TwoAccounts story = TwoAccounts.committed();
    story.reporting = report -> new TwoAccountsReport(report).of(TradeState.UNWOUND);

    assertThat(found(14, story)).containsExactly("tells of UNWOUND, and the trade ended COMMITTED");
  }

  @Test
  void catchesAReportWhoseCashIsNotThatOfTheExecutions() {
    TwoAccounts story = TwoAccounts.committed();
    story.reporting = report -> new TwoAccountsReport(report).making(d("6960"));

    assertThat(found(14, story))
        .containsExactly("makes 6960 USD of it, the executions and fees make 6963 USD");
  }

  @Test
  void catchesAReportThatHidesMissingFees() {
    TwoAccounts story = TwoAccounts.committed();
    story.fees.removeFirst();
    story.reporting = report -> new TwoAccountsReport(report).withoutPendingFees();

    assertThat(found(14, story)).containsExactly("does not say that fees are pending");
  }

  @Test
  void catchesARejectedTradeThatSentSomething() {
    TwoAccounts story = TwoAccounts.registered();
    OrderRef sent = story.place("stock", Purpose.ENTRY, 1, "100", "69.60", 1);
    story.cancelled("stock", Purpose.ENTRY, 1);
    story.state = TradeState.REJECTED;

    assertThat(found(14, story))
        .containsExactly(
            "is REJECTED, and of " + sent + " nobody says that it was never sent (WRITTEN)");
  }

  @Test
  void catchesOneOrderOfTheBrokerThatIsTwoOfOurs() {
    TwoAccounts story = TwoAccounts.committed();
    long permId = story.brokerOrder(STOCK).permId();
    story.changeAtBroker(PUT, order -> TwoAccounts.known(order, permId));

    assertThat(found(15, story)).singleElement().asString().contains("is permId " + permId);
  }

  @Test
  void catchesAForeignExecutionThatTheLedgerCountsAsOurs() {
    TwoAccounts story = TwoAccounts.committed();
    BrokerFill row = story.brokerFills.getFirst();
    story.brokerFills.set(
        0,
        new BrokerFill("", 0, 77, row.account(), row.conId(), row.label(), row.fill(), row.fee()));

    assertThat(found(15, story))
        .singleElement()
        .asString()
        .contains("which the broker executed for an order without reference");
  }
}
