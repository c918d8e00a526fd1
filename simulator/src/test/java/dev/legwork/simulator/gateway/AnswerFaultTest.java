package dev.legwork.simulator.gateway;

import static dev.legwork.simulator.gateway.VenueHarness.ACCOUNT;
import static dev.legwork.simulator.gateway.VenueHarness.PUT;
import static dev.legwork.simulator.gateway.VenueHarness.place;
import static dev.legwork.simulator.gateway.VenueHarness.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.legwork.simulator.broker.Ledger;
import dev.legwork.simulator.faults.FaultRule;
import dev.legwork.simulator.faults.FaultVerb;
import dev.legwork.tws.message.ClientMessage;
import dev.legwork.tws.message.ClientMessage.CancelOrder;
import dev.legwork.tws.message.ServerMessage;
import dev.legwork.tws.message.ServerMessage.CommissionReport;
import dev.legwork.tws.message.ServerMessage.ErrorMessage;
import dev.legwork.tws.message.ServerMessage.ExecDetails;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that mislead: about cancels, ids, commissions, times; and answers that never come. */
class AnswerFaultTest {
  private final VenueHarness venue = new VenueHarness();
  private long client;

  @BeforeEach
  void quoteAndClient() {
    venue.quote(PUT, "1.18", 10, "1.20", 10);
    client = venue.client(1);
  }

  /** fault O17: the id is refused, and the order lives. */
  @Test
  void saysDuplicateIdOfAnOrderThatLives() {
    venue.fault(FaultRule.of("placeOrder", FaultVerb.REJECT).withCode(103).afterEffect());

    assertThat(words(venue.ask(client, place(1, PUT, "BUY", 1, "1.10"))))
        .containsExactly("openOrder 1 Submitted", "status 1 Submitted 0/1", "error 1 103");
    assertThat(ledger().liveOrders()).hasSize(1);
  }

  /** fault O17: the id is refused, and nothing lives. */
  @Test
  void saysDuplicateIdAndKnowsNoOrder() {
    venue.fault(FaultRule.of("placeOrder", FaultVerb.REJECT).withCode(103));

    assertThat(words(venue.ask(client, place(1, PUT, "BUY", 1, "1.10"))))
        .containsExactly("error 1 103");
    assertThat(ledger().orders()).isEmpty();
  }

  /** fault O17: a refused modify leaves the order as it was. */
  @ParameterizedTest
  @ValueSource(ints = {104, 105, 106, 107, 135})
  void leavesTheOrderWhenItsModifyIsRefused(int code) {
    venue.request(client, place(1, PUT, "BUY", 1, "1.10"));
    venue.fault(FaultRule.of("placeOrder", FaultVerb.REJECT).withCode(code));

    assertThat(words(venue.ask(client, place(1, PUT, "BUY", 1, "1.11"))))
        .containsExactly("error 1 " + code);
    assertThat(ledger().order(1, 1).terms().limit()).isEqualByComparingTo("1.10");
    assertThat(ledger().order(1, 1).live()).isTrue();
  }

  /** fault O8: the cancel is refused, and the order goes on. */
  @ParameterizedTest
  @ValueSource(ints = {161, 10147, 10148})
  void refusesACancelAndKeepsTheOrder(int code) {
    venue.request(client, place(1, PUT, "BUY", 1, "1.10"));
    venue.fault(FaultRule.of("cancelOrder", FaultVerb.REJECT).withCode(code).withTimes(1));

    assertThat(words(venue.ask(client, new CancelOrder(1)))).containsExactly("error 1 " + code);
    assertThat(ledger().order(1, 1).live()).isTrue();
    assertThat(words(venue.ask(client, new CancelOrder(1)))).contains("status 1 Cancelled 0/1");
  }

  /** fault O8: 10148 names a state. */
  @Test
  void namesAnyStateInTheAnswerToACancel() {
    venue.request(client, place(1, PUT, "BUY", 1, "1.10"));
    venue.fault(
        new FaultRule(
            "cancelOrder",
            Map.of(),
            FaultVerb.REJECT,
            1,
            0,
            null,
            10148,
            null,
            null,
            null,
            null,
            null,
            false,
            "Filled"));

    assertThat(venue.ask(client, new CancelOrder(1)))
        .singleElement()
        .extracting(m -> ((ErrorMessage) m).text())
        .asString()
        .endsWith("cannot be cancelled, state: Filled.");
  }

