package dev.legwork.simulator.gateway;

import static dev.legwork.simulator.gateway.VenueHarness.CALL;
import static dev.legwork.simulator.gateway.VenueHarness.PUT;
import static dev.legwork.simulator.gateway.VenueHarness.TWX;
import static dev.legwork.simulator.gateway.VenueHarness.place;
import static dev.legwork.simulator.gateway.VenueHarness.words;
import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.simulator.faults.FaultRule;
import dev.legwork.simulator.faults.FaultVerb;
import dev.legwork.tws.message.ClientMessage;
import dev.legwork.tws.message.ClientMessage.CancelOrder;
import dev.legwork.tws.message.ServerMessage;
import dev.legwork.tws.message.ServerMessage.ExecDetails;
import dev.legwork.tws.message.ServerMessage.NextValidId;
import dev.legwork.tws.message.ServerMessage.OpenOrder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultTest {
  private static final Map<String, String> ANY = Map.of();

  private final VenueHarness venue = new VenueHarness();
  private long client;

  @BeforeEach
  void quotesAndClient() {
    venue.quote(TWX, "69.48", 500, "69.50", 300);
    venue.quote(PUT, "1.18", 10, "1.20", 10);
    venue.quote(CALL, "0.98", 10, "1.00", 10);
    client = venue.client(1);
  }

  @Test
  void rejectsTheLegThatIsMeantAndNoOther() {
    venue.fault("placeOrder", Map.of("right", "CALL"), FaultVerb.REJECT, 1, null);

    assertThat(words(venue.ask(client, place(1, PUT, "BUY", 1, "1.20"))))
        .contains("exec 1 BOT 1@1.20");
    assertThat(words(venue.ask(client, place(2, CALL, "SELL", 1, "0.98"))))
        .containsExactly("error 2 201", "status 2 Inactive 0/1");
    assertThat(words(venue.ask(client, place(3, CALL, "SELL", 1, "0.98"))))
        .contains("exec 3 SLD 1@0.98");
  }

  @Test
  void matchesAnOrderRefByItsBeginning() {
    venue.fault("placeOrder", Map.of("orderRef", "ref-1"), FaultVerb.DROP);

    assertThat(venue.ask(client, place(1, PUT, "BUY", 1, "1.20"))).isEmpty();
    assertThat(venue.ask(client, place(10, PUT, "BUY", 1, "1.20"))).isEmpty();
    assertThat(venue.ask(client, place(20, PUT, "BUY", 1, "1.20"))).isNotEmpty();
  }

  @Test
  void leavesWhatIfsAloneUnlessTheyAreMeant() {
    venue.fault("placeOrder", ANY, FaultVerb.REJECT);
    assertThat(words(venue.ask(client, place(1, PUT, "BUY", 1, "1.20", o -> o.whatIf(true)))))
        .containsExactly("openOrder 1 PreSubmitted");

    venue.venue.faults().clear();
    venue.fault("placeOrder", ANY, FaultVerb.WHAT_IF_SILENT);
    assertThat(venue.ask(client, place(2, PUT, "BUY", 1, "1.20", o -> o.whatIf(true)))).isEmpty();
    assertThat(venue.ask(client, place(3, PUT, "BUY", 1, "1.20"))).isNotEmpty();
  }

  @Test
  void answersAWhatIfWithNothingFirst() {
    venue.fault("placeOrder", ANY, FaultVerb.WHAT_IF_SENTINEL);

    assertThat(venue.ask(client, place(1, PUT, "BUY", 1, "1.20", o -> o.whatIf(true))))
        .extracting(m -> ((OpenOrder) m).state().initMarginChange())
        .satisfiesExactly(
            first -> assertThat(first).isNull(),
            second -> assertThat(second).isEqualByComparingTo("120"));
  }

  @Test
  void losesAnAnswerButNotTheTruth() {
    venue.fault("execDetails", ANY, FaultVerb.DROP);
    venue.fault("orderStatus", ANY, FaultVerb.DROP);

    assertThat(words(venue.ask(client, place(1, PUT, "BUY", 1, "1.20"))))
        .containsExactly("openOrder 1 Submitted", "openOrder 1 Filled", "commission 1.00");
    assertThat(venue.venue.brokerage().ledger().fills()).hasSize(1);
  }

  @Test
  void delaysDuplicatesAndReorders() {
    venue.fault("execDetails", ANY, FaultVerb.DELAY, 1, 250L);
    assertThat(words(venue.ask(client, place(1, PUT, "BUY", 1, "1.20"))))
        .noneMatch(w -> w.startsWith("exec"));
    venue.pass(Duration.ofMillis(249));
    assertThat(venue.taken(client)).isEmpty();
    venue.pass(Duration.ofMillis(1));
    assertThat(words(venue.taken(client))).containsExactly("exec 1 BOT 1@1.20");

    venue.venue.faults().clear();
    venue.fault("orderStatus", Map.of("status", "Filled"), FaultVerb.DUPLICATE);
    assertThat(words(venue.ask(client, place(2, PUT, "BUY", 1, "1.20"))))
        .containsOnlyOnce("exec 2 BOT 1@1.20")
        .containsSequence("status 2 Filled 1/0", "status 2 Filled 1/0");

    venue.venue.faults().clear();
    venue.fault("execDetails", ANY, FaultVerb.REORDER);
    assertThat(words(venue.ask(client, place(3, PUT, "BUY", 1, "1.20"))))
        .containsSequence("openOrder 3 Filled", "exec 3 BOT 1@1.20", "status 3 Filled 1/0");
  }

  @Test
  void fillsAfterTheCancelWasConfirmed() {
    venue.fault("cancelOrder", ANY, FaultVerb.FILL_AFTER_CANCEL, 1, 300L);
    venue.ask(client, place(1, PUT, "BUY", 5, "1.15"));

    assertThat(words(venue.ask(client, new CancelOrder(1)))).contains("status 1 Cancelled 0/5");
    venue.pass(Duration.ofMillis(300));

    assertThat(words(venue.taken(client)))
        .containsExactly(
            "exec 1 BOT 5@1.15",
            "openOrder 1 Cancelled",
            "status 1 Cancelled 5/0",
            "commission 3.25");
    assertThat(
            venue.venue.brokerage().ledger().account(VenueHarness.ACCOUNT).position(PUT).quantity())
        .isEqualTo(5);
  }

  @Test
  void correctsAnExecutionUnderItsNextSuffix() {
    venue.venue.add(
        new FaultRule(
            "execDetails",
            ANY,
            FaultVerb.CORRECT_EXECUTION,
            1,
            0,
            100L,
            null,
            null,
            3L,
            null,
            null,
            null,
            false));
    List<ServerMessage> answer = venue.ask(client, place(1, PUT, "BUY", 5, "1.20"));
    String first = execId(answer);

    venue.pass(Duration.ofMillis(100));
    List<ServerMessage> correction = venue.taken(client);

    assertThat(words(correction)).startsWith("exec 1 BOT 3@1.20");
    assertThat(execId(correction)).isEqualTo(first.substring(0, first.length() - 2) + "02");
    var ledger = venue.venue.brokerage().ledger();
    assertThat(ledger.account(VenueHarness.ACCOUNT).position(PUT).quantity()).isEqualTo(3);
    assertThat(ledger.fills()).hasSize(1);
    assertThat(ledger.order(1, 1).filled()).isEqualTo(3);
    assertThat(words(venue.ask(client, new ClientMessage.ReqExecutions(7))))
        .startsWith("exec 1 BOT 3@1.20");
  }

  @Test
  void correctsEachExecutionOnceHoweverOftenItIsTold() {
    venue.fault("execDetails", ANY, FaultVerb.CORRECT_EXECUTION);
    venue.ask(client, place(1, PUT, "BUY", 5, "1.20"));
    venue.request(client, new ClientMessage.ReqExecutions(7));

    venue.pass(Duration.ofSeconds(5));

    assertThat(words(venue.taken(client)))
        .filteredOn(w -> w.startsWith("exec "))
        .containsExactly("exec 1 BOT 5@1.20", "exec 1 BOT 5@1.21");
  }

  private static String execId(List<ServerMessage> messages) {
    return messages.stream()
        .filter(ExecDetails.class::isInstance)
        .map(m -> ((ExecDetails) m).execId())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void delaysCommissions() {
    venue.fault("commissionReport", ANY, FaultVerb.DELAY_COMMISSION, 1, 2_000L);

    assertThat(words(venue.ask(client, place(1, PUT, "BUY", 1, "1.20"))))
        .noneMatch(w -> w.startsWith("commission"));
    venue.pass(Duration.ofSeconds(2));
    assertThat(words(venue.taken(client))).containsExactly("commission 1.00");
  }

  @Test
  void stopsASnapshotHalfwayWithoutItsEnd() {
    venue.ask(client, place(1, PUT, "BUY", 1, "1.00"));
    venue.ask(client, place(2, PUT, "BUY", 1, "1.00"));
    venue.fault("reqAllOpenOrders", ANY, FaultVerb.TRUNCATE_SNAPSHOT, 1, null);

    assertThat(words(venue.ask(client, new ClientMessage.ReqAllOpenOrders())))
        .containsExactly("openOrder 1 Submitted", "status 1 Submitted 0/1");
    assertThat(words(venue.ask(client, new ClientMessage.ReqAllOpenOrders()))).hasSize(5);
  }

  @Test
  void closesTheSocketBeforeOrAfterTheOrderTookEffect() {
    venue.fault("placeOrder", ANY, FaultVerb.DISCONNECT, 1, null);
    venue.request(client, place(1, PUT, "BUY", 1, "1.20"));
    assertThat(venue.closed(client)).isTrue();
    assertThat(venue.venue.brokerage().ledger().orders()).isEmpty();

    venue.disconnect(client);
    long again = venue.client(1);
    venue.venue.add(
        new FaultRule(
            "placeOrder",
            ANY,
            FaultVerb.DISCONNECT,
            1,
            0,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            true));
    venue.request(again, place(2, PUT, "BUY", 1, "1.20"));
    assertThat(venue.closed(again)).isTrue();
    assertThat(venue.venue.brokerage().ledger().fills()).hasSize(1);
  }

  @Test
  void tradesOnWhileTheGatewayHasLostItsServer() {
    venue.ask(client, place(1, PUT, "BUY", 1, "1.10"));
    venue.fault(FaultRule.NOW, ANY, FaultVerb.LOSE_1100, 0, 4_000L);
    assertThat(words(venue.taken(client))).containsExactly("error -1 1100");

    venue.quote(PUT, "1.05", 5, "1.08", 5);
    assertThat(venue.ask(client, place(2, PUT, "BUY", 1, "1.08"))).isEmpty();
    assertThat(venue.venue.brokerage().ledger().fills()).hasSize(1);
    assertThat(venue.ask(client, new ClientMessage.ReqExecutions(5))).isEmpty();

    venue.pass(Duration.ofSeconds(4));
    assertThat(words(venue.taken(client)))
        .startsWith("error -1 1102", "exec 1 BOT 1@1.08")
        .contains("exec 2 BOT 1@1.08")
        .endsWith("execDetailsEnd");
  }

  @Test
  void givesOutAnIdASecondTime() {
    venue.ask(client, place(9, PUT, "BUY", 1, "1.00"));
    venue.disconnect(client);
    venue.fault("startApi", ANY, FaultVerb.REWIND_NEXT_VALID_ID, 1, null);

    long again = venue.connect(1);

    assertThat(venue.taken(again)).contains(new NextValidId(5));
    assertThat(words(venue.ask(again, place(5, PUT, "BUY", 1, "1.00"))))
        .contains("status 5 Submitted 0/1");
  }

  @Test
  void strikesAfterSoManyAndSoOften() {
    venue.venue.add(
        new FaultRule(
            "placeOrder",
            ANY,
            FaultVerb.DROP,
            2,
            1,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            false));

    assertThat(venue.ask(client, place(1, PUT, "BUY", 1, "1.00"))).isNotEmpty();
    assertThat(venue.ask(client, place(2, PUT, "BUY", 1, "1.00"))).isEmpty();
    assertThat(venue.ask(client, place(3, PUT, "BUY", 1, "1.00"))).isEmpty();
    assertThat(venue.ask(client, place(4, PUT, "BUY", 1, "1.00"))).isNotEmpty();
  }
}
