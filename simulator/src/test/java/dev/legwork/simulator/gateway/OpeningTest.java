package dev.legwork.simulator.gateway;

import static dev.legwork.simulator.gateway.VenueHarness.PUT;
import static dev.legwork.simulator.gateway.VenueHarness.START;
import static dev.legwork.simulator.gateway.VenueHarness.place;
import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.simulator.contracts.Instrument;
import dev.legwork.simulator.journal.Journal;
import dev.legwork.simulator.market.Market;
import dev.legwork.simulator.market.ScriptMarket;
import dev.legwork.simulator.market.TradingHours;
import dev.legwork.simulator.orders.Order;
import dev.legwork.simulator.orders.OrderState;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OpeningTest {
  private static final Instant MORNING = Instant.parse("2014-06-06T13:45:00Z");
  private final Journal journal = Journal.inMemory();

  @Test
  void goesOnWithinTheSessionAsTimeWentOn() {
    venue(new Day("lean TWX"), START, "10");

    Venue again = venue(new Day("lean TWX"), START.plusSeconds(600), "10");

    assertThat(again.clock().venueTime()).isEqualTo(MORNING.plusSeconds(600));
    assertThat(again.clock().marketTime()).isEqualTo(MORNING.plusSeconds(6_000));
  }

  @Test
  void beginsAnewWhenTheSessionIsOver() {
    venue(new Day("lean TWX"), START, "1");

    Venue later = venue(new Day("lean TWX"), START.plus(Duration.ofHours(7)), "1");

    assertThat(later.clock().venueTime()).isEqualTo(MORNING);
  }

  @Test
  void endsTheOrdersOfASessionThatIsOverButForThoseWithoutEnd() {
    orders(START);

    var later = new VenueHarness(journal, new ScriptMarket(), START.plus(Duration.ofDays(1)));

    assertThat(later.venue.brokerage().ledger().orders())
        .extracting(Order::state)
        .containsExactly(OrderState.CANCELLED, OrderState.SUBMITTED);
  }

  @Test
  void keepsTheOrdersOfASessionThatGoesOn() {
    orders(START);

    var later = new VenueHarness(journal, new ScriptMarket(), START.plus(Duration.ofHours(2)));

    assertThat(later.venue.brokerage().ledger().liveOrders()).hasSize(2);
    assertThat(later.venue.clock().venueTime()).isEqualTo(START.plus(Duration.ofHours(2)));
  }

  private void orders(Instant wallTime) {
    var venue = new VenueHarness(journal, new ScriptMarket(), wallTime);
    venue.quote(PUT, "1.18", 10, "1.20", 10);
    long client = venue.client(1);
    venue.request(client, place(1, PUT, "BUY", 1, "1.00"));
    venue.request(client, place(2, PUT, "BUY", 1, "1.00", o -> o.tif("GTC")));
  }

  private Venue venue(Market market, Instant wallTime, String speed) {
    var settings =
        new VenueSettings(
            7, VenueSettings.PAPER_ACCOUNTS, VenueSettings.CASH, MORNING, new BigDecimal(speed));
    return new Venue(settings, market, journal, new VenueHarness(), 0, wallTime);
  }

  /** A market of one day without quotes. */
  private record Day(String name) implements Market {
    @Override
    public TradingHours hours() {
      return TradingHours.REGULAR;
    }

    @Override
    public Collection<Instrument> contracts() {
      return List.of();
    }

    @Override
    public void advance(Instant marketTime, Sink sink) {}

    @Override
    public Optional<Instant> next() {
      return Optional.empty();
    }
  }
}