  /** fault O8: the cancel takes effect, and its answer says it found nothing. */
  @Test
  void cancelsAndSaysThatNothingWasFound() {
    venue.request(client, place(1, PUT, "BUY", 1, "1.10"));
    venue.fault(FaultRule.of("cancelOrder", FaultVerb.REJECT).withCode(10147).afterEffect());

    assertThat(words(venue.ask(client, new CancelOrder(1)))).endsWith("error 1 10147");
    assertThat(ledger().liveOrders()).isEmpty();
  }

  /** fault O1: the order lives and trades, and nothing is ever told of it. */
  @Test
  void tellsNothingOfAnOrderUnlessAsked() {
    venue.fault(FaultRule.of("placeOrder", FaultVerb.SILENCE).withTimes(1));

    assertThat(venue.ask(client, place(1, PUT, "BUY", 20, "1.20"))).isEmpty();
    venue.quote(PUT, "1.18", 10, "1.20", 3);

    assertThat(venue.taken(client)).isEmpty();
    assertThat(ledger().order(1, 1).filled()).isEqualTo(13);
    assertThat(words(venue.ask(client, new ClientMessage.ReqAllOpenOrders())))
        .containsExactly("openOrder 1 Submitted", "status 1 Submitted 13/7", "openOrderEnd");
    assertThat(words(venue.ask(client, new ClientMessage.ReqExecutions(7))))
        .contains("exec 1 BOT 10@1.20", "exec 1 BOT 3@1.20");
    assertThat(words(venue.ask(client, place(2, PUT, "BUY", 1, "1.00")))).isNotEmpty();
  }

  /** fault O8: the cancel takes effect and is never answered, for a while. */
  @Test
  void fallsSilentForAWhile() {
    venue.request(client, place(1, PUT, "BUY", 2, "1.10"));
    venue.fault(FaultRule.of("cancelOrder", FaultVerb.SILENCE).withMillis(500).withTimes(1));

    assertThat(venue.ask(client, new CancelOrder(1))).isEmpty();
    venue.pass(Duration.ofMillis(500));

    assertThat(ledger().liveOrders()).isEmpty();
    assertThat(words(venue.ask(client, new CancelOrder(1)))).containsExactly("error 1 10148");
  }

  /** fault O13: a commission that is not known yet is told as −1 or as the largest double. */
  @ParameterizedTest
  @ValueSource(strings = {"-1.0", "none"})
  void tellsACommissionThatIsNotKnown(String told) {
    venue.fault(FaultRule.of("commissionReport", FaultVerb.ALTER, told));

    BigDecimal commission = commission(venue.ask(client, place(1, PUT, "BUY", 1, "1.20")));

    assertThat(commission).isEqualTo(told.equals("none") ? null : new BigDecimal(told));
    assertThat(ledger().fills().iterator().next().commission()).isEqualByComparingTo("1.00");
  }

  /** fault O13: a rebate is a negative commission, and the account gets it. */
  @Test
  void paysARebate() {
    venue.fault(FaultRule.of("commissionReport", FaultVerb.ALTER, "-0.35"));

    assertThat(commission(venue.ask(client, place(1, PUT, "BUY", 1, "1.20"))))
        .isEqualByComparingTo("-0.35");
    assertThat(ledger().account(ACCOUNT).cash()).isEqualByComparingTo("999880.35");
    venue.venue.faults().clear();
    assertThat(commission(venue.ask(client, new ClientMessage.ReqExecutions(7))))
        .isEqualByComparingTo("-0.35");
  }

  private static BigDecimal commission(List<ServerMessage> messages) {
    return messages.stream()
        .filter(CommissionReport.class::isInstance)
        .map(m -> (CommissionReport) m)
        .findFirst()
        .orElseThrow()
        .commission();
  }

  /** fault O32: executions in other zones, and in none. */
  @Test
  void writesTheTimeOfAnExecutionInAnotherZone() {
    assertThat(timeToldIn("Asia/Tokyo")).isEqualTo("20261124 00:00:00 Asia/Tokyo");
    assertThat(timeToldIn("UTC")).isEqualTo("20261123-15:00:00");
    assertThat(timeToldIn("none")).isEqualTo("20261123  10:00:00");
  }

