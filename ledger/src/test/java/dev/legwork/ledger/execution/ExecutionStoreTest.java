package dev.legwork.ledger.execution;

import static dev.legwork.ledger.Trades.NOON;
import static dev.legwork.ledger.Trades.conversion;
import static dev.legwork.ledger.Trades.registration;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.legwork.ledger.AtOnce;
import dev.legwork.ledger.TestLedger;
import dev.legwork.ledger.Trades;
import dev.legwork.ledger.execution.RegistrationAnswer.Conflicting;
import dev.legwork.ledger.execution.RegistrationAnswer.Fresh;
import dev.legwork.ledger.execution.RegistrationAnswer.Repeated;
import dev.legwork.saga.TimelineEntry;
import dev.legwork.saga.TradeState;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExecutionStoreTest {
  private final ExecutionStore store = TestLedger.ledger().executions();
  private final String account = TestLedger.account();
  private final String id = "trade-" + account;

  @Test
  void keepsTheWholeRequestOfAFreshId() {
    assertThat(store.register(registration(id, account))).isEqualTo(new Fresh());

    StoredExecution stored = store.find(id).orElseThrow();
    assertThat(stored.request()).isEqualTo(conversion(id, account));
    assertThat(stored.state()).isEqualTo(TradeState.RECEIVED);
    assertThat(stored.acceptedAt()).isEqualTo(NOON);
    assertThat(stored.ending()).isEmpty();
  }

  @Test
  void findsNothingUnderAnUnknownId() {
    assertThat(store.find("nobody-" + account)).isEmpty();
  }

  @Test
  void tellsTheSameRunFromAnotherOne() {
    store.register(registration(id, account));

    RegistrationAnswer again = store.register(registration(id, account));
    RegistrationAnswer other =
        store.register(registration(conversion(id, account), "hash-of-" + id, "run-2", NOON));

    assertThat(again).isInstanceOfSatisfying(Repeated.class, r -> assertThat(r.sameRun()).isTrue());
    assertThat(other)
        .isInstanceOfSatisfying(Repeated.class, r -> assertThat(r.sameRun()).isFalse());
  }

  @Test
  void refusesAnotherRequestUnderAUsedId() {
    store.register(registration(id, account));

    RegistrationAnswer answer =
        store.register(registration(conversion(id, account, "GOOG"), "other", "run-2", NOON));

    assertThat(answer).isInstanceOf(Conflicting.class);
    assertThat(store.find(id).orElseThrow().request().underlying()).isEqualTo("TWX");
  }

  @Test
  void letsOneOfManyRegistrationsAtOnceWin() throws Exception {
    List<RegistrationAnswer> answers =
        AtOnce.run(
            8,
            caller ->
                store.register(
                    registration(conversion(id, account), "hash", "run-" + caller, NOON)));

    assertThat(answers).filteredOn(Fresh.class::isInstance).hasSize(1);
    assertThat(answers)
        .filteredOn(Repeated.class::isInstance)
        .hasSize(7)
        .allSatisfy(answer -> assertThat(((Repeated) answer).sameRun()).isFalse());
  }

  @Test
  void neverGoesBackOnTheRoad() {
    store.register(registration(id, account));

    assertThat(store.reached(id, TradeState.AWAITING_LOCK, 0)).isTrue();
    assertThat(store.reached(id, TradeState.PREFLIGHT, 7)).isTrue();
    assertThat(store.reached(id, TradeState.AWAITING_LOCK, 0)).isFalse();

    StoredExecution stored = store.find(id).orElseThrow();
    assertThat(stored.state()).isEqualTo(TradeState.PREFLIGHT);
    assertThat(stored.fencingToken()).isEqualTo(7);
  }

  @Test
  void goesToAndFroWhileItSettles() {
    store.register(registration(id, account));

    assertThat(store.reached(id, TradeState.COMPLETING, 0)).isTrue();
    assertThat(store.reached(id, TradeState.UNWINDING, 0)).isTrue();
    assertThat(store.reached(id, TradeState.HEDGING, 0)).isTrue();
  }

  @Test
  void addsALineToTheTimelineOnce() {
    store.register(registration(id, account));
    TimelineEntry working = new TimelineEntry(NOON, "WORKING", null, "three orders");
    TimelineEntry fill = new TimelineEntry(NOON, "FILL", "put", "1 @ 1.25");

    store.note(id, working);
    store.note(id, fill);
    store.note(id, working);

    assertThat(store.find(id).orElseThrow().timeline()).containsExactly(working, fill);
  }

  @Test
  void listsNewestFirstPageByPage() {
    for (int i = 0; i < 5; i++) {
      store.register(
          registration(conversion(id + i, account), "hash", "run", NOON.plusSeconds(i / 2)));
    }
    ExecutionFilter mine = new ExecutionFilter(null, account, null);

    ExecutionPage first = store.list(mine, 2, null);
    ExecutionPage second = store.list(mine, 2, first.nextCursor());
    ExecutionPage third = store.list(mine, 2, second.nextCursor());

    assertThat(ids(first)).containsExactly(id + 4, id + 3);
    assertThat(ids(second)).containsExactly(id + 2, id + 1);
    assertThat(ids(third)).containsExactly(id + 0);
    assertThat(third.nextCursor()).isNull();
  }

  @Test
  void listsWhatTheFilterAsksFor() {
    store.register(registration(id, account));
    store.register(registration(conversion(id + "g", account, "GOOG"), "hash", "run", NOON));
    store.reached(id, TradeState.WORKING, 0);

    assertThat(ids(store.list(new ExecutionFilter(TradeState.WORKING, account, null), 10, null)))
        .containsExactly(id);
    assertThat(ids(store.list(new ExecutionFilter(null, account, "GOOG"), 10, null)))
        .containsExactly(id + "g");
    assertThat(ids(store.list(new ExecutionFilter(TradeState.WORKING, account, "GOOG"), 10, null)))
        .isEmpty();
  }

  @Test
  void refusesACursorThatIsNotOurs() {
    assertThatThrownBy(() -> store.list(ExecutionFilter.ALL, 10, "rubbish!"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rubbish!");
    assertThatThrownBy(() -> store.list(ExecutionFilter.ALL, 10, Trades.NOON.toString()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static List<String> ids(ExecutionPage page) {
    return page.executions().stream().map(StoredExecution::id).toList();
  }
}
