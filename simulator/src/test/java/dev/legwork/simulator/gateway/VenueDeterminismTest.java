package dev.legwork.simulator.gateway;

import static dev.legwork.simulator.gateway.VenueHarness.place;
import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.simulator.contracts.Instrument;
import dev.legwork.simulator.faults.FaultVerb;
import dev.legwork.simulator.journal.Journal;
import dev.legwork.simulator.journal.JournalEntry;
import dev.legwork.simulator.market.GeneratedMarket;
import dev.legwork.simulator.market.TradingHours;
import dev.legwork.tws.message.ClientMessage;
import dev.legwork.tws.message.ServerMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VenueDeterminismTest {

  /** What a run said and remembered. */
  private record Run(List<ServerMessage> said, List<List<JournalEntry>> journal) {}

  @Test
  void saysTheSameForTheSameSeedAndInputs() {
    assertThat(run(11)).isEqualTo(run(11));
    assertThat(run(12)).isNotEqualTo(run(11));
  }

  @Test
  void goesOnFromItsJournalAsIfItHadNotStopped() {
    Journal journal = Journal.inMemory();
    var before = new VenueHarness(journal);
    before.quote(VenueHarness.PUT, "1.18", 10, "1.20", 4);
    long client = before.client(1);
    before.request(client, place(1, VenueHarness.PUT, "BUY", 5, "1.20"));

    var after = new VenueHarness(journal);
    long again = after.client(1);
    after.quote(VenueHarness.PUT, "1.18", 10, "1.20", 4);

    assertThat(VenueHarness.words(after.taken(again))).contains("exec 1 BOT 1@1.20");
    assertThat(after.venue.brokerage().ledger().fills())
        .extracting(fill -> fill.execId())
        .doesNotHaveDuplicates()
        .hasSize(2);
    assertThat(
            after
                .venue
                .brokerage()
                .ledger()
                .account(VenueHarness.ACCOUNT)
                .position(VenueHarness.PUT))
        .extracting(position -> position.quantity())
        .isEqualTo(5L);
  }

  @Test
  void leavesAPostedQuoteAloneUntilItIsReleased() {
    var market = new GeneratedMarket(7, List.of("TWX"), TradingHours.date(VenueHarness.START));
    var venue = new VenueHarness(Journal.inMemory(), market, VenueHarness.START);
    Instrument stock = Instrument.stock("TWX");
    venue.quote(stock, "1.00", 5, "1.01", 5);

    venue.pass(Duration.ofSeconds(5));
    assertThat(bid(venue, stock)).isEqualTo("1.00");

    venue.venue.releasePosted();
    venue.pass(Duration.ofSeconds(5));
    assertThat(bid(venue, stock)).isNotEqualTo("1.00");
  }

  private static String bid(VenueHarness venue, Instrument instrument) {
    return venue.venue.brokerage().board().book(instrument).displayed().bid().toPlainString();
  }

  private static Run run(long seed) {
    Journal journal = Journal.inMemory();
    var market = new GeneratedMarket(seed, List.of("TWX"), TradingHours.date(VenueHarness.START));
    var venue = new VenueHarness(journal, market, VenueHarness.START);
    venue.fault("execDetails", Map.of(), FaultVerb.REORDER, 3, null);
    venue.fault("orderStatus", Map.of(), FaultVerb.DELAY, 5, 70L);
    var said = new ArrayList<ServerMessage>();
    long client = venue.client(1);
    venue.request(
        client,
        new ClientMessage.ReqMktData(
            1_000, VenueHarness.contract(Instrument.stock("TWX")), "", false, false));
    var random = new Random(seed);
    List<Instrument> contracts = List.copyOf(market.contracts());
    for (int id = 1; id <= 60; id++) {
      Instrument contract = contracts.get(random.nextInt(contracts.size()));
      String side = random.nextBoolean() ? "BUY" : "SELL";
      venue.request(client, place(id, contract, side, 1 + random.nextInt(30), null));
      venue.pass(Duration.ofMillis(random.nextInt(900)));
      said.addAll(venue.taken(client));
    }
    return new Run(said, journal.read());
  }
}
