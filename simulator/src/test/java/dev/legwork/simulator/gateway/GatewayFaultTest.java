package dev.legwork.simulator.gateway;

import static dev.legwork.simulator.gateway.VenueHarness.CALL;
import static dev.legwork.simulator.gateway.VenueHarness.PUT;
import static dev.legwork.simulator.gateway.VenueHarness.place;
import static dev.legwork.simulator.gateway.VenueHarness.words;
import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.simulator.broker.Ledger;
import dev.legwork.simulator.contracts.Instrument;
import dev.legwork.simulator.faults.FaultRule;
import dev.legwork.simulator.faults.FaultVerb;
import dev.legwork.tws.message.ClientMessage;
import dev.legwork.tws.message.ServerMessage;
import dev.legwork.tws.message.ServerMessage.ErrorMessage;
import dev.legwork.tws.message.ServerMessage.NextValidId;
import dev.legwork.tws.message.ServerMessage.TickPrice;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad days of the gateway itself: its sockets, its process, its servers, its quotes. */
class GatewayFaultTest {
  private final VenueHarness venue = new VenueHarness();
  private long client;

  @BeforeEach
  void quotesAndClient() {
    venue.quote(PUT, "1.18", 10, "1.20", 10);
    venue.quote(CALL, "0.98", 10, "1.00", 10);
    client = venue.client(1);
  }

  /** fault S4: nothing is read nor written, and then everything at once. */
  @Test
  void neitherReadsNorWritesUntilItIsHealed() {
    venue.request(client, place(1, PUT, "BUY", 1, "1.10"));
    venue.taken(client);
    now(FaultVerb.HALF_OPEN, 20_000);

    venue.quote(PUT, "1.05", 10, "1.09", 10);
    assertThat(venue.ask(client, place(2, PUT, "BUY", 1, "1.09"))).isEmpty();
    assertThat(venue.closed(client)).isFalse();
    assertThat(ledger().fills()).hasSize(1);

    venue.pass(Duration.ofSeconds(20));
    assertThat(words(venue.taken(client)))
        .startsWith("exec 1 BOT 1@1.09")
        .contains("exec 2 BOT 1@1.09");
  }

  /** faults S4 and S7: the gateway does not see that its client left, and keeps the id. */
  @Test
  void keepsTheIdOfAClientThatLeftUnseen() {
    now(FaultVerb.HALF_OPEN, 5_000);
    venue.request(client, place(1, PUT, "BUY", 1, "1.20"));
    venue.disconnect(client);

    long refused = venue.connect(1);
    assertThat(words(venue.taken(refused))).containsExactly("error -1 326");
    venue.disconnect(refused);
    venue.pass(Duration.ofSeconds(5));

    assertThat(words(venue.taken(venue.connect(1)))).contains("nextValidId");
    assertThat(ledger().orders()).isEmpty();
  }

  /** fault S4: what was written into a dead socket takes effect although its client left. */
  @Test
  void handlesALateRequestOfAClientThatLeft() {
    venue.fault(FaultRule.of(FaultRule.NOW, FaultVerb.HALF_OPEN).withMillis(5_000).afterEffect());
    venue.request(client, place(1, PUT, "BUY", 1, "1.20"));
    venue.disconnect(client);

    venue.pass(Duration.ofSeconds(5));

    assertThat(ledger().fills()).hasSize(1);
    assertThat(venue.taken(client)).isEmpty();
  }

  /** fault S5: the order written at the restart is lost, and its id given out again. */
  @Test
  void losesTheOrderItRestartsAt() {
    venue.request(client, place(7, PUT, "BUY", 1, "1.00"));
    venue.taken(client);
    venue.fault(FaultRule.of("placeOrder", FaultVerb.RESTART).withMillis(3_000).withTimes(1));

    assertThat(venue.ask(client, place(8, PUT, "BUY", 1, "1.20"))).isEmpty();
    assertThat(venue.closed(client)).isTrue();
    venue.disconnect(client);
    long tooEarly = venue.connect(1);
    assertThat(venue.closed(tooEarly)).isTrue();
    assertThat(venue.taken(tooEarly)).isEmpty();
    venue.pass(Duration.ofSeconds(3));

    long again = venue.connect(1);
    assertThat(venue.taken(again)).contains(new NextValidId(8));
    assertThat(ledger().fills()).isEmpty();
    assertThat(ledger().liveOrders()).hasSize(1);
  }

  /** fault S5: ids go back behind orders that live. */
  @Test
  void givesOutIdsAgainAfterARestart() {
    venue.request(client, place(9, PUT, "BUY", 1, "1.00"));
    venue.fault(FaultRule.of(FaultRule.NOW, FaultVerb.RESTART).withBy(4));
    venue.disconnect(client);
    venue.pass(Duration.ofSeconds(5));

    assertThat(venue.taken(venue.connect(1))).contains(new NextValidId(6));
  }

  /** fault S4: 1300 names the port, then the socket closes. */
  @Test
  void saysThatItsPortChangesAndHangsUp() {
    venue.fault(FaultRule.of(FaultRule.NOW, FaultVerb.RESET_PORT, "4077"));

    assertThat(venue.taken(client))
        .singleElement()
        .satisfies(
            m -> {
              assertThat(((ErrorMessage) m).code()).isEqualTo(1300);
              assertThat(((ErrorMessage) m).text()).endsWith("4077");
            });
    assertThat(venue.closed(client)).isTrue();
  }

