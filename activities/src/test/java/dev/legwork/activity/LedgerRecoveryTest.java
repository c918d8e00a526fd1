package dev.legwork.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.invariant.BrokerFill;
import dev.legwork.ledger.reconciliation.ForeignBook;
import dev.legwork.num.Decimals;
import dev.legwork.order.Fill;
import dev.legwork.order.Side;
import dev.legwork.saga.AccountPosition;
import dev.legwork.workflow.execution.RecoveryCase;
import io.temporal.testing.TestWorkflowEnvironment;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LedgerRecoveryTest {
  private static final long TWX = 11;

  private final Trial trial = new Trial();
  private final TestWorkflowEnvironment temporal = TestWorkflowEnvironment.newInstance();
  private final LedgerRecovery recovery =
      new LedgerRecovery(
          Trial.LEDGER, temporal.getWorkflowClient(), LockScope.ACCOUNT, Clock.systemUTC());

  @AfterEach
  void stop() {
    temporal.close();
  }

  /** The trade waited for a worker, somebody sold shares of his own, and then it bought. */
  @Test
  void whatOthersSoldBeforeTheFirstOrderWasStoredIsNotTakenFromTheTrade() {
    trial.register("run-1");
    somebodySold("70");
    trial.enter(1);
    trial.fill(100);

    RecoveryCase.Open open = (RecoveryCase.Open) recovery.open(trial.id, "it was terminated");

    assertThat(open.acceptedAt()).isEqualTo(trial.started);
    AccountPosition twx =
        Trial.LEDGER
            .reconciliations()
            .accounts()
            .of(trial.account, Map.of(TWX, d("130")), open.tradedSince())
            .get(TWX);
    assertThat(twx.byOthers()).isZero();
    assertThat(twx.gone(d("100"))).isZero();
  }

  @Test
  void aTradeWithoutOrdersIsLookedAtSinceItWasAccepted() {
    trial.register("run-1");

    RecoveryCase.Open open = (RecoveryCase.Open) recovery.open(trial.id, "it was terminated");

    assertThat(open.tradedSince()).isEqualTo(trial.started);
  }

  private void somebodySold(String quantity) {
    Fill sold = new Fill(trial.account + ".x.01", Side.SELL, d(quantity), d("1.2"), Trial.NOON);
    Trial.LEDGER
        .reconciliations()
        .foreign()
        .take(
            trial.account,
            new ForeignBook.Look(
                List.of(new BrokerFill("", 0, 5, trial.account, TWX, "TWX", sold, null)),
                Map.of(TWX, d("30")),
                Map.of(TWX, d("0")),
                Set.of(TWX)));
  }

  private static BigDecimal d(String text) {
    return Decimals.of(text);
  }
}
