package dev.legwork.workflow.execution;

import static dev.legwork.workflow.execution.TradeLab.awaitUntil;
import static dev.legwork.workflow.execution.TradeLab.conversion;
import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.report.ExecutionView;
import dev.legwork.saga.Residual;
import dev.legwork.saga.TradeState;
import dev.legwork.workflow.execution.ScriptedDesk.Fate;
import io.temporal.client.WorkflowStub;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * faults O24, Y16: a trade with a short call that nobody sells back is terminated while it hedges
 * that, or waits for the call's market.
 */
class RecoveryOfExposureTest {
  private final TradeLab lab = new TradeLab();

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void waitsOnWithTheHedgeThatItFindsAndTakesItOffAfterTheCall() {
    terminateWaiting("h1");
    BigDecimal hedged = lab.desk.position("h1", "hedge");
    int waits = lab.desk.marketWaits.get();

    RecoveryWorkflow recovery = lab.recover("h1");
    askForQuotes(lab);
    awaitUntil(() -> lab.desk.marketWaits.get() > waits);
    assertThat(recovery.snapshot().state()).isEqualTo(TradeState.WAITING_MARKET);
    awaitUntil(() -> lab.lock().holder() == null);
    assertThat(lab.desk.position("h1", "hedge")).isEqualByComparingTo(hedged).isPositive();
    lab.desk.optionsHalted = false;
    ExecutionView outcome = WorkflowStub.fromTyped(recovery).getResult(ExecutionView.class);

    assertThat(outcome.state()).isEqualTo(TradeState.UNWOUND);
    assertThat(lab.desk.commands)
        .filteredOn(command -> command.startsWith("PLACE"))
        .satisfiesExactly(
            on -> assertThat(on).startsWith("PLACE BUY " + hedged.toPlainString() + " TWX @"),
            call -> assertThat(call).startsWith("PLACE BUY 1 TWX 20990619 70C"),
            off -> assertThat(off).startsWith("PLACE SELL " + hedged.toPlainString() + " TWX @"));
    assertFlat("h1");
  }

  @Test
  void endsWithTheExactPositionsWhenAPersonCancelsItsWait() {
    terminateWaiting("h2");
    BigDecimal hedged = lab.desk.position("h2", "hedge");
    int waits = lab.desk.marketWaits.get();

    RecoveryWorkflow recovery = lab.recover("h2");
    askForQuotes(lab);
    awaitUntil(() -> lab.desk.marketWaits.get() > waits);
    recovery.cancel("I close both by hand");
    ExecutionView outcome = WorkflowStub.fromTyped(recovery).getResult(ExecutionView.class);

    assertThat(outcome.state()).isEqualTo(TradeState.RESIDUAL);
    assertThat(outcome.reason().detail()).contains("I close both by hand");
    assertThat(lab.recovery.settled.getLast().residual())
        .extracting(Residual::position)
        .containsExactly(BigDecimal.ONE.negate(), hedged);
  }

  /** What it executed was told to nobody: the cancelled order's proof counts it. */
  @Test
  void withdrawsTheHedgeThatWorksAndHedgesTheRestOnly() {
    lab.desk.hedgeRests = true;
    WorkflowStub trade = exposed("h3");
    awaitUntil(() -> hedge().isPresent());
    String wanted = hedge().orElseThrow().split(" ")[2];
    trade.terminate("closed in the Web UI");
    lab.desk.fillHedgeUnheard("h3", 10);
    lab.desk.hedgeRests = false;
    int waits = lab.desk.marketWaits.get();

    RecoveryWorkflow recovery = lab.recover("h3");
    askForQuotes(lab);
    awaitUntil(() -> lab.desk.marketWaits.get() > waits);

    assertThat(lab.desk.commands).contains("CANCEL [hedge] VANISHED");
    assertThat(lab.desk.commands.getLast())
        .startsWith("PLACE BUY " + (Integer.parseInt(wanted) - 10) + " TWX @");
    assertThat(lab.desk.position("h3", "hedge")).isEqualByComparingTo(wanted);
    lab.desk.optionsHalted = false;
    WorkflowStub.fromTyped(recovery).getResult(ExecutionView.class);
    assertFlat("h3");
  }

  private Optional<String> hedge() {
    return lab.desk.commands.stream()
        .filter(command -> command.startsWith("PLACE BUY"))
        .findFirst();
  }

  private void terminateWaiting(String id) {
    WorkflowStub trade = exposed(id);
    awaitUntil(() -> lab.desk.marketWaits.get() >= 1);
    awaitUntil(() -> lab.lock().holder() == null);
    trade.terminate("closed in the Web UI");
  }

  /** Only the call fills, and then nobody trades options any more. */
  private WorkflowStub exposed(String id) {
    return exposed(lab, id);
  }

  static WorkflowStub exposed(TradeLab lab, String id) {
    lab.desk.fates.put("stock", new Fate.Rests());
    lab.desk.fates.put("put", new Fate.Rejected(201));
    lab.desk.optionsHalted = true;
    // An option that has expired by the workflow's own clock moves with nothing.
    WorkflowStub trade = lab.start(id, conversion(id).replace("2014-06-20", "2099-06-19"));
    askForQuotes(lab);
    return trade;
  }

  /** Quotes are asked for five times, 2 s apart, before anything else is tried. */
  static void askForQuotes(TradeLab lab) {
    lab.temporal.sleep(Duration.ofSeconds(10));
  }

  private void assertFlat(String id) {
    assertThat(List.of("stock", "put", "call", "hedge"))
        .allSatisfy(leg -> assertThat(lab.desk.position(id, leg)).isZero());
  }
}
