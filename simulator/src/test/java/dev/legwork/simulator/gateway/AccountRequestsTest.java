package dev.legwork.simulator.gateway;

import static dev.legwork.simulator.gateway.VenueHarness.ACCOUNT;
import static dev.legwork.simulator.gateway.VenueHarness.TWX;
import static dev.legwork.simulator.gateway.VenueHarness.place;
import static dev.legwork.simulator.gateway.VenueHarness.words;
import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.tws.message.ClientMessage;
import dev.legwork.tws.message.ServerMessage;
import dev.legwork.tws.message.ServerMessage.AccountSummary;
import dev.legwork.tws.message.ServerMessage.AccountValue;
import dev.legwork.tws.message.ServerMessage.PortfolioValue;
import dev.legwork.tws.message.ServerMessage.Position;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccountRequestsTest {
  private final VenueHarness venue = new VenueHarness();
  private long client;

  @BeforeEach
  void quoteAndClient() {
    venue.quote(TWX, "69.48", 500, "69.50", 300);
    client = venue.client(1);
  }

  @Test
  void sumsUpWhatATradeDoesToTheAccount() {
    venue.request(client, place(1, TWX, "BUY", 100, "69.50"));

    List<ServerMessage> answer =
        venue.ask(
            client,
            new ClientMessage.ReqAccountSummary(
                9, "All", "TotalCashValue,NetLiquidation,InitMarginReq,AvailableFunds"));

    assertThat(answer)
        .as("100 shares at 69.50 and 1.00 of commission; the mark is 69.49")
        .contains(
            summary("TotalCashValue", "993049.00"),
            summary("NetLiquidation", "999998.00"),
            summary("InitMarginReq", "3474.50"),
            summary("AvailableFunds", "996523.50"))
        .hasSize(41)
        .endsWith(new ServerMessage.AccountSummaryEnd(9));
  }

  private static AccountSummary summary(String tag, String value) {
    return new AccountSummary(9, ACCOUNT, tag, value, "USD");
  }

  @Test
  void allowsTwoSummariesAtATime() {
    venue.ask(client, new ClientMessage.ReqAccountSummary(1, "All", "NetLiquidation"));
    venue.ask(client, new ClientMessage.ReqAccountSummary(2, "All", "NetLiquidation"));

    assertThat(
            words(
                venue.ask(client, new ClientMessage.ReqAccountSummary(3, "All", "NetLiquidation"))))
        .containsExactly("error 3 322");
    venue.ask(client, new ClientMessage.CancelAccountSummary(1));
    assertThat(
            words(
                venue.ask(client, new ClientMessage.ReqAccountSummary(3, "All", "NetLiquidation"))))
        .endsWith("accountSummaryEnd");
  }

  @Test
  void streamsPositionsToWhoeverAskedForThem() {
    long watcher = venue.client(2);
    assertThat(words(venue.ask(watcher, new ClientMessage.ReqPositions())))
        .containsExactly("positionEnd");

    venue.request(client, place(1, TWX, "BUY", 100, "69.50"));
    assertThat(venue.taken(watcher))
        .singleElement()
        .isInstanceOfSatisfying(
            Position.class, p -> assertThat(p.position()).isEqualByComparingTo("100"));

    venue.request(client, place(2, TWX, "SELL", 100, "69.48"));
    assertThat(venue.taken(watcher))
        .as("a position that is gone is told as zero")
        .singleElement()
        .isInstanceOfSatisfying(Position.class, p -> assertThat(p.position()).isZero());

    venue.request(watcher, new ClientMessage.CancelPositions());
    venue.request(client, place(3, TWX, "BUY", 1, "69.50"));
    assertThat(venue.taken(watcher)).isEmpty();
  }

  @Test
  void downloadsAnAccountAndThenItsChanges() {
    assertThat(words(venue.ask(client, new ClientMessage.ReqAccountUpdates(true, ACCOUNT))))
        .contains("accountValue")
        .endsWith("accountTime", "accountDownloadEnd");

    List<ServerMessage> changes = venue.ask(client, place(1, TWX, "BUY", 100, "69.50"));

    assertThat(changes)
        .contains(new AccountValue("TotalCashValue", "993049.00", "USD", ACCOUNT))
        .filteredOn(PortfolioValue.class::isInstance)
        .singleElement()
        .isInstanceOfSatisfying(
            PortfolioValue.class,
            p -> assertThat(p.unrealizedPnl()).as("-0.01 × 100 − 1").isEqualByComparingTo("-2"));
  }

  @Test
  void tellsProfitAndLossEachSecond() {
    venue.ask(client, place(1, TWX, "BUY", 100, "69.50"));
    venue.request(client, new ClientMessage.ReqPnl(5, ACCOUNT, ""));
    venue.taken(client);

    venue.quote(TWX, "70.00", 500, "70.02", 300);
    venue.pass(Duration.ofSeconds(1));

    assertThat(venue.taken(client))
        .singleElement()
        .isInstanceOfSatisfying(
            ServerMessage.Pnl.class,
            p -> {
              assertThat(p.unrealized()).as("0.51 × 100 − 1").isEqualByComparingTo("50");
              assertThat(p.realized()).isZero();
            });
    assertThat(words(venue.ask(client, new ClientMessage.ReqPnl(6, "DU9", ""))))
        .containsExactly("error 6 321");
  }
}
