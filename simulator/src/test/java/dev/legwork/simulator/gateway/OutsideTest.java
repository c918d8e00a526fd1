package dev.legwork.simulator.gateway;

import static dev.legwork.simulator.gateway.VenueHarness.ACCOUNT;
import static dev.legwork.simulator.gateway.VenueHarness.CALL;
import static dev.legwork.simulator.gateway.VenueHarness.PUT;
import static dev.legwork.simulator.gateway.VenueHarness.TWX;
import static dev.legwork.simulator.gateway.VenueHarness.place;
import static dev.legwork.simulator.gateway.VenueHarness.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.legwork.simulator.broker.Ledger;
import dev.legwork.simulator.broker.Outside;
import dev.legwork.simulator.contracts.Instrument;
import dev.legwork.simulator.faults.FaultRule;
import dev.legwork.simulator.faults.FaultVerb;
import dev.legwork.simulator.journal.FileJournal;
import dev.legwork.simulator.market.ScriptMarket;
import dev.legwork.simulator.orders.Side;
import dev.legwork.tws.message.ClientMessage;
import dev.legwork.tws.message.ServerMessage;
import dev.legwork.tws.message.ServerMessage.ExecDetails;
import dev.legwork.tws.message.ServerMessage.OpenOrder;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What others do in an account: people, programs, the broker, the clearing house. */
class OutsideTest {
  @TempDir private Path home;
  private final VenueHarness venue = new VenueHarness();
  private long client;

  @BeforeEach
  void quotesAndClient() {
    venue.quote(TWX, "69.48", 500, "69.50", 300);
    venue.quote(PUT, "1.18", 10, "1.20", 10);
    venue.quote(CALL, "0.98", 10, "1.00", 10);
    client = venue.client(1);
  }

  /** fault O27: a person trades the same contract at the broker's screen. */
  @Test
  void showsAManualTradeToWhoeverAsks() {
    venue.venue.happen(event(Outside.Kind.MANUAL, TWX, Side.SELL, 100, "69.48", null));

    assertThat(venue.taken(client)).isEmpty();
    assertThat(held(TWX)).isEqualTo(-100);
    ExecDetails told = execution();
    assertThat(told.orderId()).isZero();
    assertThat(told.clientId()).isZero();
    assertThat(told.liquidation()).isZero();
  }

  /** fault O27: an order of another client id works beside ours. */
  @Test
  void showsAnotherClientsOrderAmongAllOpenOrders() {
    venue.venue.happen(event(Outside.Kind.CLIENT, PUT, Side.BUY, 5, "1.10", 2L));

    assertThat(venue.taken(client)).isEmpty();
    assertThat(venue.ask(client, new ClientMessage.ReqAllOpenOrders()))
        .filteredOn(OpenOrder.class::isInstance)
        .singleElement()
        .extracting(m -> ((OpenOrder) m).clientId())
        .isEqualTo(99);
    assertThat(held(PUT)).isEqualTo(2);
    venue.quote(PUT, "1.05", 10, "1.08", 10);
    assertThat(held(PUT)).isEqualTo(5);
  }

  /** fault O26: the broker closes one leg, and its execution says so. */
  @Test
  void liquidatesALeg() {
    venue.ask(client, place(1, CALL, "SELL", 2, "0.98"));
    venue.request(client, new ClientMessage.ReqPositions());
    venue.taken(client);

    venue.venue.happen(event(Outside.Kind.LIQUIDATION, CALL, Side.BUY, 2, null, null));

    assertThat(words(venue.taken(client))).containsExactly("position");
    assertThat(held(CALL)).isZero();
    List<ServerMessage> told = venue.ask(client, new ClientMessage.ReqExecutions(7));
    assertThat(told)
        .filteredOn(ExecDetails.class::isInstance)
        .extracting(m -> ((ExecDetails) m).liquidation())
        .containsExactly(0, 1);
  }

