package dev.legwork.ledger.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.invariant.BrokerFill;
import dev.legwork.ledger.TestLedger;
import dev.legwork.ledger.reconciliation.ForeignBook.Look;
import dev.legwork.num.Decimals;
import dev.legwork.order.Fill;
import dev.legwork.order.Side;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ForeignBookTest {
  private static final long TWX = 11;

  private final ForeignBook book = TestLedger.ledger().reconciliations().foreign();
  private final String account = TestLedger.account();

  private static BigDecimal d(String text) {
    return Decimals.of(text);
  }

  private BrokerFill bought(String execId, String quantity) {
    Fill fill = new Fill(execId, Side.BUY, d(quantity), d("69"), Instant.EPOCH);
    return new BrokerFill("by hand", 0, 5, account, TWX, "TWX", fill, null);
  }

  private static Look look(List<BrokerFill> fills, String held) {
    return new Look(fills, Map.of(TWX, d(held)), Map.of(), Set.of());
  }

  private static Look looked(List<BrokerFill> fills, String held, String ours) {
    return new Look(fills, Map.of(TWX, d(held)), Map.of(TWX, d(ours)), Set.of());
  }

  private void theFirstLookIsOver() {
    TestLedger.database()
        .others()
        .sql(
            "update foreign_baseline set begun_at = now() - interval '1 minute'"
                + " where account = :account")
        .param("account", account)
        .update();
  }

  /** fault O27. */
  @Test
  void takesAPositionInAContractThatWeNeverTradedForForeign() {
    assertThat(book.take(account, look(List.of(), "150"))).isEqualTo(Map.of(TWX, d("150")));
    theFirstLookIsOver();
    assertThat(book.take(account, look(List.of(), "120"))).isEqualTo(Map.of(TWX, d("120")));
  }

  @Test
  void keepsWhatWasForeignWhenWeBeginToTradeTheContract() {
    book.take(account, look(List.of(bought("f.01", "50")), "150"));
    theFirstLookIsOver();

    assertThat(book.take(account, looked(List.of(bought("f.01", "50")), "250", "100")))
        .isEqualTo(Map.of(TWX, d("150")));
  }

  /** fault O27. */
  @Test
  void addsForeignExecutionsInAContractThatWeTrade() {
    book.take(account, looked(List.of(), "100", "100"));
    theFirstLookIsOver();

    assertThat(book.take(account, looked(List.of(bought("f.01", "50")), "150", "100")))
        .isEqualTo(Map.of(TWX, d("50")));
    assertThat(book.take(account, looked(List.of(bought("f.02", "40")), "140", "100")))
        .isEqualTo(Map.of(TWX, d("40")));
  }

  /** fault O25. */
  @Test
  void neverExplainsADifferenceByItselfOnceTheFirstLookIsOver() {
    book.take(account, looked(List.of(), "100", "100"));
    theFirstLookIsOver();

    assertThat(book.take(account, looked(List.of(), "0", "100"))).isEmpty();
  }

  @Test
  void takesWhatWasThereBeforeLegworkForForeign() {
    assertThat(book.take(account, looked(List.of(), "130", "100"))).isEqualTo(Map.of(TWX, d("30")));
  }

  /** fault O31. */
  @Test
  void takesNothingForForeignWhileOursMayNotHaveReachedThePositions() {
    Look tooEarly = new Look(List.of(), Map.of(), Map.of(TWX, d("100")), Set.of(TWX));

    assertThat(book.take(account, tooEarly)).isEmpty();
    assertThat(book.take(account, looked(List.of(), "100", "100"))).isEmpty();
  }

  @Test
  void believesAPersonWhoDeclaresADifferenceToBeForeign() {
    book.take(account, looked(List.of(), "100", "100"));
    theFirstLookIsOver();
    book.declare(account, TWX, d("-100"));

    assertThat(book.take(account, looked(List.of(), "0", "100"))).isEqualTo(Map.of(TWX, d("-100")));
    assertThat(book.positions(account)).isEqualTo(Map.of(TWX, d("-100")));
  }
}
