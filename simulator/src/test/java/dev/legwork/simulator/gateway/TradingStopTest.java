package dev.legwork.simulator.gateway;

import static dev.legwork.simulator.gateway.VenueHarness.CALL;
import static dev.legwork.simulator.gateway.VenueHarness.PUT;
import static dev.legwork.simulator.gateway.VenueHarness.place;
import static dev.legwork.simulator.gateway.VenueHarness.words;
import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.tws.message.ClientMessage;
import dev.legwork.tws.message.ServerMessage.TickGeneric;
import java.math.BigDecimal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Trading stops while orders work: fault O24. */
class TradingStopTest {
  private final VenueHarness venue = new VenueHarness();
  private long client;

  @BeforeEach
  void quotesAndClient() {
    venue.quote(PUT, "1.18", 10, "1.20", 10);
    venue.quote(CALL, "0.98", 10, "1.00", 10);
    client = venue.client(1);
  }

  /** fault O24: a halt outlasts quotes, and the order trades when it is over. */
  @Test
  void tradesNothingOnAHaltedSymbolWhateverItsQuotesSay() {
    venue.request(
        client, new ClientMessage.ReqMktData(5, VenueHarness.contract(PUT), "", false, false));
    venue.taken(client);

    venue.venue.brokerage().stops().halt("TWX", true);
    assertThat(venue.taken(client)).containsExactly(new TickGeneric(5, 49, BigDecimal.ONE));
    venue.ask(client, place(1, PUT, "BUY", 1, "1.20"));
    venue.quote(PUT, "1.15", 10, "1.17", 10);
    assertThat(venue.venue.brokerage().ledger().fills()).isEmpty();

    venue.taken(client);
    venue.venue.brokerage().stops().halt("TWX", false);
    assertThat(venue.taken(client)).contains(new TickGeneric(5, 49, BigDecimal.ZERO));
    assertThat(venue.venue.brokerage().ledger().fills()).hasSize(1);
  }

  /** fault O24: the day ends early while an order works; a later one waits for the next. */
  @Test
  void endsTheDayEarlyAndLetsLaterOrdersWait() {
    venue.ask(client, place(1, PUT, "BUY", 1, "1.10"));
    venue.ask(client, place(2, CALL, "BUY", 1, "0.90", o -> o.tif("GTC")));

    venue.venue.brokerage().stops().close(true);
    assertThat(words(venue.taken(client))).containsExactly("error 1 202", "status 1 Cancelled 0/1");
    assertThat(words(venue.ask(client, place(3, PUT, "BUY", 1, "1.20"))))
        .containsExactly("openOrder 3 PreSubmitted", "status 3 PreSubmitted 0/1", "error 3 399");
    venue.quote(PUT, "1.15", 10, "1.17", 10);
    venue.quote(CALL, "0.80", 10, "0.85", 10);
    assertThat(venue.venue.brokerage().ledger().fills()).isEmpty();

    venue.venue.brokerage().stops().close(false);
    assertThat(words(venue.taken(client)))
        .containsSubsequence("openOrder 3 Submitted", "exec 3 BOT 1@1.17")
        .contains("exec 2 BOT 1@0.85");
  }
}
