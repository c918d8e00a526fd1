package dev.legwork.saga;

import static dev.legwork.Conversion.d;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.legwork.Conversion;
import dev.legwork.decision.Policy;
import dev.legwork.order.OrderIntent;
import dev.legwork.order.OrderRef;
import dev.legwork.order.OrderSnapshot;
import dev.legwork.order.PlacedOrder;
import dev.legwork.order.Purpose;
import dev.legwork.order.Side;
import dev.legwork.quote.Quote;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.saga.ScriptedWorld.Reaction;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * faults O24, O29, Y16: the workflow of a trade is closed from outside while it hedges a short call
 * that nobody sells back, or waits for the call's market; its recovery goes on as it would have.
 */
class RecoveredHedgeSagaTest {
  private static final ExecutionRequest TRADE = Conversion.hedged(Conversion.unwinding(1, "69.72"));
  private static final Instant LATER = ScriptedWorld.START.plus(Duration.ofMinutes(30));
  private static final Quote CALL = Conversion.quotes().get("call");
  private final ScriptedWorld world = new ScriptedWorld();

  RecoveredHedgeSagaTest() {
    world.quotes.put("call", Quote.none());
    world.quotes.put("hedge", Quote.of(d("69.58"), d("5000"), d("69.60"), d("5000")));
    world.quotedAgain = Map.of(LATER, Map.of("call", CALL));
    world.reactions = this::react;
  }

  @Test
  void countsTheExecutedHedgeAndWaitsForTheMarketAsTheTradeWould() {
    vanishWaiting();
    BigDecimal hedged = world.positions.get("hedge");

    Ending ending = recover();

    assertThat(hedged).isBetween(d("40"), d("50"));
    assertThat(world.states).contains(TradeState.WAITING_MARKET);
    assertThat(world.commands).noneMatch(command -> command.startsWith("HEDGE"));
    assertThat(world.commands)
        .containsSubsequence(
            "lock",
            "release 7",
            "await market [call]",
            "UNWIND BUY 1 TWX 20140620 70C @ 1.30",
            "UNWIND SELL " + hedged.toPlainString() + " TWX @ 69.24",
            "finish UNWOUND");
    assertThat(ending.state()).isEqualTo(TradeState.UNWOUND);
    assertThat(ending.reason().code()).isEqualTo(ReasonCode.VANISHED);
    assertThat(ending.finishedAt()).isAfterOrEqualTo(LATER);
    assertFlat();
  }