  /** fault S9: 2110 is as 1100 for orders. */
  @Test
  void withholdsEverythingAfter2110() {
    now(FaultVerb.LOSE_2110, 2_000);
    assertThat(words(venue.taken(client))).containsExactly("error -1 2110");
    assertThat(venue.ask(client, place(1, PUT, "BUY", 1, "1.20"))).isEmpty();

    venue.pass(Duration.ofSeconds(2));
    assertThat(words(venue.taken(client)))
        .startsWith("error -1 1102")
        .contains("exec 1 BOT 1@1.20");
  }

  /** fault S3: hundreds of 1100 and one end. */
  @Test
  void says1100HundredsOfTimes() {
    venue.fault(FaultRule.of(FaultRule.NOW, FaultVerb.LOSE_1100).withBy(300).withMillis(3_000));
    venue.pass(Duration.ofSeconds(3));

    List<String> told = words(venue.taken(client));
    assertThat(told.subList(0, 300)).containsOnly("error -1 1100");
    assertThat(told.subList(300, told.size())).containsExactly("error -1 1102");
  }

  /** fault S9: notices about farms change nothing else. */
  @ParameterizedTest
  @ValueSource(ints = {2103, 2104, 2105, 2106, 2108})
  void tellsANoticeWithoutMeaning(int code) {
    venue.fault(FaultRule.of(FaultRule.NOW, FaultVerb.NOTICE).withCode(code).withBy(2));

    assertThat(words(venue.taken(client))).containsExactly("error -1 " + code, "error -1 " + code);
    assertThat(words(venue.ask(client, place(1, PUT, "BUY", 1, "1.20"))))
        .contains("exec 1 BOT 1@1.20");
  }

  /** fault S10: ticks of one contract stop without an error. */
  @Test
  void freezesTheQuotesOfOneContract() {
    subscribe(5, PUT);
    subscribe(6, CALL);
    venue.fault(
        FaultRule.of(FaultRule.NOW, FaultVerb.FREEZE_QUOTES)
            .with(Map.of("right", "PUT"))
            .withMillis(4_000));

    venue.quote(PUT, "1.10", 10, "1.12", 10);
    venue.quote(CALL, "0.97", 10, "0.99", 10);
    assertThat(bids(5)).isEmpty();
    assertThat(bids(6)).containsExactly("0.97");

    venue.taken(client);
    venue.pass(Duration.ofSeconds(4));
    assertThat(bids(5)).containsExactly("1.10");
  }

  /** fault S9: the farm breaks and comes back. */
  @Test
  void stopsQuotesWhileTheFarmIsBroken() {
    subscribe(5, PUT);
    now(FaultVerb.BREAK_FARM, 4_000);
    venue.quote(PUT, "1.10", 10, "1.12", 10);
    assertThat(words(venue.taken(client))).containsExactly("error -1 2103");

    venue.pass(Duration.ofSeconds(4));
    assertThat(words(venue.taken(client))).startsWith("error -1 2104", "tickPrice");
  }

  /** fault S8: somebody else logged in, each subscription hears of it, and a new one, too. */
  @Test
  void givesNoQuotesWhileAnotherSessionCompetes() {
    subscribe(5, PUT);
    now(FaultVerb.COMPETING_SESSION, 4_000);
    venue.quote(PUT, "1.10", 10, "1.12", 10);
    assertThat(words(venue.taken(client))).containsExactly("error 5 10197");
    subscribeNoisily(6, CALL);
    assertThat(words(venue.taken(client)))
        .containsExactly("tickReqParams", "marketDataType", "error 6 10197");

    venue.pass(Duration.ofSeconds(4));
    assertThat(bids(5)).containsExactly("1.10");
  }

  /** fault S10: delayed quotes are told as such, and late. */
  @Test
  void tellsDelayedQuotesAsDelayed() {
    venue.fault(FaultRule.of("reqMktData", FaultVerb.DELAYED_QUOTES).withMillis(60_000));
    subscribeNoisily(5, PUT);

    assertThat(venue.taken(client))
        .contains(new ServerMessage.MarketDataType(5, 3))
        .anySatisfy(m -> assertThat(m).isInstanceOf(ErrorMessage.class))
        .filteredOn(TickPrice.class::isInstance)
        .extracting(m -> ((TickPrice) m).tickType())
        .containsExactly(66, 67);
    venue.quote(PUT, "1.10", 10, "1.12", 10);
    venue.pass(Duration.ofSeconds(59));
    assertThat(venue.taken(client)).isEmpty();
    venue.pass(Duration.ofSeconds(1));
    assertThat(words(venue.taken(client))).contains("tickPrice");
  }

  private void now(FaultVerb verb, long millis) {
    venue.fault(FaultRule.of(FaultRule.NOW, verb).withMillis(millis));
  }

  private void subscribe(int reqId, Instrument instrument) {
    subscribeNoisily(reqId, instrument);
    venue.taken(client);
  }

  private void subscribeNoisily(int reqId, Instrument instrument) {
    venue.request(
        client,
        new ClientMessage.ReqMktData(reqId, VenueHarness.contract(instrument), "", false, false));
  }

  /** The bids told for a subscription; what else was told is forgotten only when taken. */
  private List<String> bids(int reqId) {
    ticks.addAll(venue.taken(client));
    List<String> bids =
        ticks.stream()
            .filter(TickPrice.class::isInstance)
            .map(m -> (TickPrice) m)
            .filter(m -> m.reqId() == reqId && m.tickType() == 1)
            .map(m -> m.price().toPlainString())
            .toList();
    ticks.removeIf(m -> m instanceof TickPrice tick && tick.reqId() == reqId);
    return bids;
  }

  private final List<ServerMessage> ticks = new java.util.ArrayList<>();

  private Ledger ledger() {
    return venue.venue.brokerage().ledger();
  }
}
