package dev.legwork.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.legwork.invariant.BrokerFill;
import dev.legwork.invariant.BrokerOrder;
import dev.legwork.invariant.BrokerPosition;
import dev.legwork.reconcile.BrokerCensus;
import dev.legwork.tws.message.ClientMessage;
import dev.legwork.tws.message.ServerMessage;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class DeskCensusTest {
  private final DeskRig rig = DeskRig.working();

  private CompletableFuture<BrokerCensus> ask(Duration patience) {
    CompletableFuture<BrokerCensus> census = rig.core.census();
    rig.pass(patience);
    return census;
  }

  private BrokerCensus census() {
    return DeskRig.now(ask(Duration.ofSeconds(1)));
  }

  private static ServerMessage.Position position(int conId, String quantity) {
    return new ServerMessage.Position(
        DeskRig.ACCOUNT,
        conId == 1 ? Rows.stock() : Rows.option(conId, "P"),
        new BigDecimal(quantity),
        BigDecimal.ONE);
  }

  /** fault O27. */
  @Test
  void tellsOfOtherPeoplesOrdersExecutionsAndPositionsAndLeavesThemAlone() {
    rig.venue.openOrders.add(Rows.open(1, DeskRig.STOCK, "Submitted", 101));
    rig.venue.openOrders.add(Rows.open(0, 0, "by hand", "Submitted", 900));
    rig.venue.completedOrders.add(Rows.completed("other", "Filled", "10", 901));
    rig.venue.executions.add(
        Rows.execution(0, 0, DeskRig.ACCOUNT, "", "m.01", "10", "10", 901, Rows.stock()));
    rig.venue.positions.add(position(1, "10"));
    rig.venue.positions.add(position(2, "0"));
    int before = rig.venue.orderWrites().size();

    BrokerCensus census = census();

    assertThat(census.isComplete()).isTrue();
    assertThat(census.openOrders().rows())
        .extracting(BrokerOrder::orderRef)
        .containsExactly(DeskRig.STOCK, "by hand");
    assertThat(census.completedOrders().rows())
        .extracting(BrokerOrder::permId)
        .containsExactly(901L);
    assertThat(census.executions().rows())
        .extracting(BrokerFill::orderRef)
        .containsExactly("other");
    assertThat(census.positions().rows())
        .containsExactly(new BrokerPosition(DeskRig.ACCOUNT, 1, "TWX", BigDecimal.TEN));
    assertThat(rig.heard).isEmpty();
    assertThat(rig.venue.orderWrites()).hasSize(before);
  }

  @Test
  void hasStoredWhatNobodyHadCountedBeforeItIsHandedOver() {
    rig.venue.executions.add(Rows.execution(1, DeskRig.STOCK, "x1.01", "100", "100", 101));
    rig.holdLedger();
    CompletableFuture<BrokerCensus> census = ask(Duration.ofSeconds(1));
    assertThat(census).isNotDone();

    rig.ledgerAnswers();
    rig.pass(Duration.ofMillis(100));

    assertThat(DeskRig.now(census).executions().rows()).hasSize(1);
    assertThat(rig.stored()).contains("stockE1 FILL x1.01 100");
    assertThat(rig.heard).contains("stockE1 FILL x1.01 100");
  }

  /** fault S14. */
  @Test
  void concludesNothingFromAnAnswerThatNeverEnds() {
    rig.venue.mute.add(ClientMessage.ReqPositions.class);
    rig.venue.positions.add(position(1, "10"));

    BrokerCensus census = DeskRig.now(ask(Duration.ofSeconds(6)));

    assertThat(census.isComplete()).isFalse();
    assertThat(census.missing()).isEqualTo(List.of("positions"));
    assertThat(census.positions().rows()).isEmpty();
    assertThatThrownBy(census::truth).hasMessageContaining("positions");
  }

  /** fault S14. */
  @Test
  void concludesNothingFromExecutionsThatAreCutShort() {
    rig.say(Rows.execution(1, DeskRig.STOCK, "x1.01", "60", "60", 101));

    assertThat(census().missing()).isEqualTo(List.of("executions"));
  }

  @Test
  void tellsOfNoOrderThatEndedWhileItWasListed() {
    rig.venue.openOrders.add(Rows.open(1, DeskRig.STOCK, "Submitted", 101));
    rig.venue.openOrders.add(Rows.status(1, "Cancelled", "0", 101));

    assertThat(census().openOrders().rows()).isEmpty();
  }

  @Test
  void failsWhileNobodyCanBeAsked() {
    rig.venue.refuseConnections = true;
    rig.core.closed(rig.venue.connection, "reset by peer");
    rig.pass(Duration.ofMillis(10));

    assertThat(rig.core.census())
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withCauseInstanceOf(DeskUnavailable.class);
  }

  @Test
  void failsWhenTheSessionIsLostMeanwhile() {
    rig.venue.mute.add(ClientMessage.ReqCompletedOrders.class);
    CompletableFuture<BrokerCensus> census = ask(Duration.ofMillis(200));
    rig.venue.refuseConnections = true;
    rig.core.closed(rig.venue.connection, "reset by peer");
    rig.pass(Duration.ofMillis(10));

    assertThat(DeskRig.now(census).missing()).contains("completed orders");
  }

  @Test
  void givesUpWhenItsWordCannotBeStored() {
    rig.venue.executions.add(Rows.execution(1, DeskRig.STOCK, "x1.01", "100", "100", 101));
    rig.holdLedger();

    assertThat(ask(Duration.ofSeconds(8)))
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withMessageContaining("not stored yet");
  }

  @Test
  void isTakenOnceForAllWhoAskMeanwhile() {
    CompletableFuture<BrokerCensus> first = rig.core.census();

    assertThat(rig.core.census()).isSameAs(first);
    rig.pass(Duration.ofSeconds(1));
    assertThat(rig.core.census()).isNotSameAs(first);
  }
}
