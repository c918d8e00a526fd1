package dev.legwork.ledger.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.invariant.BrokerFill;
import dev.legwork.ledger.Ledger;
import dev.legwork.ledger.TestLedger;
import dev.legwork.ledger.Trades;
import dev.legwork.ledger.inbox.Received;
import dev.legwork.num.Decimals;
import dev.legwork.order.Fill;
import dev.legwork.order.OrderEvent;
import dev.legwork.order.Purpose;
import dev.legwork.order.Side;
import dev.legwork.saga.AccountPosition;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** 100 TWX were bought. */
class AccountPositionsTest {
  private static final long TWX = Trades.STOCK.conId();
  private static final Instant BEFORE = Instant.EPOCH;

  private final Ledger ledger = TestLedger.ledger();
  private final String account = TestLedger.account();
  private final String id = Trades.registered(account);

  @BeforeEach
  void buy() {
    ledger.intents().storeWave(Trades.entry(id, account, 1));
    Fill fill = new Fill(account + ".01", Side.BUY, d("100"), d("1.25"), Trades.NOON);
    ledger
        .inbox()
        .append(
            account,
            List.of(
                new Received.Ours(
                    Trades.NOON,
                    new OrderEvent.Filled(
                        Trades.ref(id, "stock", Purpose.ENTRY, 1), fill, d("100"), 9))));
  }

  private static BigDecimal d(String text) {
    return Decimals.of(text);
  }

  private AccountPosition twx(String held, Instant since) {
    return ledger.reconciliations().accounts().of(account, Map.of(TWX, d(held)), since).get(TWX);
  }

  private void somebodySold(String quantity, String held) {
    Fill sold = new Fill(account + ".x.01", Side.SELL, d(quantity), d("1.20"), Trades.NOON);
    ledger
        .reconciliations()
        .foreign()
        .take(
            account,
            new ForeignBook.Look(
                List.of(new BrokerFill("", 0, 5, account, TWX, "TWX", sold, null)),
                Map.of(TWX, d(held)),
                Map.of(TWX, d("100")),
                Set.of(TWX)));
  }

  @Test
  void isExplainedByOurExecutions() {
    assertThat(twx("100", BEFORE)).isEqualTo(AccountPosition.explained(d("100")));
  }

  @Test
  void tellsWhatIsMissingBeforeAnybodyKnowsWhoTookIt() {
    assertThat(twx("30", BEFORE))
        .isEqualTo(new AccountPosition(d("30"), d("-70"), BigDecimal.ZERO));
  }

  @Test
  void tellsWhatOthersExecutedSinceApartFromWhatTheyDidBefore() {
    somebodySold("70", "30");

    assertThat(twx("30", BEFORE))
        .isEqualTo(new AccountPosition(d("30"), BigDecimal.ZERO, d("-70")));
    assertThat(twx("30", Instant.now().plusSeconds(60)))
        .isEqualTo(AccountPosition.explained(d("30")));
  }

  @Test
  void knowsContractsThatTheBrokerDoesNotListAnyMore() {
    assertThat(ledger.reconciliations().accounts().of(account, Map.of(), BEFORE))
        .containsEntry(TWX, new AccountPosition(BigDecimal.ZERO, d("-100"), BigDecimal.ZERO));
  }
}
