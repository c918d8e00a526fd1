package dev.legwork.ledger.trade;

import static dev.legwork.ledger.Trades.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.judgement.ConductRules;
import dev.legwork.judgement.TradeConduct;
import dev.legwork.ledger.AtOnce;
import dev.legwork.ledger.Ledger;
import dev.legwork.ledger.TestLedger;
import dev.legwork.ledger.Trades;
import dev.legwork.ledger.alert.StoredAlert;
import dev.legwork.order.Purpose;
import dev.legwork.order.Side;
import dev.legwork.saga.Alert;
import dev.legwork.saga.Alert.Severity;
import dev.legwork.saga.ReasonCode;
import dev.legwork.saga.TradeState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** All ended trades of the ledger are judged here: those of other tests as well. */
@ResourceLock("judging")
class JudgingTest {
  private static final Duration LONG = Duration.ofHours(1);

  private final Ledger ledger = TestLedger.ledger();
  private final String account = TestLedger.account();
  private final String id = Trades.registered(account);
  private final Queue<TradeConduct> judged = new ConcurrentLinkedQueue<>();

  private final Function<TradeConduct, List<Alert>> rules =
      trade -> {
        judged.add(trade);
        return List.of(
            new Alert(Severity.WARNING, ConductRules.TRADE_FAILED, "it failed", List.of()));
      };

  private void judgeAll() {
    Optional<TradeConduct> next = ledger.judging().next(rules, NOON);
    while (next.isPresent()) {
      next = ledger.judging().next(rules, NOON);
    }
  }

  private List<String> codes() {
    return ledger.alerts().ofExecution(id).stream().map(one -> one.alert().code()).toList();
  }

  private void end() {
    ledger.endings().finish(id, Trades.ending(TradeState.UNWOUND, ReasonCode.TIMEOUT));
  }

  @Test
  void judgesAnEndedTradeOnceHoweverManyProcessesLook() throws Exception {
    ledger.intents().storeWave(Trades.entry(id, account, 7));
    end();

    AtOnce.run(
        4,
        caller -> {
          judgeAll();
          return true;
        });
    judgeAll();

    assertThat(judged).filteredOn(trade -> trade.id().equals(id)).hasSize(1);
    assertThat(codes()).containsExactly(ConductRules.TRADE_FAILED);
  }

  @Test
  void doesNotTellAgainWhatSomebodyHasSeen() {
    end();
    judgeAll();
    long alert = ledger.alerts().ofExecution(id).getFirst().id();
    ledger.alerts().acknowledge(alert, "ann", null, NOON);

    judgeAll();

    assertThat(ledger.alerts().ofExecution(id))
        .singleElement()
        .extracting(StoredAlert::acknowledgedBy, StoredAlert::isOpen)
        .containsExactly("ann", false);
  }

  @Test
  void judgesNoTradeThatRuns() {
    judgeAll();

    assertThat(judged).noneMatch(trade -> trade.id().equals(id));
  }

  @Test
  void storesNothingOfAJudgementThatFails() {
    end();
    Function<TradeConduct, List<Alert>> failing =
        trade -> {
          if (trade.id().equals(id)) {
            throw new UnsupportedOperationException("a rule that is broken");
          }
          return List.of();
        };
    try {
      for (int n = 0; n < 1000; n++) {
        ledger.judging().next(failing, NOON);
      }
    } catch (UnsupportedOperationException expected) {
      assertThat(codes()).isEmpty();
    }

    judgeAll();

    assertThat(codes()).containsExactly(ConductRules.TRADE_FAILED);
  }

  @Test
  void tellsOfAHedgeWhileTheTradeRuns() {
    ledger.intents().storeWave(Trades.entry(id, account, 7));
    ledger
        .intents()
        .storeWave(
            Trades.wave(
                id,
                account,
                0,
                OptionalLong.empty(),
                Trades.intent(id, account, "stock", Purpose.HEDGE, 1, Side.BUY, "40")));

    ledger.judging().running(LONG, ConductRulesOfTest::hedged, NOON);
    ledger.judging().running(LONG, ConductRulesOfTest::hedged, NOON);

    assertThat(codes()).containsExactly(ConductRules.HEDGED);
  }

  @Test
  void tellsOfATradeThatRunsForTooLongSinceItsFirstOrder() {
    ledger.intents().storeWave(Trades.entry(id, account, 7));

    ledger.judging().running(LONG, ConductRulesOfTest::slow, NOON);
    assertThat(codes()).isEmpty();

    ledger.judging().running(Duration.ZERO, ConductRulesOfTest::slow, NOON);
    assertThat(codes()).containsExactly(ConductRules.EXECUTION_SLOW);
  }

  /** What a rule would tell. */
  private static final class ConductRulesOfTest {
    static List<Alert> hedged(TradeConduct trade) {
      return trade.hedged() ? List.of(alert(ConductRules.HEDGED)) : List.of();
    }

    static List<Alert> slow(TradeConduct trade) {
      return List.of(alert(ConductRules.EXECUTION_SLOW));
    }

    private static Alert alert(String code) {
      return new Alert(Severity.WARNING, code, "as it is", List.of());
    }
  }
}
