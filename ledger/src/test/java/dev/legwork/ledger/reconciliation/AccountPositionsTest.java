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
import dev.legwork.saga.Ending;
import dev.legwork.saga.TradeState;
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

  /** The 100 of the trade that asks come before any short position of it. */
  private static AccountPosition held(String position, String unexplained, String byOthers) {
    return new AccountPosition(d(position), d(unexplained), d(byOthers), BigDecimal.ZERO, d("100"));
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
    assertThat(twx("100", BEFORE)).isEqualTo(held("100", "0", "0"));
  }

  @Test
  void tellsWhatIsMissingBeforeAnybodyKnowsWhoTookIt() {
    assertThat(twx("30", BEFORE)).isEqualTo(held("30", "-70", "0"));
  }

  @Test
  void tellsWhatOthersExecutedSinceApartFromWhatTheyDidBefore() {
    somebodySold("70", "30");

    assertThat(twx("30", BEFORE)).isEqualTo(held("30", "0", "-70"));
    assertThat(twx("30", Instant.now().plusSeconds(60)))
        .isEqualTo(
            new AccountPosition(d("30"), BigDecimal.ZERO, BigDecimal.ZERO, d("100"), d("100")));
  }

  /** Sale elsewhere or not: what older trades of ours hold comes before a younger one's. */
  @Test
  void tellsWhatOlderTradesHoldApart() {
    assertThat(twx("100", BEFORE).besideLong()).isEqualByComparingTo("0");
    assertThat(twx("100", Instant.now().plusSeconds(60)).besideLong()).isEqualByComparingTo("100");
    assertThat(twx("100", Instant.now().plusSeconds(60)).notHeld(d("100"), d("0")))
        .isEqualByComparingTo("100");
    assertThat(twx("0", BEFORE).besideShort())
        .as("a long one comes before any short one")
        .isEqualByComparingTo("100");
  }

  /** The position was asked for a moment before, or does not show the sale yet. */
  @Test
  void tellsWhatWasSoldSoLatelyThatThePositionMayNotShowIt() {
    ledger.intents().storeWave(Trades.unwind(id, account, 1));
    Fill sold = new Fill(account + ".y.01", Side.SELL, d("100"), d("1.20"), Trades.NOON);
    OrderEvent.Filled filled =
        new OrderEvent.Filled(Trades.ref(id, "stock", Purpose.UNWIND, 1), sold, d("100"), 9);
    ledger.inbox().append(account, List.of(new Received.Ours(Instant.now(), filled)));

    AccountPosition stale = twx("100", Instant.now().plusSeconds(60));
    assertThat(stale.soldLately()).isEqualByComparingTo("100");
    assertThat(stale.boughtLately()).isZero();
    assertThat(stale.notHeld(d("100"), BigDecimal.ZERO)).isEqualByComparingTo("100");
  }

  /** Nobody tells us that a person closed by hand what a trade committed to hold. */
  @Test
  void givesATradeNoClaimThatOnlyPeopleClose() {
    Instant younger = Instant.now().plusSeconds(60);
    assertThat(twx("100", younger).besideLong()).as("it runs").isEqualByComparingTo("100");

    ledger
        .endings()
        .finish(id, new Ending(TradeState.COMMITTED, null, List.of(), 1, Trades.NOON, List.of()));
    assertThat(twx("100", younger).besideLong()).as("it has ended").isZero();

    ledger.switches().flatten(Set.of(account), "ann", "get out", "f1", Instant.now());
    assertThat(twx("100", younger).besideLong()).as("is closed").isEqualByComparingTo("100");
  }

  /** What a trade committed to hold is on the other side of a short one, until others sold it. */
  @Test
  void countsWhatOnlyPeopleCloseOnTheOtherSideUntilOthersHaveExecutedAsMuch() {
    Instant younger = Instant.now().plusSeconds(60);
    ledger
        .endings()
        .finish(id, new Ending(TradeState.COMMITTED, null, List.of(), 1, Trades.NOON, List.of()));
    assertThat(twx("100", younger).besideShort()).isEqualByComparingTo("100");
    assertThat(twx("30", younger).besideShort()).as("70 are gone").isEqualByComparingTo("30");

    somebodySold("100", "0");
    assertThat(twx("0", younger).besideShort()).isZero();
  }

  @Test
  void knowsContractsThatTheBrokerDoesNotListAnyMore() {
    assertThat(ledger.reconciliations().accounts().of(account, Map.of(), BEFORE))
        .containsEntry(TWX, held("0", "-100", "0"));
  }
}
