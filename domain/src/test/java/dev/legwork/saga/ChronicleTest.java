package dev.legwork.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.legwork.Conversion;
import dev.legwork.decision.Policy;
import dev.legwork.order.BrokerEvent;
import dev.legwork.order.Fill;
import dev.legwork.order.OrderEvent;
import dev.legwork.order.OrderRef;
import dev.legwork.order.OrderSnapshot;
import dev.legwork.order.OrderStatus;
import dev.legwork.order.Side;
import dev.legwork.order.WriteOutcome;
import dev.legwork.report.TradeRecord;
import dev.legwork.request.ExecutionRequest;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a trade's timeline says of when things happened. */
class ChronicleTest {
  private static final ExecutionRequest REQUEST = Conversion.units(1, "69.72");
  private static final OrderRef STOCK = Conversion.entry("stock");
  private static final Instant START = ScriptedWorld.START;
  private static final Instant HEARD = START.plusSeconds(23);
  private final ScriptedWorld world = new ScriptedWorld();

  /** The worker was killed between the write and the fills' being told. */
  @Test
  void whatHappenedWhileTheWorkerWasDeadHasItsOwnTimeAndWhenItWasHeard() {
    world.deadAfterWrite = Duration.ofSeconds(23);
    world.reactions =
        ScriptedWorld.entriesFill(
            Map.of("stock", List.of(new ScriptedWorld.Reaction(Duration.ofMillis(40), 100))));

    List<TimelineEntry> timeline =
        new ExecutionSaga(REQUEST, world, Policy.DEFAULT).run().timeline();

    assertThat(line(timeline, "ENTRY_WRITTEN").at()).isEqualTo(START);
    assertThat(line(timeline, "ENTRY_WRITTEN").heardAt()).isEqualTo(HEARD);
    assertThat(line(timeline, "WORKING").at()).isEqualTo(START);
    assertThat(line(timeline, "WORKING").heardAt()).isEqualTo(HEARD);
    assertThat(line(timeline, "WORKING").detail())
        .isEqualTo("its time was over at " + START.plusSeconds(15));
    assertThat(line(timeline, "FILL").at()).isEqualTo(START.plusMillis(40));
    assertThat(line(timeline, "FILL").heardAt()).isEqualTo(HEARD);
  }

  @Test
  void whatIsHeardWithinASecondHasOneTimeOnly() {
    List<TimelineEntry> timeline =
        new ExecutionSaga(REQUEST, world, Policy.DEFAULT).run().timeline();

    assertThat(timeline).extracting(TimelineEntry::heardAt).containsOnlyNulls();
    assertThat(line(timeline, "FILL").at()).isEqualTo(START.plusMillis(5));
  }

  @Test
  void nothingHappensLaterThanItIsHeardNorBeforeTheWrite() {
    Trade trade = working();

    trade.fold(
        snapshot(
            event(1, START.minusSeconds(60), fill("40", "40", "a")),
            event(2, START.plusSeconds(60), fill("60", "100", "b"))));

    assertThat(trade.timeline()).extracting(TimelineEntry::at).containsExactly(START, START);
  }

  /** The venue sends them in any order. */
  @Test
  void anOrderIsToldAsFilledAfterItsFillsAndOnce() {
    Trade trade = working();
    OrderSnapshot known =
        snapshot(
            event(1, START, new OrderEvent.StatusReported(STOCK, OrderStatus.FILLED, d("100"), 1)),
            event(2, START, fill("40", "40", "a")),
            event(3, START, fill("60", "100", "b")));

    trade.fold(known);
    trade.fold(known);

    assertThat(trade.timeline())
        .extracting(TimelineEntry::event)
        .containsExactly("FILL", "FILL", "ORDER_FILLED");
  }

  @Test
  void anOrderThatFilledBeforeItsPlacingWasAnsweredIsToldAsFilled() {
    Trade trade = new Trade(REQUEST, world);
    world.told(
        event(1, START, new OrderEvent.StatusReported(STOCK, OrderStatus.FILLED, d("100"), 1)),
        event(2, START, fill("100", "100", "a")));
    trade.await(START);

    trade.placed(Conversion.entries(REQUEST), WriteOutcome.WRITTEN);

    assertThat(trade.timeline())
        .extracting(TimelineEntry::event)
        .containsExactly("FILL", "ORDER_FILLED");
  }

