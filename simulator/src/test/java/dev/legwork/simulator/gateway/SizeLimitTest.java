package dev.legwork.simulator.gateway;

import static dev.legwork.simulator.gateway.VenueHarness.CALL;
import static dev.legwork.simulator.gateway.VenueHarness.PUT;
import static dev.legwork.simulator.gateway.VenueHarness.TWX;
import static dev.legwork.simulator.gateway.VenueHarness.place;
import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.simulator.orders.SizeLimits;
import dev.legwork.tws.message.ClientMessage;
import dev.legwork.tws.message.ServerMessage;
import dev.legwork.tws.message.ServerMessage.ErrorMessage;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SizeLimitTest {
  private final VenueHarness venue =
      new VenueHarness(new SizeLimits(BigDecimal.valueOf(150), BigDecimal.valueOf(10)));
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
        .map(error -> error.code() + " " + error.text())
        .toList();
  }

  @Test
  void refusesAnOrderBeyondTheLimitOfItsKindAndKnowsNothingOfIt() {
    assertThat(errors(place(1, TWX, "BUY", 151, "69.55")))
        .containsExactly("383 The size value exceeds the Size Limit of 150.");
    assertThat(errors(place(2, PUT, "BUY", 11, "1.20")))
        .containsExactly("383 The size value exceeds the Size Limit of 10.");
    assertThat(errors(place(3, PUT, "BUY", 10, "1.20"))).isEmpty();
    assertThat(errors(place(4, TWX, "BUY", 150, "69.55"))).isEmpty();
    assertThat(venue.ask(client, new ClientMessage.ReqCompletedOrders(false)))
        .as("of the refused ones no word")
        .filteredOn(ServerMessage.CompletedOrder.class::isInstance)
        .hasSize(2);
  }

  @Test
  void refusesAWhatIfOfThatSizeToo() {
    assertThat(errors(place(1, PUT, "BUY", 11, "1.20", order -> order.whatIf(true))))
        .singleElement()
        .asString()
        .startsWith("383");
  }
}