  private int orders;

  private String timeToldIn(String zone) {
    venue.venue.faults().clear();
    venue.fault(FaultRule.of("execDetails", FaultVerb.ALTER, zone));
    return venue.ask(client, place(++orders, PUT, "BUY", 1, "1.20")).stream()
        .filter(ExecDetails.class::isInstance)
        .map(m -> ((ExecDetails) m).time())
        .findFirst()
        .orElseThrow();
  }

  /** fault S14 together with others: what is left of an answer is struck as any answer is. */
  @Test
  void strikesTheRowsOfACutAnswerAsWell() {
    venue.ask(client, place(++orders, PUT, "BUY", 1, "1.20"));
    venue.ask(client, place(++orders, PUT, "BUY", 1, "1.20"));
    venue.fault(FaultRule.of("execDetails", FaultVerb.ALTER, "UTC"));
    venue.fault(FaultRule.of("reqExecutions", FaultVerb.TRUNCATE_SNAPSHOT));

    List<ServerMessage> cut =
        venue.ask(client, new ClientMessage.ReqExecutions(7, 0, "", "", "", "", "", ""));

    assertThat(cut)
        .filteredOn(ExecDetails.class::isInstance)
        .extracting(m -> ((ExecDetails) m).time())
        .isNotEmpty()
        .containsOnly("20261123-15:00:00");
    assertThat(cut).noneMatch(ServerMessage.ExecDetailsEnd.class::isInstance);
  }

  /** fault S15: the server's clock is off. */
  @Test
  void tellsAnotherTimeThanItsOwn() {
    long truth = VenueHarness.START.getEpochSecond();
    venue.fault(FaultRule.of("currentTime", FaultVerb.ALTER, "-10").withTimes(1));

    assertThat(venue.ask(client, new ClientMessage.ReqCurrentTime()))
        .containsExactly(new ServerMessage.CurrentTime(truth - 10));
    assertThat(venue.ask(client, new ClientMessage.ReqCurrentTime()))
        .containsExactly(new ServerMessage.CurrentTime(truth));
  }

  /** fault S11: prices that are none. */
  @Test
  void tellsPricesThatAreNone() {
    venue.fault(FaultRule.of("tickPrice", FaultVerb.ALTER, "none").with(Map.of("symbol", "TWX")));

    assertThat(
            venue.ask(
                client,
                new ClientMessage.ReqMktData(5, VenueHarness.contract(PUT), "", false, false)))
        .filteredOn(ServerMessage.TickPrice.class::isInstance)
        .isNotEmpty()
        .allSatisfy(m -> assertThat(((ServerMessage.TickPrice) m).price()).isNull());
  }

  /** fault S14: each end marker is lost by itself; fault S13: so are the first answers. */
  @Test
  void losesEndMarkersAndFirstAnswersOneByOne() {
    for (String end :
        List.of("openOrderEnd", "completedOrdersEnd", "execDetailsEnd", "positionEnd")) {
      venue.fault(FaultRule.of(end, FaultVerb.DROP).with(Map.of("clientId", "1")));
    }
    assertThat(venue.ask(client, new ClientMessage.ReqAllOpenOrders())).isEmpty();
    assertThat(venue.ask(client, new ClientMessage.ReqCompletedOrders(false))).isEmpty();
    assertThat(venue.ask(client, new ClientMessage.ReqExecutions(7))).isEmpty();
    assertThat(venue.ask(client, new ClientMessage.ReqPositions())).isEmpty();

    venue.fault(FaultRule.of("managedAccounts", FaultVerb.DROP).with(Map.of("clientId", "2")));
    venue.fault(FaultRule.of("nextValidId", FaultVerb.DUPLICATE).with(Map.of("clientId", "2")));
    assertThat(words(venue.taken(venue.connect(2))))
        .startsWith("nextValidId", "nextValidId")
        .doesNotContain("managedAccounts");
  }

  @Test
  void refusesAValueThatCannotBeTold() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FaultRule.of("tickPrice", FaultVerb.ALTER, "dear"))
        .withMessage("must be a number");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FaultRule.of("execDetails", FaultVerb.ALTER, "Mars/Olympus"))
        .withMessage("must be a time zone, or none");
  }

  private Ledger ledger() {
    return venue.venue.brokerage().ledger();
  }
}
