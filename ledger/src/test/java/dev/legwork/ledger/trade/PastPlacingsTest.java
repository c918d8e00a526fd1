package dev.legwork.ledger.trade;

import static dev.legwork.ledger.Trades.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.ledger.Ledger;
import dev.legwork.ledger.TestLedger;
import dev.legwork.ledger.Trades;
import dev.legwork.ledger.intent.Wave;
import dev.legwork.order.OrderIntent;
import dev.legwork.order.Purpose;
import dev.legwork.order.Side;
import dev.legwork.placing.PastTrades;
import dev.legwork.request.ChosenPlacing;
import dev.legwork.request.Placing;
import dev.legwork.saga.ReasonCode;
import dev.legwork.saga.TradeState;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PastPlacingsTest {
  private final Ledger ledger = TestLedger.ledger();
  private final String account = TestLedger.account();

  @Test
  void countsTradesThatSentOrdersByTheModeTheyWerePlacedIn() {
    trade("a", Placing.PARALLEL, null, true, TradeState.COMMITTED, null);
    trade("b", Placing.PARALLEL, null, true, TradeState.UNWOUND, ReasonCode.TIMEOUT);
    trade("c", Placing.AUTO, Placing.COMBO, true, TradeState.NOT_FILLED, ReasonCode.TIMEOUT);
    trade("d", Placing.AUTO, Placing.SEQUENTIAL, true, TradeState.COMMITTED, null);

    assertThat(ledger.pastPlacings().of(account))
        .isEqualTo(
            Map.of(
                Placing.PARALLEL, new PastTrades(1, 1),
                Placing.COMBO, new PastTrades(0, 1),
                Placing.SEQUENTIAL, new PastTrades(1, 0)));
  }

  @Test
  void leavesOutWhatSaysNothingOfAMode() {
    trade("a", Placing.PARALLEL, null, false, TradeState.REJECTED, ReasonCode.NOT_MARKETABLE);
    trade("b", Placing.PARALLEL, null, false, TradeState.NOT_FILLED, ReasonCode.LOCK_TIMEOUT);
    trade("c", Placing.PARALLEL, null, true, TradeState.UNWOUND, ReasonCode.CANCELLED);
    trade("d", Placing.PARALLEL, null, true, null, null);

    assertThat(ledger.pastPlacings().of(account)).isEmpty();
    assertThat(ledger.pastPlacings().of(TestLedger.account())).isEmpty();
  }

  private void trade(
      String name,
      Placing placing,
      Placing chosen,
      boolean sent,
      TradeState ending,
      ReasonCode reason) {
    String id = name + "-" + account;
    ledger
        .executions()
        .register(
            Trades.registration(
                Trades.conversion(id, account).placedAs(placing), "hash-of-" + id, "run", NOON));
    if (sent) {
      ledger.intents().storeWave(wave(id, chosen));
    }
    if (ending != null) {
      ledger.endings().finish(id, Trades.ending(ending, reason));
    }
  }

  private Wave wave(String id, Placing chosen) {
    OrderIntent one = Trades.intent(id, account, "stock", Purpose.ENTRY, 1, Side.BUY, "100");
    OrderIntent intent =
        chosen == null ? one : one.chosenAs(new ChosenPlacing(chosen, "edge 0.10"));
    Wave wave = Trades.wave(id, account, 0, OptionalLong.of(3), intent);
    assertThat(wave.intents()).containsExactly(intent);
    return wave;
  }
}
