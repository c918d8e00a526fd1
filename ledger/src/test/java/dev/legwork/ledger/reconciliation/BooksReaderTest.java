package dev.legwork.ledger.reconciliation;

import static dev.legwork.ledger.Trades.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.invariant.BrokerFill;
import dev.legwork.invariant.LedgerFill;
import dev.legwork.ledger.Ledger;
import dev.legwork.ledger.TestLedger;
import dev.legwork.ledger.Trades;
import dev.legwork.ledger.inbox.Received;
import dev.legwork.num.Decimals;
import dev.legwork.order.Fill;
import dev.legwork.order.OrderEvent;
import dev.legwork.order.OrderRef;
import dev.legwork.order.Purpose;
import dev.legwork.order.Side;
import dev.legwork.order.Verdict;
import dev.legwork.reconcile.Answer;
import dev.legwork.reconcile.BookedOrder;
import dev.legwork.reconcile.BrokerCensus;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class BooksReaderTest {
  private final Ledger ledger = TestLedger.ledger();
  private final BooksReader books = ledger.reconciliations().books();
  private final String account = TestLedger.account();
  private final String id = Trades.registered(account);
  private final OrderRef stock = Trades.ref(id, "stock", Purpose.ENTRY, 1);

  BooksReaderTest() {
    ledger.intents().storeWave(Trades.entry(id, account, 1));
  }

  private Fill fill(String suffix, String quantity) {
    return new Fill(
        id + "." + suffix, Side.BUY, Decimals.of(quantity), Decimals.of("69.6"), Instant.EPOCH);
  }

  private void receive(Fill fill, Instant at) {
    ledger
        .inbox()
        .append(
            account,
            List.of(new Received.Ours(at, new OrderEvent.Filled(stock, fill, fill.quantity(), 9))));
  }

  private BooksReader.Page read(long mark, Fill... executions) {
    return books.read(
        new BrokerCensus(
            account,
            Answer.complete(List.of()),
            Answer.complete(List.of()),
            Answer.complete(
                List.of(executions).stream()
                    .map(f -> new BrokerFill(stock.toString(), 1, 9, account, 11, "TWX", f, null))
                    .toList()),
            Answer.complete(List.of())),
        mark);
  }

  @Test
  void readsOrdersThatAreNotProvenOverAndThoseThatTheCensusNames() {
    ledger.intents().markOver(stock, Verdict.PROVEN_TERMINAL);

    assertThat(read(0).orders())
        .extracting(order -> order.ref().leg())
        .containsExactlyInAnyOrder("put", "call");
    assertThat(read(0, fill("01", "60")).orders())
        .filteredOn(order -> order.ref().equals(stock))
        .singleElement()
        .satisfies(
            order -> {
              assertThat(order.verdict()).isEqualTo(Verdict.PROVEN_TERMINAL);
              assertThat(order.conId()).isEqualTo(11);
              assertThat(order.label()).isEqualTo("TWX");
            });
  }

  @Test
  void gives15SecondsUntilTheBrokerMustKnowAnOrder() {
    assertThat(read(0).orders()).isNotEmpty().noneMatch(BookedOrder::settled);
    TestLedger.database()
        .others()
        .sql("update order_intent set stored_at = now() - interval '16 s' where account = :account")
        .param("account", account)
        .update();
    assertThat(read(0).orders()).isNotEmpty().allMatch(BookedOrder::settled);
  }

  /** fault O11. */
  @Test
  void countsOfEachExecutionTheLatestVersion() {
    receive(fill("01", "60"), NOON);
    receive(fill("02", "50"), NOON);

    BooksReader.Page page = read(0, fill("01", "60"));

    assertThat(page.fills())
        .extracting(LedgerFill::fill)
        .extracting(Fill::execId)
        .containsExactly(id + ".02");
    assertThat(page.ours())
        .containsEntry(11L, Decimals.of("50"))
        .containsEntry(12L, Decimals.of("0"))
        .containsEntry(13L, Decimals.of("0"));
  }

  /** faults O31 and O32. */
  @Test
  void tellsByTheOrderOfReceiptWhatExecutedAfterAMark() {
    long before = books.mark(account);
    receive(fill("01", "60"), NOON);

    assertThat(read(before).moving()).containsExactly(11L);
    assertThat(read(books.mark(account)).moving()).isEmpty();
  }

  @Test
  void tellsWhatExecutedLately() {
    receive(fill("01", "60"), NOON);
    assertThat(read(0).stirring()).isEmpty();

    receive(fill("02", "50"), Instant.now());
    assertThat(read(0).stirring()).containsExactly(11L);
  }
}
