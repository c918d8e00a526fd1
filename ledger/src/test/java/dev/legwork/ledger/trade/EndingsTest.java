package dev.legwork.ledger.trade;

import static dev.legwork.ledger.Trades.ending;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.legwork.ledger.AtOnce;
import dev.legwork.ledger.Ledger;
import dev.legwork.ledger.TestLedger;
import dev.legwork.ledger.Trades;
import dev.legwork.ledger.execution.StoredExecution;
import dev.legwork.num.Decimals;
import dev.legwork.saga.Ending;
import dev.legwork.saga.Reason;
import dev.legwork.saga.ReasonCode;
import dev.legwork.saga.Residual;
import dev.legwork.saga.TimelineEntry;
import dev.legwork.saga.TradeState;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EndingsTest {
  private static final List<Residual> LONG_STOCK =
      List.of(new Residual(Trades.STOCK, Decimals.of("100")));

  private final Ledger ledger = TestLedger.ledger();
  private final String account = TestLedger.account();
  private final String id = Trades.registered(account);

  @Test
  void keepsTheEndingWithItsReport() {
    Ending unwound = ending(TradeState.UNWOUND, ReasonCode.TIMEOUT);

    assertThat(ledger.endings().finish(id, unwound)).isEqualTo(unwound);

    StoredExecution stored = ledger.executions().find(id).orElseThrow();
    assertThat(stored.ending()).contains(unwound);
    assertThat(ledger.reports().find(id))
        .hasValueSatisfying(
            report -> {
              assertThat(report.state()).isEqualTo(TradeState.UNWOUND);
              assertThat(report.revision()).isEqualTo(1);
              assertThat(report.timeline()).hasSize(1);
            });
    assertThat(ledger.alerts().ofExecution(id)).isEmpty();
  }

  @Test
  void keepsTheFirstEnding() {
    Ending first = ending(TradeState.COMMITTED, null);
    ledger.endings().finish(id, first);

    assertThat(ledger.endings().finish(id, first)).isEqualTo(first);
    assertThat(ledger.endings().finish(id, residual())).isEqualTo(first);

    assertThat(ledger.executions().find(id).orElseThrow().ending()).contains(first);
    assertThat(ledger.alerts().ofExecution(id)).isEmpty();
    assertThat(ledger.reports().find(id).orElseThrow().revision()).isEqualTo(1);
  }

  @Test
  void keepsOneEndingOfManyAtOnce() throws Exception {
    List<TradeState> states =
        List.of(TradeState.COMMITTED, TradeState.UNWOUND, TradeState.NOT_FILLED);

    List<Ending> answers =
        AtOnce.run(
            6,
            caller ->
                ledger.endings().finish(id, ending(states.get(caller % 3), ReasonCode.TIMEOUT)));

    Set<TradeState> standing = answers.stream().map(Ending::state).collect(Collectors.toSet());
    assertThat(standing).hasSize(1);
    assertThat(ledger.executions().find(id).orElseThrow().state()).isIn(standing);
  }

  @Test
  void opensAnAlertWithTheExactPositionsOfAResidual() {
    ledger.endings().finish(id, residual());

    assertThat(ledger.alerts().ofExecution(id))
        .singleElement()
        .satisfies(
            stored -> {
              assertThat(stored.isOpen()).isTrue();
              assertThat(stored.alert().code()).isEqualTo("RESIDUAL_POSITION");
              assertThat(stored.alert().residual()).isEqualTo(LONG_STOCK);
              assertThat(stored.alert().text()).contains("100 TWX", "UNWIND_EXHAUSTED");
            });
    assertThat(ledger.executions().find(id).orElseThrow().residual()).isEqualTo(LONG_STOCK);
  }

  @Test
  void neverLeavesAnEnding() {
    ledger.endings().finish(id, ending(TradeState.NOT_FILLED, ReasonCode.CANCELLED));

    assertThat(ledger.executions().reached(id, TradeState.UNWINDING, 99)).isFalse();
    ledger.executions().note(id, new TimelineEntry(Trades.NOON, "LATE", null, "too late"));

    StoredExecution stored = ledger.executions().find(id).orElseThrow();
    assertThat(stored.state()).isEqualTo(TradeState.NOT_FILLED);
    assertThat(stored.fencingToken()).isEqualTo(7);
    assertThat(stored.timeline()).hasSize(1);
  }

  @Test
  void storesNothingOfAnEndingWhoseReportCannotBeMade() {
    Ending early =
        new Ending(TradeState.COMMITTED, null, List.of(), 7, Trades.NOON, List.of(brokenLine()));

    assertThatThrownBy(() -> ledger.endings().finish(id, early))
        .isInstanceOf(RuntimeException.class);

    assertThat(ledger.executions().find(id).orElseThrow().state()).isEqualTo(TradeState.RECEIVED);
    assertThat(ledger.reports().find(id)).isEmpty();
  }

  @Test
  void refusesToEndWhatWasNeverRegistered() {
    assertThatThrownBy(() -> ledger.endings().finish("x" + id, ending(TradeState.COMMITTED, null)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("not registered");
  }

  private static Ending residual() {
    return new Ending(
        TradeState.RESIDUAL,
        new Reason(ReasonCode.UNWIND_EXHAUSTED, "five attempts"),
        LONG_STOCK,
        7,
        Trades.NOON,
        List.of());
  }

  /** Without a time, which a report cannot place on its timeline. */
  private static TimelineEntry brokenLine() {
    return new TimelineEntry(null, "BROKEN", null, "");
  }
}
