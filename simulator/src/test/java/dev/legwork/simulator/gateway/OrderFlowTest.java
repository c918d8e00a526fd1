package dev.legwork.simulator.gateway;

import static dev.legwork.simulator.gateway.VenueHarness.CALL;
import static dev.legwork.simulator.gateway.VenueHarness.PUT;
import static dev.legwork.simulator.gateway.VenueHarness.TWX;
import static dev.legwork.simulator.gateway.VenueHarness.order;
import static dev.legwork.simulator.gateway.VenueHarness.place;
import static dev.legwork.simulator.gateway.VenueHarness.words;
import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.simulator.journal.Journal;
import dev.legwork.simulator.journal.JournalEntry;
import dev.legwork.tws.message.ClientMessage;
import dev.legwork.tws.message.ClientMessage.CancelOrder;
import dev.legwork.tws.message.ClientMessage.PlaceOrder;
import dev.legwork.tws.message.ComboLeg;
import dev.legwork.tws.message.OrderField;
import dev.legwork.tws.message.ServerMessage;
import dev.legwork.tws.message.ServerMessage.ErrorMessage;
import dev.legwork.tws.message.ServerMessage.ExecDetails;
import dev.legwork.tws.message.ServerMessage.OpenOrder;
import dev.legwork.tws.message.TagValue;
import dev.legwork.tws.message.TwsContract;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrderFlowTest {
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
  void tellsAFillInTheUsualOrder() {
    assertThat(words(venue.ask(client, place(1, TWX, "BUY", 100, "69.55"))))
        .containsExactly(
            "openOrder 1 Submitted",
            "status 1 Submitted 0/100",
            "exec 1 BOT 100@69.50",
            "openOrder 1 Filled",
            "status 1 Filled 100/0",
            "commission 1.00");
  }

  @Test
  void fillsWhatIsDisplayedAndTheRestWithTheNextQuote() {
    assertThat(words(venue.ask(client, place(1, TWX, "BUY", 400, "69.50"))))
        .contains("exec 1 BOT 300@69.50", "status 1 Submitted 300/100");

    venue.quote(TWX, "69.48", 500, "69.50", 40);
    venue.quote(TWX, "69.48", 500, "69.49", 500);

    assertThat(words(venue.taken(client)))
        .filteredOn(w -> w.startsWith("exec"))
        .containsExactly("exec 1 BOT 40@69.50", "exec 1 BOT 60@69.49");
  }

  @Test
  void chargesTheOrdersMinimumOnceHoweverItIsFilled() {
    venue.quote(PUT, "1.18", 10, "1.20", 1);
    assertThat(words(venue.ask(client, place(1, PUT, "BUY", 3, "1.20"))))
        .contains("commission 1.00");
    venue.quote(PUT, "1.18", 10, "1.20", 1);
    assertThat(words(venue.taken(client))).contains("commission 0.30");
    venue.quote(PUT, "1.18", 10, "1.20", 1);
    assertThat(words(venue.taken(client))).contains("commission 0.65");
  }

  @Test
  void givesTheBetterAndThenTheEarlierOrderTheDisplayedSize() {
    venue.request(client, place(1, PUT, "BUY", 4, "1.10"));
    venue.request(client, place(2, PUT, "BUY", 4, "1.12"));
    venue.request(client, place(3, PUT, "BUY", 4, "1.12"));
    venue.taken(client);

    venue.quote(PUT, "1.05", 10, "1.10", 7);

    assertThat(words(venue.taken(client)))
        .filteredOn(w -> w.startsWith("exec"))
        .containsExactly("exec 2 BOT 4@1.10", "exec 3 BOT 3@1.10");
  }

  @Test
  void tradesNothingWhileHalted() {
    venue.venue.post(
        PUT,
        new dev.legwork.simulator.market.Quote(
            new BigDecimal("1.18"), 10, new BigDecimal("1.20"), 10, null, null, true));
    assertThat(words(venue.ask(client, place(1, PUT, "BUY", 1, "1.20"))))
        .containsExactly("openOrder 1 Submitted", "status 1 Submitted 0/1");

    venue.quote(PUT, "1.18", 10, "1.20", 10);

    assertThat(words(venue.taken(client))).contains("exec 1 BOT 1@1.20");
  }

  @Test
  void restsOutsideTheQuoteAndIsCancelled() {
    venue.ask(client, place(1, PUT, "BUY", 2, "1.19"));

    List<ServerMessage> answer = venue.ask(client, new CancelOrder(1));

    assertThat(words(answer))
        .containsExactly("status 1 PendingCancel 0/2", "error 1 202", "status 1 Cancelled 0/2");
    assertThat(words(venue.ask(client, new CancelOrder(1)))).containsExactly("error 1 10148");
    assertThat(words(venue.ask(client, new CancelOrder(9)))).containsExactly("error 9 10147");
  }

  @Test
  void remembersWhoCancelledEverythingAndWhoseOrdersThatWere() {
    Journal journal = Journal.inMemory();
    var shared = new VenueHarness(journal);
    shared.quote(TWX, "69.48", 500, "69.50", 300);
    long first = shared.client(1);
    long second = shared.client(2);
    shared.request(first, place(4, TWX, "BUY", 100, "60.00"));
    shared.request(second, place(9, TWX, "BUY", 100, "61.00"));
    shared.request(first, new ClientMessage.ReqGlobalCancel());
    List<JournalEntry> kept = journal.read().stream().flatMap(List::stream).toList();
    int asked = indexOf(kept, JournalEntry.AllCancelled.class);
    var all = (JournalEntry.AllCancelled) kept.get(asked);

    assertThat(all.clientId()).isEqualTo(1);
    assertThat(all.orders())
        .extracting(named -> named.owner() + "/" + named.orderId())
        .containsExactly("1/4", "2/9");
    assertThat(kept.subList(asked, kept.size()))
        .filteredOn(JournalEntry.OrderChanged.class::isInstance)
        .extracting(changed -> ((JournalEntry.OrderChanged) changed).order().permId())
        .contains(all.orders().getFirst().permId(), all.orders().getLast().permId());
    assertThat(shared.venue.brokerage().ledger().liveOrders()).isEmpty();
  }

  private static int indexOf(List<JournalEntry> entries, Class<?> kind) {
    return entries.stream().map(Object::getClass).toList().indexOf(kind);
  }

  @Test
  void saysWhichStateForbidsACancel() {
    venue.ask(client, place(1, PUT, "BUY", 2, "1.20"));

    assertThat(venue.ask(client, new CancelOrder(1)))
        .singleElement()
        .isInstanceOfSatisfying(
            ErrorMessage.class, e -> assertThat(e.text()).contains("state: Filled"));
  }

  @Test
  void refusesWhatTwsRefuses() {
    assertThat(words(venue.ask(client, place(1, PUT, "BUY", 1, "1.205"))))
        .containsExactly("error 1 110");
    assertThat(words(venue.ask(client, place(1, PUT, "BUY", 1, "1.20"))))
        .as("the refused order used its id")
        .containsExactly("error 1 103");
    assertThat(words(venue.ask(client, place(2, PUT, "BUY", 1, "1.20", o -> o.account("DU9")))))
        .containsExactly("error 2 321");
    assertThat(words(venue.ask(client, place(3, PUT, "BUY", 1, "1.20", o -> o.orderType("REL")))))
        .containsExactly("error 3 387");
    assertThat(words(venue.ask(client, place(4, PUT, "BUY", 1, "1.20", o -> o.tif("FOO")))))
        .containsExactly("error 4 10052");
    assertThat(
            words(
                venue.ask(
                    client,
                    place(5, PUT, "BUY", 1, "1.20", o -> o.totalQuantity(new BigDecimal("0.5"))))))
        .containsExactly("error 5 10243");
    assertThat(
            words(
                venue.ask(
                    client,
                    new PlaceOrder(
                        6,
                        TwsContract.builder().symbol("TWX").secType("OPT").build(),
                        order(6, "BUY", 1, "1.20").build()))))
        .as("ambiguous")
        .containsExactly("error 6 200");
    assertThat(
            words(
                venue.ask(
                    client,
                    place(7, PUT, "BUY", 1, "1.20", o -> o.set(OrderField.OCA_GROUP, "g")))))
        .containsExactly("error 7 321");
    assertThat(words(venue.ask(client, place(8, PUT, "BUY", 10_000_001, "1.20"))))
        .containsExactly("error 8 383");
    assertThat(venue.venue.brokerage().ledger().orders()).isEmpty();
  }

  @Test
  void refusesWhatTheAccountCannotPay() {
    assertThat(words(venue.ask(client, place(1, TWX, "BUY", 30_000, "69.55"))))
        .as("half of 2,086,500 is more than the million in the account")
        .containsExactly("error 1 201", "status 1 Inactive 0/30000");
    assertThat(words(venue.ask(client, place(2, TWX, "BUY", 20_000, "69.40"))))
        .contains("status 2 Submitted 0/20000");
    assertThat(words(venue.ask(client, place(3, TWX, "BUY", 10_000, "69.40"))))
        .as("the first one counts as if it had filled")
        .containsExactly("error 3 201", "status 3 Inactive 0/10000");
  }

  @Test
  void expiresAtTheBrokerWithoutAnyClient() {
    venue.ask(
        client,
        place(
            1,
            PUT,
            "BUY",
            1,
            "1.00",
            o -> o.tif("GTD").goodTillDate("20261123 10:00:45 US/Eastern")));
    venue.pass(Duration.ofSeconds(44));
    assertThat(venue.taken(client)).isEmpty();

    venue.pass(Duration.ofSeconds(2));

    assertThat(words(venue.taken(client))).containsExactly("error 1 202", "status 1 Cancelled 0/1");
  }

  @Test
  void cancelsTheRestOfAnImmediateOrder() {
    assertThat(words(venue.ask(client, place(1, PUT, "BUY", 12, "1.20", o -> o.tif("IOC")))))
        .contains("exec 1 BOT 10@1.20")
        .endsWith("error 1 202", "status 1 Cancelled 10/2");
    assertThat(words(venue.ask(client, place(2, CALL, "BUY", 12, "1.00", o -> o.tif("FOK")))))
        .noneMatch(w -> w.startsWith("exec"))
        .endsWith("error 2 202", "status 2 Cancelled 0/12");
  }

  @Test
  void letsAMarketOrderWaitForAQuote() {
    venue.quote(CALL, null, 0, null, 0);
    assertThat(words(venue.ask(client, place(1, CALL, "SELL", 1, null))))
        .containsExactly("openOrder 1 Submitted", "status 1 Submitted 0/1");

    venue.quote(CALL, "0.50", 5, null, 0);

    assertThat(words(venue.taken(client))).contains("exec 1 SLD 1@0.50");
  }

  @Test
  void wakesAStopWhenTheQuoteReachesIt() {
    assertThat(
            words(
                venue.ask(
                    client,
                    place(
                        1,
                        TWX,
                        "SELL",
                        100,
                        "69.00",
                        o -> o.orderType("STP LMT").auxPrice(new BigDecimal("69.20"))))))
        .containsExactly("openOrder 1 PreSubmitted", "status 1 PreSubmitted 0/100");

    venue.quote(TWX, "69.20", 60, "69.25", 100);

    assertThat(words(venue.taken(client)))
        .contains("status 1 Submitted 0/100", "exec 1 SLD 60@69.20");
  }

  @Test
  void modifiesALiveOrderUnderTheSameId() {
    venue.ask(client, place(1, PUT, "BUY", 5, "1.10"));

    assertThat(words(venue.ask(client, place(1, PUT, "BUY", 5, "1.20"))))
        .contains("openOrder 1 Submitted", "exec 1 BOT 5@1.20");
    assertThat(venue.venue.brokerage().ledger().orders()).hasSize(1);

    venue.ask(client, place(2, PUT, "BUY", 5, "1.10"));
    assertThat(words(venue.ask(client, place(2, PUT, "SELL", 5, "1.10"))))
        .containsExactly("error 2 105");
  }

  @Test
  void answersAWhatIfWithMarginsAndPlacesNothing() {
    List<ServerMessage> answer =
        venue.ask(client, place(1, TWX, "BUY", 100, "69.50", o -> o.whatIf(true)));

    assertThat(answer)
        .singleElement()
        .isInstanceOfSatisfying(
            OpenOrder.class,
            m -> {
              assertThat(m.state().initMarginChange()).isEqualByComparingTo("3475");
              assertThat(m.state().commission()).isEqualByComparingTo("1");
              assertThat(m.order().whatIf()).isTrue();
            });
    assertThat(venue.venue.brokerage().ledger().orders()).isEmpty();
  }

  @Test
  void fillsAGuaranteedCombinationInWholeUnitsOnly() {
    venue.quote(CALL, "0.98", 2, "1.00", 10);

    List<ServerMessage> answer = venue.ask(client, conversion(1, 3, "69.72", List.of()));

    assertThat(words(answer))
        .containsSubsequence(
            "exec 1 BOT 2@69.72",
            "exec 1 BOT 200@69.50",
            "exec 1 BOT 2@1.20",
            "exec 1 SLD 2@0.98",
            "status 1 Submitted 2/1",
            "commission 1.00",
            "commission 1.30",
            "commission 1.30");
    assertThat(answer.stream().filter(ExecDetails.class::isInstance).map(ExecDetails.class::cast))
        .extracting(e -> e.contract().secType())
        .containsExactly("BAG", "STK", "OPT", "OPT");
  }

  @Test
  void neverPaysMoreForACombinationThanItsLimit() {
    assertThat(words(venue.ask(client, conversion(1, 1, "69.71", List.of()))))
        .containsExactly("openOrder 1 Submitted", "status 1 Submitted 0/1");
  }

  @Test
  void keepsIbsRulesForCombinations() {
    assertThat(
            words(
                venue.ask(
                    client,
                    conversion(1, 1, "69.72", List.of(new TagValue("NonGuaranteed", "2"))))))
        .containsExactly("error 1 10043");
    PlaceOrder priced = conversion(2, 1, "69.72", List.of());
    var withLegPrice =
        priced.order().toBuilder()
            .set(
                OrderField.COMBO_LEG_PRICES,
                List.of(
                    new dev.legwork.tws.message.OrderComboLeg(BigDecimal.ONE),
                    new dev.legwork.tws.message.OrderComboLeg(null),
                    new dev.legwork.tws.message.OrderComboLeg(null)))
            .build();
    assertThat(words(venue.ask(client, new PlaceOrder(2, priced.contract(), withLegPrice))))
        .containsExactly("error 2 10058");
    assertThat(
            words(
                venue.ask(
                    client,
                    new PlaceOrder(
                        3,
                        TwsContract.bag("TWX", "SMART", "USD", List.of()),
                        order(3, "BUY", 1, "69.72").build()))))
        .containsExactly("error 3 314");
  }

  private static PlaceOrder conversion(
      int id, long quantity, String limit, List<TagValue> routing) {
    TwsContract bag =
        TwsContract.bag(
            "TWX",
            "SMART",
            "USD",
            List.of(
                ComboLeg.of(TWX.conId(), 100, "BUY", "SMART"),
                ComboLeg.of(PUT.conId(), 1, "BUY", "SMART"),
                ComboLeg.of(CALL.conId(), 1, "SELL", "SMART")));
    return new PlaceOrder(
        id,
        bag,
        order(id, "BUY", quantity, limit)
            .set(OrderField.SMART_COMBO_ROUTING_PARAMS, routing)
            .build());
  }

  @Test
  void answersTheFourQueriesOfARecovery() {
    venue.ask(client, place(1, TWX, "BUY", 100, "69.50"));
    venue.ask(client, place(2, PUT, "BUY", 1, "1.00"));
    long other = venue.client(2);

    assertThat(words(venue.ask(other, new ClientMessage.ReqAllOpenOrders())))
        .containsExactly("openOrder 2 Submitted", "status 2 Submitted 0/1", "openOrderEnd");
    assertThat(words(venue.ask(other, new ClientMessage.ReqOpenOrders())))
        .containsExactly("openOrderEnd");
    assertThat(venue.ask(other, new ClientMessage.ReqCompletedOrders(false)))
        .first()
        .isInstanceOfSatisfying(
            ServerMessage.CompletedOrder.class,
            m -> {
              assertThat(m.order().orderRef()).isEqualTo("ref-1");
              assertThat(m.status()).isEqualTo("Filled");
              assertThat(m.filledQuantity()).isEqualByComparingTo("100");
            });
    assertThat(words(venue.ask(other, new ClientMessage.ReqExecutions(5))))
        .containsExactly("exec 1 BOT 100@69.50", "commission 1.00", "execDetailsEnd");
    assertThat(venue.ask(other, new ClientMessage.ReqPositions()))
        .first()
        .isInstanceOfSatisfying(
            ServerMessage.Position.class,
            m -> {
              assertThat(m.position()).isEqualByComparingTo("100");
              assertThat(m.avgCost()).isEqualByComparingTo("69.51");
            });
  }

  @Test
  void filtersExecutions() {
    venue.ask(client, place(1, TWX, "BUY", 100, "69.50"));
    venue.ask(client, place(2, PUT, "SELL", 1, "1.18"));

    assertThat(words(venue.ask(client, executions("", "", "SELL"))))
        .containsExactly("exec 2 SLD 1@1.18", "commission 1.00", "execDetailsEnd");
    assertThat(words(venue.ask(client, executions("", "STK", ""))))
        .containsExactly("exec 1 BOT 100@69.50", "commission 1.00", "execDetailsEnd");
    assertThat(words(venue.ask(client, executions("20261123-15:00:01", "", ""))))
        .containsExactly("execDetailsEnd");
  }

  private static ClientMessage executions(String time, String secType, String side) {
    return new ClientMessage.ReqExecutions(9, 0, "", time, "", secType, "", side);
  }
}
