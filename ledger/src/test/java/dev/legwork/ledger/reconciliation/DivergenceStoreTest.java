package dev.legwork.ledger.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.ledger.TestLedger;
import dev.legwork.num.Decimals;
import dev.legwork.reconcile.Divergence;
import dev.legwork.reconcile.Divergence.Kind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

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

    ages(Duration.ofSeconds(29));
    store.found(account, List.of(position()));
    assertThat(open()).isEmpty();

    ages(Duration.ofSeconds(2));
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

    assertThat(store.accept(id, "ann")).isTrue();
    store.accept(id, "bob");

    assertThat(store.found(account, List.of(offset)))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.acceptedBy()).isEqualTo("ann");
              assertThat(one.isOpen()).isTrue();
              assertThat(one.isAlarming()).isFalse();
            });
    store.found(account, List.of());
    assertThat(store.accept(id, "ann")).isFalse();
  }

  @Test
  void leavesOtherAccountsAlone() {
    String other = TestLedger.account();
    store.found(other, List.of(manual()));
    store.found(account, List.of());

    assertThat(store.list(other, true, 100)).hasSize(1);
  }
}
