package dev.legwork.ledger.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.legwork.ledger.TestLedger;
import dev.legwork.ledger.audit.AuditEntry;
import dev.legwork.ledger.audit.AuditLog;
import dev.legwork.ledger.reconciliation.DivergenceStore.Acceptance;
import dev.legwork.num.Decimals;
import dev.legwork.reconcile.Divergence;
import dev.legwork.reconcile.Divergence.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;

class DivergenceStoreTest {
  private final DivergenceStore store = TestLedger.ledger().reconciliations().divergences();
  private final String account = TestLedger.account();

  private static Divergence of(Kind kind, String key, String detail) {
    return new Divergence(
        kind, key, null, 11, kind == Kind.POSITION_DIFFERS ? Decimals.of(50) : null, detail);
  }

  private static Divergence position() {
    return of(Kind.POSITION_DIFFERS, "contract 11 by 50", "holds 150");
  }

  private static Divergence manual() {
    return of(Kind.FOREIGN_ORDER, "order 900", "BUY 10");
  }

  /** The database's clock has gone on so far since it was first seen. */
  private void ages(Duration by) {
    TestLedger.database()
        .others()
        .sql(
            """
            update divergence set first_seen = first_seen - make_interval(secs => :by)
            where account = :account
            """)
        .param("by", by.toSeconds())
        .param("account", account)
        .update();
  }

  private List<StoredDivergence> open() {
    return store.list(account, true, 100);
  }

  /** fault O31. */
  @Test
  void letsAPositionSettleBeforeItIsOpen() {
    List<StoredDivergence> first = store.found(account, List.of(position()));
    assertThat(first).singleElement().extracting(StoredDivergence::isOpen).isEqualTo(false);
    assertThat(open()).isEmpty();

    ages(Duration.ofSeconds(15));
    store.found(account, List.of(position()));
    assertThat(open()).isEmpty();

    ages(Duration.ofSeconds(16));
    store.found(account, List.of(position()));
    assertThat(open())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.divergence()).isEqualTo(position());
              assertThat(one.age()).isGreaterThan(Duration.ofSeconds(30));
            });
  }

  @Test
  void opensAtOnceWhatNeedsNoSettling() {
    store.found(account, List.of(manual()));

    assertThat(open()).singleElement().extracting(StoredDivergence::openedAt).isNotNull();
  }

  @Test
  void closesWhatIsNotFoundAnyMoreAndOpensItAnewWhenItComesBack() {
    long first = store.found(account, List.of(manual())).getFirst().id();
    assertThat(store.found(account, List.of())).isEmpty();

    assertThat(open()).isEmpty();
    assertThat(store.find(first).orElseThrow().closedAt()).isNotNull();
    assertThat(store.found(account, List.of(manual())).getFirst().id()).isNotEqualTo(first);
    assertThat(store.list(account, null, 100)).hasSize(2);
    assertThat(store.list(account, false, 100))
        .extracting(StoredDivergence::id)
        .containsExactly(first);
  }

  @Test
  void keepsTheAgeAndTakesOverTheDetail() {
    long id = store.found(account, List.of(manual())).getFirst().id();
    ages(Duration.ofMinutes(5));
    Divergence changed = of(Kind.FOREIGN_ORDER, "order 900", "BUY 5");

    StoredDivergence now = store.found(account, List.of(changed)).getFirst();

    assertThat(now.id()).isEqualTo(id);
    assertThat(now.divergence().detail()).isEqualTo("BUY 5");
    assertThat(now.age()).isGreaterThan(Duration.ofSeconds(299));
  }

  @Test
  void alarmsNobodyAboutWhatSomebodyHasAccepted() {
    Divergence offset = of(Kind.POSITION_OFFSET, "contract 11 by -50", "assigned");
    long id = store.found(account, List.of(offset)).getFirst().id();
    assertThat(open().getFirst().isAlarming()).isTrue();

    assertThat(store.accept(id, "ann", "assigned")).isEqualTo(Acceptance.ACCEPTED);
    assertThat(store.accept(id, "bob", "assigned")).isEqualTo(Acceptance.REPEATED);

    assertThat(store.found(account, List.of(offset)))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.acceptedBy()).isEqualTo("ann");
              assertThat(one.isOpen()).isTrue();
              assertThat(one.isAlarming()).isFalse();
            });
    store.found(account, List.of());
    assertThat(store.accept(id, "bob", "assigned")).isEqualTo(Acceptance.REPEATED);
  }

  @Test
  void acceptsNothingThatIsOverOrNeverWas() {
    long id = store.found(account, List.of(position())).getFirst().id();
    store.found(account, List.of());

    assertThat(store.accept(id, "ann", "assigned")).isEqualTo(Acceptance.OVER);
    assertThat(store.accept(0, "ann", "assigned")).isEqualTo(Acceptance.OVER);
    assertThat(audited(id)).isEmpty();
    assertThat(foreign().positions(account)).isEmpty();
  }

  /** fault O25. */
  @Test
  void declaresAPositionOnceHoweverManyAcceptItAtOnce() throws Exception {
    long id = store.found(account, List.of(position())).getFirst().id();
    List<Callable<Acceptance>> calls = Collections.nCopies(8, () -> store.accept(id, "ann", "x"));

    List<Acceptance> outcomes = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
      for (Future<Acceptance> call : pool.invokeAll(calls)) {
        outcomes.add(call.get());
      }
    }

    assertThat(outcomes).containsOnlyOnce(Acceptance.ACCEPTED).hasSize(8);
    assertThat(foreign().positions(account)).isEqualTo(Map.of(11L, Decimals.of("50")));
    assertThat(audited(id)).hasSize(1);
  }

  @Test
  void acceptsNothingThatItCannotAudit() {
    long id = store.found(account, List.of(position())).getFirst().id();

    assertThatThrownBy(() -> store.accept(id, "ann", null))
        .isInstanceOf(DataIntegrityViolationException.class);

    assertThat(store.find(id).orElseThrow().acceptedAt()).isNull();
    assertThat(foreign().positions(account)).isEmpty();
  }

  private static ForeignBook foreign() {
    return new ForeignBook(TestLedger.database().others());
  }

  private static List<AuditEntry> audited(long id) {
    return new AuditLog(TestLedger.database().others()).of("divergence/" + id, 10);
  }

  @Test
  void leavesOtherAccountsAlone() {
    String other = TestLedger.account();
    store.found(other, List.of(manual()));
    store.found(account, List.of());

    assertThat(store.list(other, true, 100)).hasSize(1);
  }
}
