package dev.legwork.simulator.gateway;

import static dev.legwork.simulator.gateway.VenueHarness.CALL;
import static dev.legwork.simulator.gateway.VenueHarness.EXPIRY;
import static dev.legwork.simulator.gateway.VenueHarness.PUT;
import static dev.legwork.simulator.gateway.VenueHarness.TWX;
import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.simulator.contracts.Instrument;
import dev.legwork.simulator.faults.FaultRule;
import dev.legwork.simulator.faults.FaultVerb;
import dev.legwork.tws.message.ClientMessage;
import dev.legwork.tws.message.ClientMessage.CancelMktData;
import dev.legwork.tws.message.ClientMessage.ReqContractDetails;
import dev.legwork.tws.message.ClientMessage.ReqMktData;
import dev.legwork.tws.message.ClientMessage.ReqSecDefOptParams;
import dev.legwork.tws.message.ServerMessage;
import dev.legwork.tws.message.ServerMessage.ContractDetails;
import dev.legwork.tws.message.ServerMessage.ErrorMessage;
import dev.legwork.tws.message.ServerMessage.SecDefOptParams;
import dev.legwork.tws.message.TwsContract;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a chain is found out by, and how much of it may be watched. */
class MarketDataLimitTest {
  private final VenueHarness venue = new VenueHarness(2);
  private long client;

  @BeforeEach
  void quotesAndClient() {
    venue.quote(TWX, "69.48", 500, "69.50", 500);
    venue.quote(PUT, "1.18", 50, "1.20", 50);
    venue.quote(CALL, "0.98", 50, "1.00", 50);
    client = venue.client(1);
  }

  private List<String> errors(ClientMessage message) {
    return venue.ask(client, message).stream()
        .filter(ErrorMessage.class::isInstance)
        .map(ErrorMessage.class::cast)
        .map(error -> error.id() + " " + error.code() + " " + error.text())
        .toList();
  }

  private static ReqMktData quotes(int reqId, Instrument instrument) {
    return new ReqMktData(reqId, Wire.contract(instrument), "", false, false);
  }

  @Test
  void refusesASubscriptionBeyondTheLinesUntilOneIsGivenBack() {
    assertThat(errors(quotes(1, TWX))).isEmpty();
    assertThat(errors(quotes(2, PUT))).isEmpty();
    assertThat(errors(quotes(3, CALL)))
        .containsExactly("3 101 Max number of tickers has been reached");

    assertThat(errors(new CancelMktData(2))).isEmpty();
    assertThat(errors(quotes(4, CALL))).isEmpty();
  }

  @Test
  void anotherClientHasLinesOfItsOwn() {
    errors(quotes(1, TWX));
    errors(quotes(2, PUT));
    client = venue.client(2);

    assertThat(errors(quotes(1, TWX))).isEmpty();
  }

  @Test
  void refusesQuotesThatTheLoginMayNotSeeInTheWordsOfTws() {
    venue.fault(
        FaultRule.of("reqMktData", FaultVerb.REJECT).with(Map.of("right", "CALL")).withCode(354));

    assertThat(errors(quotes(1, CALL)))
        .containsExactly("1 354 Requested market data is not subscribed.");
    assertThat(errors(quotes(2, PUT))).isEmpty();
    assertThat(errors(quotes(3, TWX))).as("what was refused holds no line").isEmpty();
  }

  @Test
  void tellsTheExpiriesOfAStocksOptionsAndThenAllContractsOfOne() {
    List<ServerMessage> classes =
        venue.ask(client, new ReqSecDefOptParams(5, "TWX", "", "STK", TWX.conId()));
    assertThat(classes)
        .filteredOn(SecDefOptParams.class::isInstance)
        .extracting(row -> ((SecDefOptParams) row).expirations())
        .containsOnly(List.of(Wire.day(EXPIRY)));
    assertThat(classes.getLast()).isEqualTo(new ServerMessage.SecDefOptParamsEnd(5));

    TwsContract all =
        TwsContract.builder()
            .symbol("TWX")
            .secType("OPT")
            .exchange("SMART")
            .currency("USD")
            .lastTradeDateOrContractMonth(Wire.day(EXPIRY))
            .multiplier("100")
            .tradingClass("TWX")
            .build();
    assertThat(venue.ask(client, new ReqContractDetails(6, all)))
        .filteredOn(ContractDetails.class::isInstance)
        .extracting(row -> ((ContractDetails) row).contract().conId())
        .containsExactlyInAnyOrder(PUT.conId(), CALL.conId());
  }

  @Test
  void knowsNoOptionsOfAStockThatHasNone() {
    Instrument stock = Instrument.stock("NONE");
    venue.quote(stock, "10.00", 100, "10.01", 100);

    assertThat(venue.ask(client, new ReqSecDefOptParams(5, "NONE", "", "STK", stock.conId())))
        .containsExactly(new ServerMessage.SecDefOptParamsEnd(5));
    assertThat(errors(new ReqSecDefOptParams(6, "NOPE", "", "STK", 999)))
        .containsExactly("6 200 No security definition has been found");
  }
}
