package dev.legwork.ledger.guard;

import static dev.legwork.ledger.Trades.entry;
import static dev.legwork.ledger.Trades.unwind;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.legwork.guard.AccountSwitch;
import dev.legwork.guard.AccountSwitch.Kind;
import dev.legwork.guard.Guards;
import dev.legwork.ledger.AtOnce;
import dev.legwork.ledger.Ledger;
import dev.legwork.ledger.LedgerDatabase;
import dev.legwork.ledger.TestLedger;
import dev.legwork.ledger.Trades;
import dev.legwork.ledger.audit.AuditEntry;
import dev.legwork.ledger.intent.WaveAnswer;
import dev.legwork.ledger.intent.WaveAnswer.Guarded;
import dev.legwork.ledger.intent.WaveAnswer.Stored;
import dev.legwork.saga.ReasonCode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;

class SwitchesTest {
  private final Ledger ledger = TestLedger.ledger();
  private final Switches switches = ledger.switches();
  private final String account = TestLedger.account();
  private final String id = Trades.registered(account);

  private void set(Kind kind) {
    switches.set(kind, List.of(account), "", "ann", "wrong prices");
  }

  private void clear(Kind kind) {
    switches.clear(kind, List.of(account), "", "ben", "prices are right");
  }

  private static void assertRefused(WaveAnswer answer, ReasonCode code) {
    assertThat(answer)
        .isInstanceOfSatisfying(
            Guarded.class, guarded -> assertThat(guarded.reason().code()).isEqualTo(code));
  }

  @Test
  void storesNoOpeningIntentsWhileTheKillSwitchIsOn() {
    set(Kind.KILL_SWITCH);

    assertRefused(ledger.intents().storeWave(entry(id, account, 3)), ReasonCode.KILL_SWITCH);

    assertThat(ledger.intents().ofExecution(id)).isEmpty();
  }

  @Test
  void storesNoOpeningIntentsWhereTheAccountIsToReduceOnly() {
    set(Kind.REDUCING_ONLY);

    assertRefused(ledger.intents().storeWave(entry(id, account, 3)), ReasonCode.REDUCING_ONLY);
  }

  @Test
  void beginsNoTradeOfAPausedUnderlyingAndEveryOther() {
    String underlying = Guards.underlyingOf(ledger.executions().find(id).orElseThrow().request());
    String elsewhere = TestLedger.account();
    String other = Trades.registered(elsewhere);
    switches.set(Kind.PAUSED, List.of(account), underlying, "ann", "earnings");
    switches.set(Kind.PAUSED, List.of(elsewhere), underlying + "X", "ann", "earnings");

    assertRefused(ledger.intents().storeWave(entry(id, account, 3)), ReasonCode.UNDERLYING_PAUSED);
    assertThat(ledger.intents().storeWave(entry(other, elsewhere, 3))).isInstanceOf(Stored.class);
  }

  @Test
  void storesUnwindingWhateverIsOn() {
    ledger.intents().storeWave(entry(id, account, 3));
    set(Kind.KILL_SWITCH);
    set(Kind.REDUCING_ONLY);

    assertThat(ledger.riskIntents().storeWave(unwind(id, account, 1))).isInstanceOf(Stored.class);
  }

  @Test
  void opensAgainOnceSomebodyHasClearedIt() {
    set(Kind.KILL_SWITCH);
    clear(Kind.KILL_SWITCH);

    assertThat(switches.of(account)).isEmpty();
    assertThat(ledger.intents().storeWave(entry(id, account, 3))).isInstanceOf(Stored.class);
  }

  @Test
  void staysOnOverARestartAndSaysWhoHasSetItFirst() {
    set(Kind.KILL_SWITCH);
    switches.set(Kind.KILL_SWITCH, List.of(account), "", "cas", "me too");

    List<AccountSwitch> standing;
    try (LedgerDatabase database = new LedgerDatabase(TestLedger.settings(TestLedger.url()))) {
      standing = new Ledger(database).switches().of(account);
    }

    assertThat(standing)
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.kind()).isEqualTo(Kind.KILL_SWITCH);
              assertThat(one.operator()).isEqualTo("ann");
              assertThat(one.reason()).isEqualTo("wrong prices");
            });
  }

  @Test
  void auditsWhoSetAndClearedItAndWhy() {
    set(Kind.KILL_SWITCH);
    clear(Kind.KILL_SWITCH);

    assertThat(ledger.audit().of("account " + account, 10))
        .extracting(AuditEntry::action, AuditEntry::operator, AuditEntry::reason)
        .containsExactly(
            tuple("KILL_SWITCH_OFF", "ben", "prices are right"),
            tuple("KILL_SWITCH_ON", "ann", "wrong prices"));
  }

  @Test
  void setsItOnAllAccountsOrOnNone() {
    String other = TestLedger.account();

    assertThatThrownBy(() -> switches.set(Kind.KILL_SWITCH, List.of(account, other), "", "ann", ""))
        .isInstanceOf(DataIntegrityViolationException.class);
    assertThat(switches.of(account)).isEmpty();
    switches.set(Kind.KILL_SWITCH, List.of(account, other), "", "ann", "all");

    assertThat(switches.of(account)).hasSize(1);
    assertThat(switches.of(other)).hasSize(1);
  }

  @Test
  void standsOnceHoweverManySetItAtOnce() throws Exception {
    AtOnce.run(
        8,
        caller -> {
          set(Kind.KILL_SWITCH);
          return caller;
        });

    assertThat(switches.of(account)).extracting(AccountSwitch::kind).containsOnly(Kind.KILL_SWITCH);
    assertThat(switches.of(account)).hasSize(1);
  }
}
