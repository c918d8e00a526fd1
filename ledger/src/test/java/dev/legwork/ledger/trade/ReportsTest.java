package dev.legwork.ledger.trade;

import static dev.legwork.ledger.Trades.NOON;
import static dev.legwork.ledger.Trades.ref;
import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.guard.GuardLimits;
import dev.legwork.ledger.Ledger;
import dev.legwork.ledger.TestLedger;
import dev.legwork.ledger.Trades;
import dev.legwork.ledger.inbox.Received;
import dev.legwork.ledger.intent.Wave;
import dev.legwork.num.Decimals;
import dev.legwork.order.Fill;
import dev.legwork.order.OrderEvent;
import dev.legwork.order.OrderEvent.CommissionReported;
import dev.legwork.order.OrderEvent.Filled;
import dev.legwork.order.OrderRef;
import dev.legwork.order.Purpose;
import dev.legwork.order.Side;
import dev.legwork.order.WriteOutcome;
import dev.legwork.quote.Quote;
import dev.legwork.report.Analysis;
import dev.legwork.report.ExecutionReport;
import dev.legwork.report.ExecutionView;
import dev.legwork.report.OrderState;
import dev.legwork.report.OrderTimes;
import dev.legwork.saga.TradeState;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReportsTest {
  private static final Map<String, Quote> QUOTES =
      Map.of(
          "stock", quote("69.98", "70.00", Duration.ofMillis(120)),
          "put", quote("1.16", "1.20", Duration.ZERO),
          "call", quote("1.50", "1.56", Duration.ZERO));

  private final Ledger ledger = TestLedger.ledger();
  private final Reports reports = ledger.reports();
  private final String account = TestLedger.account();
  private final String id = Trades.registered(account);
  private final OrderRef stock = ref(id, "stock", Purpose.ENTRY, 1);
  private final OrderRef put = ref(id, "put", Purpose.ENTRY, 1);
  private final OrderRef call = ref(id, "call", Purpose.ENTRY, 1);

  @BeforeEach
  void fillTheWholeConversion() {
    Wave wave = Trades.entry(id, account, 7);
    ledger
        .intents()
        .storeWave(
            new Wave(
                account,
                wave.clientId(),
                0,
                id,
                wave.intents(),
                wave.fencingToken(),
                1,
                wave.brokerDay(),
                Map.of("stock", Decimals.of("70.00")),
                0,
                GuardLimits.NONE,
                List.of(),
                QUOTES));
    append(
        fill(stock, "s.01", Side.BUY, "100", "70.01"),
        fill(put, "p.01", Side.BUY, "1", "1.20"),
        fill(call, "c.01", Side.SELL, "1", "1.50"));
  }

  @Test
  void hasNoReportOfATradeThatRuns() {
    assertThat(reports.find(id)).isEmpty();
    assertThat(reports.refresh(id)).isEmpty();
    assertThat(reports.find("nobody")).isEmpty();
  }

  @Test
  void reportsWhatWasExecuted() {
    commit();

    ExecutionReport report = reports.find(id).orElseThrow();
    assertThat(report.net().actual()).isEqualTo(Decimals.of("69.71"));
    assertThat(report.cash().entry()).isEqualTo(Decimals.of("6971"));
    assertThat(report.feesPending()).isTrue();
    assertThat(report.revision()).isEqualTo(1);
    assertThat(report.legs().getFirst().expectedPrice()).isEqualTo(Decimals.of("70"));
  }

  @Test
  void revisesItselfWithLateCommissions() {
    commit();

    append(fee(stock, "s.01", "1.00"), fee(put, "p.01", "0.65"));
    assertThat(reports.find(id).orElseThrow().revision()).isEqualTo(2);
    assertThat(reports.find(id).orElseThrow().feesPending()).isTrue();
    assertThat(reports.waitingForFees(1000)).contains(id);

    append(fee(call, "c.01", "0.65"));
    ExecutionReport last = reports.refresh(id).orElseThrow();
    assertThat(last.revision()).isEqualTo(3);
    assertThat(last.feesPending()).isFalse();
    assertThat(last.cash().fees()).isEqualTo(Decimals.of("2.3"));
    assertThat(reports.find(id)).contains(last);
    assertThat(reports.waitingForFees(1000)).doesNotContain(id);
  }

  @Test
  void keepsItsRevisionWhileItSaysTheSame() {
    commit();
    ExecutionReport first = reports.find(id).orElseThrow();

    append(new OrderEvent.Noticed(stock, 399, "nothing that a report tells"));

    assertThat(reports.refresh(id)).contains(first);
    assertThat(reports.find(id)).contains(first);
  }

  @Test
  void revisesItselfWithACorrection() {
    commit();

    append(fill(stock, "s.02", Side.BUY, "100", "69.99"));

    ExecutionReport report = reports.find(id).orElseThrow();
    assertThat(report.revision()).isEqualTo(2);
    assertThat(report.net().actual()).isEqualTo(Decimals.of("69.69"));
  }

  @Test
  void showsATradeThatRuns() {
    append(fee(stock, "s.01", "1.00"), fee(stock, "s.01", "0.80"));

    TradeDetails details = ledger.trades().details(id).orElseThrow();
    ExecutionView view = ExecutionView.of(details.record());

    assertThat(view.state()).isEqualTo(TradeState.PLACING);
    assertThat(view.fees()).isEqualTo(Decimals.of("0.8"));
    assertThat(view.fencingToken()).isEqualTo(7);
    assertThat(view.legs().getFirst().executed()).isEqualTo(Decimals.of("100"));
    assertThat(view.legs().getFirst().orders())
        .singleElement()
        .satisfies(
            order -> {
              assertThat(order.state()).isEqualTo(OrderState.FILLED);
              assertThat(order.permId()).isEqualTo(4711);
            });
    assertThat(ledger.trades().details("nobody")).isEmpty();
  }

  @Test
  void remembersTheQuotesThatItsTradeWasDecidedOn() {
    commit();

    Analysis analysis = reports.find(id).orElseThrow().analysis();

    assertThat(analysis.quotes()).isEqualTo(QUOTES);
    // 70.00 + 1.20 − 1.50; middles 69.99 + 1.18 − 1.53
    assertThat(analysis.combo().executable()).isEqualTo(Decimals.of("69.70"));
    assertThat(analysis.combo().middle()).isEqualTo(Decimals.of("69.64"));
  }

  @Test
  void tellsWhenItsOrdersWereWrittenAndFilled() {
    String elsewhere = TestLedger.account();
    String other = Trades.registered(elsewhere);
    OrderRef bought = ref(other, "stock", Purpose.ENTRY, 1);
    Instant accepted = ledger.executions().find(other).orElseThrow().acceptedAt();
    ledger.intents().storeWave(Trades.entry(other, elsewhere, 8));
    ledger.intents().recordWritten(List.of(bought), WriteOutcome.WRITTEN, accepted.plusMillis(40));
    ledger
        .inbox()
        .append(
            elsewhere,
            List.of(
                new Received.Ours(
                    accepted.plusMillis(95),
                    fill(bought, other + ".01", Side.BUY, "100", "70.01"))));
    ledger.endings().finish(other, Trades.ending(TradeState.COMMITTED, null));

    ExecutionReport report = reports.find(other).orElseThrow();

    OrderTimes times = report.analysis().orders().getFirst();
    assertThat(times.orderRef()).isEqualTo(bought.toString());
    assertThat(times.writtenMillis()).isEqualTo(40);
    assertThat(times.endedMillis()).isEqualTo(95);
    assertThat(report.legs().getFirst().filledMillis()).isEqualTo(95);
  }

  @Test
  void makesAReportAnewThatLacksWhatReportsTellToday() throws SQLException {
    commit();
    forgetTheAnalysis();

    ExecutionReport report = reports.find(id).orElseThrow();

    assertThat(report.analysis()).isNotNull();
    assertThat(report.revision()).isEqualTo(2);
  }

  @Test
  void findsWhatWasAcceptedInATime() throws SQLException {
    Instant accepted = ledger.executions().find(id).orElseThrow().acceptedAt();
    Instant after = accepted.plusMillis(1);
    assertThat(reports.accepted(accepted, after, account, 10)).isEmpty();
    assertThat(reports.running(accepted, after, account)).isEqualTo(1);

    commit();
    forgetTheAnalysis();

    assertThat(reports.accepted(accepted, after, account, 10))
        .singleElement()
        .satisfies(
            report -> {
              assertThat(report.id()).isEqualTo(id);
              assertThat(report.analysis()).isNotNull();
            });
    assertThat(reports.accepted(accepted, after, null, 1000))
        .extracting(ExecutionReport::id)
        .contains(id);
    assertThat(reports.accepted(accepted, accepted, account, 10)).isEmpty();
    assertThat(reports.accepted(after, after.plusSeconds(1), account, 10)).isEmpty();
    assertThat(reports.accepted(accepted, after, "DU1", 10)).isEmpty();
    assertThat(reports.running(accepted, after, account)).isZero();
  }

  private void forgetTheAnalysis() throws SQLException {
    try (Connection connection = DriverManager.getConnection(TestLedger.url());
        PreparedStatement statement =
            connection.prepareStatement(
                "update report set body = body - 'analysis' where execution_id = ?")) {
      statement.setString(1, id);
      assertThat(statement.executeUpdate()).isEqualTo(1);
    }
  }

  private void commit() {
    ledger.endings().finish(id, Trades.ending(TradeState.COMMITTED, null));
  }

  private void append(OrderEvent... events) {
    ledger
        .inbox()
        .append(
            account,
            Arrays.stream(events).map(event -> (Received) new Received.Ours(NOON, event)).toList());
  }

  private static Quote quote(String bid, String ask, Duration bidAge) {
    BigDecimal size = Decimals.of("500");
    return new Quote(Decimals.of(bid), size, bidAge, Decimals.of(ask), size, Duration.ZERO, false);
  }

  private Filled fill(OrderRef ref, String execId, Side side, String quantity, String price) {
    return new Filled(
        ref,
        new Fill(account + execId, side, Decimals.of(quantity), Decimals.of(price), NOON),
        Decimals.of(quantity),
        4711);
  }

  private CommissionReported fee(OrderRef ref, String execId, String amount) {
    return new CommissionReported(ref, account + execId, Decimals.of(amount), "USD");
  }
}