  /** fault O25: a position comes by hand, and no execution says how. */
  @Test
  void transfersAPositionWithoutAnExecution() {
    venue.request(client, new ClientMessage.ReqPositions());
    venue.taken(client);

    venue.venue.happen(event(Outside.Kind.TRANSFER, TWX, Side.BUY, 300, "70", null));

    assertThat(words(venue.taken(client))).containsExactly("position");
    assertThat(words(venue.ask(client, new ClientMessage.ReqExecutions(7))))
        .containsExactly("execDetailsEnd");
    assertThat(held(TWX)).isEqualTo(300);
    assertThat(cash()).isEqualByComparingTo("1000000");
  }

  /** fault O25: a short call is assigned: the shares go at the strike. */
  @Test
  void deliversSharesOnAnAssignment() {
    venue.ask(client, place(1, CALL, "SELL", 2, "0.98"));
    BigDecimal before = cash();

    venue.venue.happen(event(Outside.Kind.ASSIGNMENT, CALL, null, 1, null, null));

    assertThat(held(CALL)).isEqualTo(-1);
    assertThat(held(TWX)).isEqualTo(-100);
    assertThat(cash().subtract(before)).isEqualByComparingTo("7000");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> venue.venue.happen(event(Outside.Kind.ASSIGNMENT, CALL, null, 2, null, null)));
  }

  /** fault O25: a long put is exercised; a correction later keeps what was delivered. */
  @Test
  void keepsWhatWasExercisedWhenATradeIsCorrected() {
    venue.ask(client, place(1, PUT, "BUY", 3, "1.20"));
    venue.venue.happen(event(Outside.Kind.EXERCISE, PUT, null, 1, null, null));

    venue.fault(FaultRule.of(FaultRule.NOW, FaultVerb.CORRECT_EXECUTION).withQuantity(2));
    venue.pass(Duration.ZERO);

    assertThat(held(PUT)).isEqualTo(1);
    assertThat(held(TWX)).isEqualTo(-100);
  }

  @Test
  void remembersWhatOthersDidOverARestart() throws IOException {
    Path file = home.resolve("journal.jsonl");
    try (var journal = FileJournal.open(file, false)) {
      var first = new VenueHarness(journal);
      first.venue.happen(event(Outside.Kind.TRANSFER, PUT, Side.BUY, 3, "1.20", null));
      first.venue.happen(event(Outside.Kind.EXERCISE, PUT, null, 1, null, null));
      first.venue.happen(event(Outside.Kind.LIQUIDATION, TWX, Side.BUY, 100, "70", null));
    }
    try (var journal = FileJournal.open(file, false)) {
      var second = new VenueHarness(journal, new ScriptMarket(), VenueHarness.START);
      Ledger ledger = second.venue.brokerage().ledger();
      assertThat(ledger.account(ACCOUNT).position(PUT).quantity()).isEqualTo(2);
      assertThat(ledger.account(ACCOUNT).position(TWX).quantity()).isZero();
      assertThat(ledger.orders())
          .singleElement()
          .extracting(o -> o.origin().name())
          .isEqualTo("LIQUIDATION");
    }
  }

  private static Outside event(
      Outside.Kind kind,
      Instrument instrument,
      Side side,
      long quantity,
      String price,
      Long filled) {
    return new Outside(
        kind,
        ACCOUNT,
        instrument,
        side,
        quantity,
        price == null ? null : new BigDecimal(price),
        filled,
        99,
        "");
  }

  private ExecDetails execution() {
    return venue.ask(client, new ClientMessage.ReqExecutions(7)).stream()
        .filter(ExecDetails.class::isInstance)
        .map(m -> (ExecDetails) m)
        .findFirst()
        .orElseThrow();
  }

  private long held(Instrument instrument) {
    return ledger().account(ACCOUNT).position(instrument).quantity();
  }

  private BigDecimal cash() {
    return ledger().account(ACCOUNT).cash();
  }

  private Ledger ledger() {
    return venue.venue.brokerage().ledger();
  }
}
