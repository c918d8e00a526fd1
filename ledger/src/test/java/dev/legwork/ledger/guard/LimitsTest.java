package dev.legwork.ledger.guard;

import static dev.legwork.ledger.Trades.DAY;
import static dev.legwork.ledger.Trades.NOON;
import static dev.legwork.ledger.Trades.entry;
import static dev.legwork.ledger.Trades.ref;
import static dev.legwork.ledger.Trades.unwind;
import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.guard.GuardFacts;
import dev.legwork.guard.GuardLimits;
import dev.legwork.ledger.AtOnce;
import dev.legwork.ledger.Ledger;
import dev.legwork.ledger.LedgerDatabase;
import dev.legwork.ledger.TestLedger;
import dev.legwork.ledger.Trades;
import dev.legwork.ledger.inbox.Received;
import dev.legwork.ledger.intent.Wave;
import dev.legwork.ledger.intent.WaveAnswer;
import dev.legwork.ledger.intent.WaveAnswer.Guarded;
import dev.legwork.ledger.intent.WaveAnswer.Stored;
import dev.legwork.num.Decimals;
import dev.legwork.order.Fill;
import dev.legwork.order.OrderEvent;
import dev.legwork.order.OrderRef;
import dev.legwork.order.Purpose;
import dev.legwork.order.Side;
import dev.legwork.order.Verdict;
import dev.legwork.saga.Ending;
import dev.legwork.saga.Reason;
import dev.legwork.saga.ReasonCode;
import dev.legwork.saga.Residual;
import dev.legwork.saga.TradeState;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Limits over real rows: each conversion of these tests binds 375 USD. */
class LimitsTest {
  private static final BigDecimal ONE_TRADE = new BigDecimal("375");

  private final Ledger ledger = TestLedger.ledger();
  private final String account = TestLedger.account();
  private int trades;

  private static GuardLimits limits(
      String capital, String position, int open, int rollbacks, int ofUnderlying, int cooldown) {
    return new GuardLimits(
        capital == null ? null : new BigDecimal(capital),
        position == null ? null : new BigDecimal(position),
        open,
        6,
        rollbacks,
        ofUnderlying,
        Duration.ofSeconds(cooldown),
        null);
  }

  private static final GuardLimits LOOSE = limits(null, null, 100, 100, 100, 0);

  private String newTrade() {
    String id = "limit-" + account + "-" + ++trades;
    ledger.executions().register(Trades.registration(id, account));
    return id;
  }

  private WaveAnswer open(String id, GuardLimits limits) {
    return ledger.intents().storeWave(entry(id, account, 3).with(limits));
  }

  private String opened(GuardLimits limits) {
    String id = newTrade();
    assertThat(open(id, limits)).isInstanceOf(Stored.class);
    return id;
  }

  private void end(String id, TradeState state) {
    List<Residual> left =
        state == TradeState.RESIDUAL
            ? List.of(new Residual(Trades.STOCK, Decimals.of("100")))
            : List.of();
    Reason reason =
        state == TradeState.COMMITTED ? null : new Reason(ReasonCode.TIMEOUT, "not filled");
    ledger.endings().finish(id, new Ending(state, reason, left, 3, NOON, List.of()));
  }

  private String ended(TradeState state) {
    String id = opened(LOOSE);
    end(id, state);
    return id;
  }

  private static void assertRefused(WaveAnswer answer, ReasonCode code, String... numbers) {
    assertThat(answer)
        .isInstanceOfSatisfying(
            Guarded.class,
            guarded -> {
              assertThat(guarded.reason().code()).isEqualTo(code);
              for (String number : numbers) {
                assertThat(guarded.reason().detail()).contains(number);
              }
            });
  }

  @Test
  void bindsCapitalFromTheIntentsOnUntilTheTradeHoldsNothing() {
    GuardLimits two = limits("750", null, 100, 100, 100, 0);
    String first = opened(two);
    String second = opened(two);
    String third = newTrade();

    assertRefused(open(third, two), ReasonCode.CAPITAL_LIMIT, "375", "750");
    end(first, TradeState.COMMITTED);
    assertRefused(open(third, two), ReasonCode.CAPITAL_LIMIT);
    end(second, TradeState.UNWOUND);
    assertThat(open(third, two)).isInstanceOf(Stored.class);

    assertThat(ledger.limits().reservations(account))
        .extracting(SessionLimits.Reservation::executionId)
        .containsExactlyInAnyOrder(first, third);
  }

