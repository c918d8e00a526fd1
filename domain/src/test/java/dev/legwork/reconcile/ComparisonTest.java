package dev.legwork.reconcile;

import static dev.legwork.Conversion.d;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.legwork.Conversion;
import dev.legwork.invariant.BrokerFill;
import dev.legwork.invariant.BrokerOrder;
import dev.legwork.invariant.BrokerPosition;
import dev.legwork.invariant.LedgerFill;
import dev.legwork.order.Fill;
import dev.legwork.order.OrderRef;
import dev.legwork.order.Side;
import dev.legwork.order.Verdict;
import dev.legwork.order.WriteOutcome;
import dev.legwork.reconcile.Divergence.Kind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final String ACCOUNT = "DU1000001";
  private static final OrderRef STOCK = Conversion.entry("stock");

  private final List<BrokerOrder> open = new ArrayList<>();
  private final List<BrokerOrder> completed = new ArrayList<>();
  private final List<BrokerFill> executions = new ArrayList<>();
  private final List<BrokerPosition> positions = new ArrayList<>();
  private final List<BookedOrder> booked = new ArrayList<>();
  private final List<LedgerFill> fills = new ArrayList<>();
  private final Map<Long, BigDecimal> ours = new HashMap<>();
  private final Set<Long> moving = new HashSet<>();
  private final Map<Long, BigDecimal> foreign = new HashMap<>();
  private final List<Books.Orphan> orphans = new ArrayList<>();

  private List<Divergence> found() {
    return Comparison.of(
        new BrokerCensus(
            ACCOUNT,
            Answer.complete(open),
            Answer.complete(completed),
            Answer.complete(executions),
            Answer.complete(positions)),
        new Books(booked, fills, ours, moving, foreign, Map.of(1L, "TWX"), orphans));
  }

  private List<Kind> kinds() {
    return found().stream().map(Divergence::kind).toList();
  }

  private void book(Verdict verdict, boolean settled) {
    booked.add(new BookedOrder(STOCK, 1, 1, "TWX", WriteOutcome.WRITTEN, verdict, settled));
  }

  private static BrokerOrder order(String ref, int clientId) {
    return new BrokerOrder(
        ref,
        4,
        clientId,
        900,
        ACCOUNT,
        1,
        "TWX",
        Side.BUY,
        d("100"),
        d("69.60"),
        BrokerOrder.Life.LIVE,
        BigDecimal.ZERO,
        null);
  }

  private static Fill fill(String execId, String quantity) {
    return new Fill(execId, Side.BUY, d(quantity), d("69.60"), Instant.EPOCH);
  }

  private void executed(String ref, String execId, String quantity) {
    executions.add(new BrokerFill(ref, 1, 900, ACCOUNT, 1, "TWX", fill(execId, quantity), null));
  }

  private void counted(String execId, String quantity) {
    fills.add(new LedgerFill(STOCK, fill(execId, quantity), Instant.EPOCH));
  }

  private void hold(String quantity) {
    positions.add(new BrokerPosition(ACCOUNT, 1, "TWX", d(quantity)));
  }

  @Test
  void findsNothingWhereBothSidesAgree() {
    book(Verdict.LIVE, true);
    open.add(order(STOCK.toString(), 1));
    executed(STOCK.toString(), "a.01", "60");
    counted("a.01", "60");
    ours.put(1L, d("60"));
    hold("60");

    assertThat(found()).isEmpty();
  }

  @Test
  void findsAnExecutionThatTheLedgerCouldNotTake() {
    executed(STOCK.toString(), "a.01", "60");

    assertThat(found())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.kind()).isEqualTo(Kind.EXECUTION_MISSING);
              assertThat(one.executionId()).isEqualTo("twx-0001");
              assertThat(one.detail()).contains(STOCK.toString(), "BUY 60", "a.01");
            });
  }

  /** fault O11. */
  @Test
  void findsAnExecutionWithAnotherQuantity() {
    book(Verdict.LIVE, true);
    executed(STOCK.toString(), "a.02", "50");
    counted("a.01", "60");

    assertThat(found())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.kind()).isEqualTo(Kind.EXECUTION_DIFFERS);
              assertThat(one.detail()).contains("BUY 50", "counts 60");
            });
  }

  @Test
  void ignoresAVersionThatTheLedgerHasReplacedAlready() {
    book(Verdict.LIVE, true);
    executed(STOCK.toString(), "a.01", "60");
    counted("a.02", "50");

    assertThat(found()).isEmpty();
  }

  @Test
  void findsAnOrderThatWorksAfterItsEnd() {
    book(Verdict.PROVEN_TERMINAL, true);
    open.add(order(STOCK.toString(), 1));

    assertThat(kinds()).containsExactly(Kind.ORDER_LIVE_AT_BROKER);
  }

  @Test
  void findsAnOrderThatTheBrokerDoesNotKnow() {
    book(Verdict.LIVE, true);

    assertThat(kinds()).containsExactly(Kind.ORDER_UNKNOWN_AT_BROKER);
  }

  @Test
  void givesAnOrderTimeToArrive() {
    book(Verdict.LIVE, false);

    assertThat(found()).isEmpty();
  }

  /** fault Y9: a restored database has forgotten what was sent. */
  @Test
  void findsAnOrderOfOursWithoutAnIntent() {
    open.add(order(STOCK.toString(), 1));

    assertThat(kinds()).containsExactly(Kind.ORDER_WITHOUT_INTENT);
  }

  @Test
  void findsAnOrderFromOurClientIdWithoutAReference() {
    book(Verdict.PROVEN_TERMINAL, true);
    open.add(order("", 1));

    assertThat(kinds()).containsExactly(Kind.ORDER_WITHOUT_INTENT);
  }

  /** fault O27. */
  @Test
  void listsAForeignOrderWithoutAnAlarm() {
    open.add(order("by hand", 0));

    assertThat(found())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.kind()).isEqualTo(Kind.FOREIGN_ORDER);
              assertThat(one.kind().isAlarming()).isFalse();
              assertThat(one.detail()).contains("BUY 100 TWX", "69.6", "left alone");
            });
  }

  /** fault O27. */
  @Test
  void listsAForeignPositionInAContractThatWeNeverTraded() {
    hold("150");

    assertThat(kinds()).containsExactly(Kind.FOREIGN_POSITION);
  }

  @Test
  void listsAForeignPositionBesideOurs() {
    ours.put(1L, d("100"));
    foreign.put(1L, d("50"));
    hold("150");

    assertThat(found())
        .singleElement()
        .extracting(Divergence::kind)
        .isEqualTo(Kind.FOREIGN_POSITION);
  }

  /** fault O26. */
  @Test
  void findsExecutionsOfOthersThatTakeOurPositionAway() {
    ours.put(1L, d("100"));
    foreign.put(1L, d("-100"));

    assertThat(found())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.kind()).isEqualTo(Kind.POSITION_OFFSET);
              assertThat(one.kind().isAlarming()).isTrue();
            });
  }

  /** fault O25: an assignment changes a position without an execution. */
  @Test
  void findsAPositionThatNobodyExplains() {
    ours.put(1L, d("100"));

    assertThat(found())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.kind()).isEqualTo(Kind.POSITION_DIFFERS);
              assertThat(one.conId()).isEqualTo(1);
              assertThat(one.detail()).contains("holds 0 TWX", "make 100");
            });
  }

  /** fault O31. */
  @Test
  void judgesNoPositionInWhichSomethingExecutedMeanwhile() {
    ours.put(1L, d("100"));
    moving.add(1L);

    assertThat(found()).isEmpty();
  }

  /** fault O31. */
  @Test
  void namesADifferenceByItsQuantitySoThatAnotherOneSettlesAnew() {
    ours.put(1L, d("100"));
    String before = found().getFirst().key();
    ours.put(1L, d("160"));

    assertThat(before).isEqualTo("contract 1 by -100");
    assertThat(found().getFirst().key()).isEqualTo("contract 1 by -160");
  }

  @Test
  void handsOnTradesThatNobodyLooksAfter() {
    orphans.add(new Books.Orphan("twx-0001", "its workflow is closed"));

    assertThat(kinds()).containsExactly(Kind.ORPHANED_EXPOSURE);
  }

  /** fault S14. */
  @Test
  void concludesNothingFromAnIncompleteCensus() {
    BrokerCensus truncated =
        new BrokerCensus(
            ACCOUNT,
            Answer.complete(List.of()),
            Answer.complete(List.of()),
            Answer.failed(),
            Answer.complete(List.of()));
    Books books = new Books(booked, fills, ours, moving, foreign, Map.of(), orphans);

    assertThatThrownBy(() -> Comparison.of(truncated, books)).hasMessageContaining("executions");
  }
}
