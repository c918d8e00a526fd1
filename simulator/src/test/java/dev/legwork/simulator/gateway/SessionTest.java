package dev.legwork.simulator.gateway;

import static dev.legwork.simulator.gateway.VenueHarness.PUT;
import static dev.legwork.simulator.gateway.VenueHarness.TWX;
import static dev.legwork.simulator.gateway.VenueHarness.place;
import static dev.legwork.simulator.gateway.VenueHarness.words;
import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.tws.message.ClientMessage;
import dev.legwork.tws.message.ServerMessage;
import dev.legwork.tws.message.ServerMessage.NextValidId;
import dev.legwork.tws.message.ServerMessage.TickPrice;
import dev.legwork.tws.message.ServerMessage.TickSize;
import dev.legwork.tws.message.TwsContract;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionTest {
  private final VenueHarness venue = new VenueHarness();

  @Test
  void greetsAClientWithItsAccountsAndNextId() {
    List<ServerMessage> greeting = venue.taken(venue.connect(1));

    assertThat(greeting)
        .contains(new ServerMessage.ManagedAccounts(VenueSettings.PAPER_ACCOUNTS))
        .contains(new NextValidId(1));
  }

  @Test
  void refusesAClientIdInUseUntilItsSocketIsDrained() {
    long first = venue.client(1);
    long second = venue.connect(1);

    assertThat(words(venue.taken(second))).containsExactly("error -1 326");
    assertThat(venue.closed(second)).isTrue();

    venue.disconnect(second);
    venue.disconnect(first);
    assertThat(venue.taken(venue.connect(1))).contains(new NextValidId(1));
  }

  @Test
  void keepsTheNextIdOfEachClientApartAndRising() {
    venue.quote(TWX, "69.48", 500, "69.50", 300);
    long first = venue.client(1);
    venue.request(first, place(40, TWX, "BUY", 1, "1.00"));
    venue.disconnect(first);

    assertThat(venue.taken(venue.connect(1))).contains(new NextValidId(41));
    assertThat(venue.taken(venue.connect(2))).contains(new NextValidId(1));
  }

  @Test
  void complainsOfMoreThanFiftyMessagesASecond() {
    long client = venue.client(1);
    for (int i = 0; i < 49; i++) {
      assertThat(words(venue.ask(client, new ClientMessage.ReqCurrentTime())))
          .containsExactly("currentTime");
    }
    assertThat(words(venue.ask(client, new ClientMessage.ReqCurrentTime())))
        .as("startApi was the first")
        .containsExactly("error -1 100");
  }

  @Test
  void tellsTheCurrentQuoteAtOnceAndThenEachNewOne() {
    venue.quote(PUT, "1.18", 10, "1.20", 7);
    long client = venue.client(1);

    assertThat(venue.ask(client, quotes(5, false)))
        .contains(
            new TickPrice(5, 1, decimal("1.18"), decimal("10"), 1),
            new TickSize(5, 3, decimal("7")));

    venue.quote(PUT, "1.18", 10, "1.21", 3);
    assertThat(venue.taken(client)).contains(new TickPrice(5, 2, decimal("1.21"), decimal("3"), 1));

    venue.request(client, place(1, PUT, "BUY", 3, "1.21"));
    assertThat(venue.taken(client))
        .as("nobody offers any more")
        .contains(new TickPrice(5, 2, decimal("-1"), decimal("0"), 1));

    venue.request(client, new ClientMessage.CancelMktData(5));
    venue.quote(PUT, "1.18", 10, "1.22", 3);
    assertThat(venue.taken(client)).isEmpty();
  }

  @Test
  void endsASnapshot() {
    venue.quote(PUT, "1.18", 10, "1.20", 7);
    long client = venue.client(1);

    assertThat(venue.ask(client, quotes(5, true))).endsWith(new ServerMessage.TickSnapshotEnd(5));
    venue.quote(PUT, "1.18", 10, "1.22", 3);
    assertThat(venue.taken(client)).isEmpty();
  }

  @Test
  void describesContractsAndSaysWhenItCannot() {
    venue.quote(TWX, "69.48", 500, "69.50", 300);
    venue.quote(PUT, "1.18", 10, "1.20", 7);
    long client = venue.client(1);
    TwsContract put =
        TwsContract.builder()
            .symbol("TWX")
            .secType("OPT")
            .lastTradeDateOrContractMonth("20261218")
            .strike(decimal("70.00"))
            .right("P")
            .exchange("SMART")
            .currency("USD")
            .build();

    List<ServerMessage> answer = venue.ask(client, new ClientMessage.ReqContractDetails(3, put));
    assertThat(answer)
        .first()
        .isInstanceOfSatisfying(
            ServerMessage.ContractDetails.class,
            m -> {
              assertThat(m.contract().conId()).isEqualTo(PUT.conId());
              assertThat(m.details().underConId()).isEqualTo(TWX.conId());
              assertThat(m.details().marketRuleId("SMART")).hasValue(32);
            });
    assertThat(words(answer)).endsWith("contractDetailsEnd");
    assertThat(
            words(
                venue.ask(
                    client,
                    new ClientMessage.ReqContractDetails(
                        4, TwsContract.builder().symbol("NONE").secType("STK").build()))))
        .containsExactly("error 4 200");
  }

  private static ClientMessage quotes(int reqId, boolean snapshot) {
    return new ClientMessage.ReqMktData(reqId, VenueHarness.contract(PUT), "", snapshot, false);
  }

  private static java.math.BigDecimal decimal(String text) {
    return new java.math.BigDecimal(text);
  }
}