  /** However many ask at once, what they bind together stays within the limit (invariant 12). */
  @Test
  void neverBindsMoreThanTheLimitWhenManyOpenAtOnce() throws Exception {
    GuardLimits three = limits("1200", null, 100, 100, 100, 0);
    List<String> ids = new ArrayList<>();
    for (int n = 0; n < 8; n++) {
      ids.add(newTrade());
    }

    List<WaveAnswer> answers = AtOnce.run(8, caller -> open(ids.get(caller), three));

    assertThat(answers).filteredOn(Stored.class::isInstance).hasSize(3);
    assertThat(answers)
        .filteredOn(answer -> !(answer instanceof Stored))
        .allSatisfy(answer -> assertRefused(answer, ReasonCode.CAPITAL_LIMIT));
    assertThat(
            ledger.limits().reservations(account).stream()
                .map(SessionLimits.Reservation::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add))
        .isEqualByComparingTo(ONE_TRADE.multiply(BigDecimal.valueOf(3)));
  }

  @Test
  void releasesCapitalWhenAPersonSaysSoAndOnlyOfATradeThatHasEnded() {
    String id = opened(LOOSE);

    assertThat(ledger.limits().release(account, id, "ann", "expired")).isFalse();
    end(id, TradeState.COMMITTED);
    assertThat(ledger.limits().release(account, id, "ann", "expired")).isTrue();

    assertThat(ledger.limits().reservations(account)).isEmpty();
    assertThat(ledger.audit().of("execution " + id, 5))
        .singleElement()
        .satisfies(entry -> assertThat(entry.action()).isEqualTo("CAPITAL_RELEASE"));
  }

  @Test
  void beginsNoTradeAfterTheThirdRollbackOfASessionHoweverOftenItRestarts() {
    GuardLimits three = limits(null, null, 100, 3, 100, 0);
    ended(TradeState.UNWOUND);
    ended(TradeState.NOT_FILLED);
    ended(TradeState.UNWOUND);
    end(opened(three), TradeState.RESIDUAL);

    assertRefused(open(newTrade(), three), ReasonCode.ROLLBACK_LIMIT, "3");
    try (LedgerDatabase database = new LedgerDatabase(TestLedger.settings(TestLedger.url()))) {
      String id = newTrade();
      assertRefused(
          new Ledger(database).intents().storeWave(entry(id, account, 3).with(three)),
          ReasonCode.ROLLBACK_LIMIT);
    }
  }

  @Test
  void pausesAnUnderlyingAfterItsSecondRollback() {
    GuardLimits two = limits(null, null, 100, 100, 2, 0);
    ended(TradeState.UNWOUND);
    end(opened(two), TradeState.UNWOUND);

    assertRefused(open(newTrade(), two), ReasonCode.UNDERLYING_PAUSED, "TWX");
  }

  @Test
  void countsOnlyTheSessionsOwnRollbacks() {
    GuardLimits one = limits(null, null, 100, 1, 100, 0);
    ended(TradeState.UNWOUND);
    String id = newTrade();
    Wave today = entry(id, account, 3);

    Wave tomorrow =
        new Wave(
            account,
            Trades.CLIENT,
            0,
            id,
            today.intents(),
            today.fencingToken(),
            1,
            DAY.plusDays(1));

    assertThat(ledger.intents().storeWave(tomorrow.with(one))).isInstanceOf(Stored.class);
  }

  @Test
  void waitsForTheCooldownByTheDatabasesClock() {
    GuardLimits patient = limits(null, null, 100, 100, 100, 300);
    String undone = ended(TradeState.UNWOUND);
    String id = newTrade();

    assertRefused(open(id, patient), ReasonCode.COOLDOWN, "TWX");
    TestLedger.database()
        .others()
        .sql(
            "update execution set rolled_back_at = rolled_back_at - interval '301 s' where id ="
                + " :id")
        .param("id", undone)
        .update();

    assertThat(open(id, patient)).isInstanceOf(Stored.class);
  }

  @Test
  void countsAnewAfterAPersonHasResetTheLimits() {
    GuardLimits strict = limits(null, null, 100, 1, 1, 300);
    ended(TradeState.UNWOUND);
    ledger.limits().reset(account, "OTHER", "ann", "seen");
    assertRefused(open(newTrade(), strict), ReasonCode.ROLLBACK_LIMIT);

    ledger.limits().reset(account, "", "ann", "seen");

    assertThat(open(newTrade(), strict)).isInstanceOf(Stored.class);
    assertThat(ledger.audit().of("account " + account, 1))
        .singleElement()
        .satisfies(entry -> assertThat(entry.action()).isEqualTo("LIMIT_RESET"));
  }

  @Test
  void opensBesideOneTradeThatWaitsForAPersonAndNotBesideTwo() {
    GuardLimits two = limits(null, null, 2, 100, 100, 0);
    String left = ended(TradeState.RESIDUAL);
    end(opened(two), TradeState.COMMITTED);
    String more = ended(TradeState.RESIDUAL);
    String id = newTrade();

    assertRefused(open(id, two), ReasonCode.OPEN_EXECUTIONS, left, more);
    long alert = ledger.alerts().open(account, Set.of("RESIDUAL_POSITION")).getFirst().id();
    ledger.alerts().acknowledge(alert, "ann", null, NOON);

    assertThat(open(id, two)).isInstanceOf(Stored.class);
  }