  /** A wave's own decision comes before all that became of it. */
  @Test
  void whatAnUnwindingWaveDidIsToldAfterItsDecisionThoughTheDesksClockIsBehind() {
    world.deskBehind = Duration.ofSeconds(5);
    world.reactions =
        ScriptedWorld.entriesFill(
            Map.of("stock", List.of(new ScriptedWorld.Reaction(Duration.ofMillis(40), 100))));

    List<TimelineEntry> timeline =
        shown(new ExecutionSaga(REQUEST, world, Policy.DEFAULT).run().timeline());

    assertThat(timeline)
        .extracting(TimelineEntry::event)
        .containsSubsequence(
            "PLACING", "FILL", "DECIDED_WITHDRAW", "DECIDED_UNWIND", "UNWIND_WAVE", "FILL");
  }

  @Test
  void whatWasSentAgainIsToldAsWrittenAfterThatWasDecided() {
    world.deskBehind = Duration.ofSeconds(5);
    world.lost.addAll(List.of(STOCK, Conversion.entry("put"), Conversion.entry("call")));
    world.writtenAt = START.minusSeconds(5);

    List<TimelineEntry> timeline =
        shown(new ExecutionSaga(REQUEST, world, Policy.DEFAULT).run().timeline());

    assertThat(timeline)
        .extracting(TimelineEntry::event)
        .containsSubsequence(
            "PLACING", "ENTRY_WRITTEN", "DECIDED_RESEND", "ENTRY_WRITTEN", "FILL", "COMMITTED");
  }

  @Test
  void soItIsInARecovery() {
    world.reactions =
        ScriptedWorld.entriesFill(
            Map.of("stock", List.of(new ScriptedWorld.Reaction(Duration.ofMillis(40), 100))));
    world.terminatedAt = START.plusSeconds(1);
    assertThatThrownBy(() -> new ExecutionSaga(REQUEST, world, Policy.DEFAULT).run())
        .isInstanceOf(ScriptedWorld.Terminated.class);
    world.deskBehind = Duration.ofSeconds(5);
    Abandoned abandoned = new Abandoned(REQUEST, null, world.known(), "it was terminated");

    List<TimelineEntry> timeline =
        shown(new RecoverySaga(abandoned, world, Policy.DEFAULT).run().timeline());

    assertThat(timeline)
        .extracting(TimelineEntry::event)
        .containsSubsequence("FILL", "DECIDED_UNWIND", "UNWIND_WAVE", "FILL", "UNWOUND");
  }

  /** As a view or a report shows it. */
  private static List<TimelineEntry> shown(List<TimelineEntry> told) {
    return new TradeRecord(
            REQUEST,
            TradeState.UNWOUND,
            null,
            7,
            START,
            START.plusSeconds(60),
            List.of(),
            List.of(),
            told,
            Map.of())
        .timeline();
  }

  private Trade working() {
    Trade trade = new Trade(REQUEST, world);
    trade.placed(Conversion.entries(REQUEST), WriteOutcome.WRITTEN);
    trade.startClock(START, START);
    return trade;
  }

  private static TimelineEntry line(List<TimelineEntry> timeline, String event) {
    return timeline.stream().filter(line -> line.event().equals(event)).findFirst().orElseThrow();
  }

  private static OrderSnapshot snapshot(BrokerEvent... events) {
    return new OrderSnapshot(Map.of(), List.of(), Map.of(), List.of(events));
  }

  private static BrokerEvent event(long number, Instant receivedAt, OrderEvent event) {
    return new BrokerEvent(number, receivedAt, event);
  }

  private static OrderEvent fill(String quantity, String cumulative, String id) {
    Fill fill = new Fill(id + ".01", Side.BUY, d(quantity), d("69.5"), START);
    return new OrderEvent.Filled(STOCK, fill, d(cumulative), 1);
  }

  private static BigDecimal d(String number) {
    return new BigDecimal(number);
  }
}