  @Test
  void tellsExactlyWhatItHoldsWhileItWaits() {
    vanishWaiting();
    world.alerts.clear();

    recover();

    assertThat(world.alerts)
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.code()).isEqualTo("WAITING_MARKET");
              assertThat(alert.residual())
                  .containsExactly(
                      new Residual(Conversion.CALL, d("-1")),
                      new Residual(Conversion.STOCK, hedgeHeldBefore));
              assertThat(alert.text()).contains("the hedge holds " + hedgeHeldBefore);
            });
  }

  /** A hedge that was built up before is told of, though nothing more can be done. */
  @Test
  void tellsOfTheHedgeWhereTheUnderlyingIsAwayByNow() {
    vanishWaiting();
    world.alerts.clear();
    world.quotes.put("hedge", Quote.none());

    recover();

    assertThat(world.alerts.getFirst().text())
        .contains("cannot be hedged, TWX: there is no ask", "the hedge holds " + hedgeHeldBefore);
  }

  @Test
  void endsWithTheExactPositionsWhenTheMarketNeverComesBack() {
    world.quotedAgain = Map.of();
    vanishWaiting();

    Ending ending = recover();

    assertThat(ending.state()).isEqualTo(TradeState.RESIDUAL);
    assertThat(ending.reason().code()).isEqualTo(ReasonCode.NO_OPPOSITE_QUOTE);
    assertThat(ending.residual())
        .containsExactly(
            new Residual(Conversion.CALL, d("-1")),
            new Residual(Conversion.STOCK, world.positions.get("hedge")));
    assertThat(world.positions.get("hedge")).isEqualByComparingTo(hedgeHeldBefore);
  }

  /** A person ends the wait: the positions are theirs, as with the trade itself. */
  @Test
  void aCancelEndsTheWaitOfTheRecoveryToo() {
    vanishWaiting();
    world.cancelledAgainAt = world.now().plus(Duration.ofMinutes(5));

    Ending ending = recover();

    assertThat(ending.state()).isEqualTo(TradeState.RESIDUAL);
    assertThat(ending.reason().detail()).contains("cancelled while it waited");
    assertThat(ending.finishedAt()).isBefore(LATER);
    assertThat(ending.residual()).hasSize(2);
  }

  @Test
  void takesTheHedgeOffAfterTheCallWhenTheMarketCameBackMeanwhile() {
    vanishWaiting();
    world.await(LATER);

    Ending ending = recover();

    assertThat(ending.state()).isEqualTo(TradeState.UNWOUND);
    assertThat(world.states).doesNotContain(TradeState.WAITING_MARKET);
    assertThat(reducing())
        .satisfiesExactly(
            call -> assertThat(call).startsWith("UNWIND BUY 1 TWX 20140620 70C"),
            hedge -> assertThat(hedge).startsWith("UNWIND SELL " + hedgeHeldBefore + " TWX"));
    assertFlat();
  }

  /** What the live order executed before its cancel counts; only the rest is hedged. */
  @Test
  void withdrawsTheHedgeThatWorksAndHedgesOnlyWhatItDidNotExecute() {
    world.reactions =
        intent -> {
          if (intent.ref().equals(hedge(1))) {
            world.terminatedAt = world.now().plusSeconds(1);
            return List.of(new Reaction(Duration.ofMillis(300), 10));
          }
          return react(intent);
        };
    vanish();
    int wanted = ordered(hedge(1));

    Ending ending = recover();

    assertThat(world.commands).startsWith("cancel hedge H1");
    assertThat(world.commands)
        .filteredOn(command -> command.startsWith("HEDGE"))
        .singleElement()
        .satisfies(rest -> assertThat(rest).startsWith("HEDGE BUY " + (wanted - 10) + " TWX"));
    assertThat(reducing()).last().asString().startsWith("UNWIND SELL " + wanted + " TWX");
    assertThat(ending.state()).isEqualTo(TradeState.UNWOUND);
    assertFlat();
  }

  /** fault O7 of a hedge: it fills whole while its cancel is under way. */
  @Test
  void hedgesNothingMoreWhenTheHedgeFillsInSpiteOfItsCancel() {
    world.cancelTakes = Duration.ofMillis(900);
    world.reactions =
        intent -> {
          if (intent.ref().equals(hedge(1))) {
            world.terminatedAt = world.now().plusSeconds(1);
            return List.of(
                new Reaction(Duration.ofMillis(1_500), intent.quantity().intValueExact()));
          }
          return react(intent);
        };
    vanish();

    Ending ending = recover();

    assertThat(world.commands).noneMatch(command -> command.startsWith("HEDGE"));
    assertThat(ending.state()).isEqualTo(TradeState.UNWOUND);
    assertFlat();
  }

  /** The call is closed, and the workflow is gone while the hedge is being taken off. */
  @Test
  void finishesTakingTheHedgeOff() {
    world.reactions =
        intent -> {
          if (intent.ref().leg().equals("hedge") && intent.side() == Side.SELL) {
            world.terminatedAt = world.now().plusMillis(500);
            return List.of(new Reaction(Duration.ofMillis(100), 15));
          }
          return react(intent);
        };
    vanish();
    world.reactions = this::react;
    BigDecimal left = world.positions.get("hedge");

    Ending ending = recover();

    assertThat(reducing())
        .singleElement()
        .satisfies(rest -> assertThat(rest).startsWith("UNWIND SELL " + left + " TWX"));
    assertThat(ending.state()).isEqualTo(TradeState.UNWOUND);
    assertFlat();
  }

  /**
   * The hedge was on its way to the ledger when the workflow was closed, and is stored a moment
   * after the recovery has read: it must not be left in the market when the call can be closed.
   */
  @Test
  void leavesNoHedgeInTheMarketThatWasStoredAfterItLooked() {
    restingHedge();
    vanish();
    Predicate<OrderRef> unseen = hedge(1)::equals;
    world.quotes.put("call", CALL);

    Ending ending = recover(unseen);

    assertThat(world.commands).contains("cancel hedge H1");
    assertThat(ending.state()).isEqualTo(TradeState.UNWOUND);
    assertThat(world.known().verdicts().get(hedge(1)).isOver()).isTrue();
    assertFlat();
  }

  @Test
  void countsAHedgeThatWasStoredAfterItLookedBeforeItHedges() {
    restingHedge();
    vanish();

    recover(hedge(1)::equals);

    assertThat(world.known().placed())
        .extracting(PlacedOrder::ref)
        .filteredOn(ref -> ref.purpose() == Purpose.HEDGE)
        .hasSize(2)
        .contains(hedge(1));
    assertThat(world.commands).startsWith("cancel hedge H1");
  }

  private BigDecimal hedgeHeldBefore;

  private void restingHedge() {
    world.reactions =
        intent -> {
          if (intent.ref().equals(hedge(1))) {
            world.terminatedAt = world.now().plusMillis(200);
            return List.of();
          }
          return react(intent);
        };
  }

  /** It is hedged, and waits for the call's market. */
  private void vanishWaiting() {
    world.terminatedAt = ScriptedWorld.START.plus(Duration.ofMinutes(10));
    vanish();
    hedgeHeldBefore = world.positions.get("hedge");
  }

  private void vanish() {
    assertThatThrownBy(() -> new ExecutionSaga(TRADE, world, Policy.DEFAULT).run())
        .isInstanceOf(ScriptedWorld.Terminated.class);
    world.terminatedAt = null;
    world.commands.clear();
    world.states.clear();
  }

  private Ending recover() {
    return recover(ref -> false);
  }

  /**
   * @param unseen orders that are stored after the recovery has read the trade
   */
  private Ending recover(Predicate<OrderRef> unseen) {
    Ending ending =
        new RecoverySaga(
                new Abandoned(TRADE, null, without(unseen, world.known()), "a test"),
                world,
                Policy.DEFAULT)
            .run();
    assertThat(world.known().placed()).extracting(PlacedOrder::ref).doesNotHaveDuplicates();
    return ending;
  }

  private static OrderSnapshot without(Predicate<OrderRef> unseen, OrderSnapshot all) {
    return new OrderSnapshot(
        all.verdicts(),
        all.placed().stream().filter(order -> !unseen.test(order.ref())).toList(),
        all.written(),
        all.events().stream().filter(event -> !unseen.test(event.event().ref())).toList());
  }

  private List<Reaction> react(OrderIntent intent) {
    return intent.ref().purpose() != Purpose.ENTRY || intent.ref().leg().equals("call")
        ? ScriptedWorld.fillsAtOnce(intent)
        : List.of();
  }

  private static OrderRef hedge(int attempt) {
    return new OrderRef(TRADE.id(), "hedge", Purpose.HEDGE, attempt);
  }

  private int ordered(OrderRef ref) {
    return world.known().placed().stream()
        .filter(order -> order.ref().equals(ref))
        .mapToInt(order -> order.intent().quantity().intValueExact())
        .sum();
  }

  private List<String> reducing() {
    return world.commands.stream().filter(command -> command.startsWith("UNWIND")).toList();
  }

  private void assertFlat() {
    assertThat(world.positions.values()).allMatch(position -> position.signum() == 0);
  }
}