  /** A trade that waits for its market has given its lock back, and goes on without it. */
  @Test
  void countsTradesThatWaitForTheirMarketAndThoseThatGoOnAfterIt() {
    GuardLimits two = limits(null, null, 2, 100, 100, 0);
    String waits = opened(LOOSE);
    ledger.executions().reached(waits, TradeState.WAITING_MARKET, 0);
    String unwinds = opened(LOOSE);
    ledger.executions().reached(unwinds, TradeState.UNWINDING, 0);
    String id = newTrade();

    assertRefused(open(id, two), ReasonCode.OPEN_EXECUTIONS, waits, unwinds);
    end(unwinds, TradeState.UNWOUND);

    assertThat(open(id, two)).isInstanceOf(Stored.class);
  }

  @Test
  void holdsNoMoreOfAContractThanItMayOursAndOtherPeoples() {
    GuardLimits most = limits(null, "200", 100, 100, 100, 0);
    String id = opened(most);
    filled(ref(id, "stock", Purpose.ENTRY, 1), "x1.01", Side.BUY, "100", "1.25");
    end(id, TradeState.COMMITTED);
    String again = opened(most);
    filled(ref(again, "stock", Purpose.ENTRY, 1), "x2.01", Side.BUY, "100", "1.25");
    end(again, TradeState.COMMITTED);

    assertRefused(open(newTrade(), most), ReasonCode.POSITION_LIMIT, "300", "200");
  }

  @Test
  void beginsNoTradeOnceTheSessionsRollbacksHaveLostTooMuch() {
    GuardLimits most =
        new GuardLimits(null, null, 100, 6, 100, 100, Duration.ZERO, new BigDecimal("25"));
    String id = opened(LOOSE);
    filled(ref(id, "stock", Purpose.ENTRY, 1), "x1.01", Side.BUY, "100", "1.25");
    ledger.riskIntents().storeWave(unwind(id, account, 1));
    filled(ref(id, "stock", Purpose.UNWIND, 1), "x2.01", Side.SELL, "100", "1.01");
    end(id, TradeState.UNWOUND);

    assertThat(open(newTrade(), most)).as("24 USD are lost").isInstanceOf(Stored.class);
    fee(ref(id, "stock", Purpose.UNWIND, 1), "x2.01", "1.00");
    assertRefused(open(newTrade(), most), ReasonCode.DAILY_LOSS, "25");
  }

  @Test
  void allowsSingleOrdersOnlyWhereOneLegIsTheMost() {
    GuardLimits single = new GuardLimits(null, null, 100, 1, 100, 100, Duration.ZERO, null);

    assertRefused(open(newTrade(), single), ReasonCode.MAX_LEGS, "3");
  }

  @Test
  void tellsWhereTheAccountStands() {
    ended(TradeState.UNWOUND);
    opened(LOOSE);

    GuardFacts facts =
        ledger.limits().facts(account, ledger.limits().session(account).orElseThrow());

    assertThat(facts.rollbacks()).isEqualTo(1);
    assertThat(facts.reserved()).isEqualByComparingTo(ONE_TRADE);
  }

  /** What brings a trade to its end is not kept back by what others did meanwhile. */
  @Test
  void sendsARunningTradesOrdersAgainWhateverTheSessionHasDone() {
    String id = opened(LOOSE);
    ledger.intents().markOver(ref(id, "stock", Purpose.ENTRY, 1), Verdict.PROVEN_ABSENT);
    ended(TradeState.UNWOUND);
    Wave again =
        Trades.wave(
            id,
            account,
            0,
            OptionalLong.of(3),
            Trades.intent(id, account, "stock", Purpose.ENTRY, 2, Side.BUY, "100"));

    assertThat(ledger.intents().storeWave(again.with(limits("375", null, 1, 1, 1, 300))))
        .isInstanceOf(Stored.class);
    assertThat(ledger.limits().reservations(account))
        .extracting(SessionLimits.Reservation::amount)
        .as("the leg is bound once")
        .allSatisfy(amount -> assertThat(amount).isEqualByComparingTo(ONE_TRADE));
  }

  private void filled(OrderRef ref, String exec, Side side, String quantity, String price) {
    Fill fill = new Fill(account + exec, side, Decimals.of(quantity), Decimals.of(price), NOON);
    ledger
        .inbox()
        .append(
            account,
            List.of(
                new Received.Ours(
                    NOON, new OrderEvent.Filled(ref, fill, Decimals.of(quantity), 0))));
  }

  private void fee(OrderRef ref, String exec, String amount) {
    ledger
        .inbox()
        .append(
            account,
            List.of(
                new Received.Ours(
                    NOON,
                    new OrderEvent.CommissionReported(
                        ref, account + exec, Decimals.of(amount), "USD"))));
  }
}
