package dev.legwork.simulator.gateway;

import static dev.legwork.simulator.gateway.VenueHarness.ACCOUNT;
import static dev.legwork.simulator.gateway.VenueHarness.PUT;
import static dev.legwork.simulator.gateway.VenueHarness.place;
import static dev.legwork.simulator.gateway.VenueHarness.words;
import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.simulator.broker.Ledger;
import dev.legwork.simulator.faults.FaultRule;
import dev.legwork.simulator.faults.FaultVerb;
import dev.legwork.simulator.orders.Fill;
import dev.legwork.simulator.orders.Order;
import dev.legwork.tws.message.ClientMessage;
import dev.legwork.tws.message.ClientMessage.CancelOrder;
import dev.legwork.tws.message.ServerMessage.OpenOrder;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Orders and fills that become what nobody asked for. */
class OrderFaultTest {
  private final VenueHarness venue = new VenueHarness();
  private long client;

  @BeforeEach
  void quoteAndClient() {
    venue.quote(PUT, "1.18", 10, "1.20", 10);
    client = venue.client(1);
  }

  /** fault O18: the broker executes more than was ordered. */
  @Test
  void tradesMoreThanWasOrdered() {
    venue.fault(FaultRule.of("execDetails", FaultVerb.OVER_FILL).withQuantity(2).withMillis(100));
    venue.ask(client, place(1, PUT, "BUY", 5, "1.20"));

    venue.pass(Duration.ofSeconds(5));

    assertThat(words(venue.taken(client)))
        .containsExactly(
            "exec 1 BOT 2@1.20", "openOrder 1 Filled", "status 1 Filled 7/0", "commission 1.30");
    assertThat(position()).isEqualTo(7);
  }

  /** fault O16: the order is held back, trades nothing meanwhile, and works again. */
  @Test
  void goesInactiveAndWorksAgain() {
    venue.fault(FaultRule.of("placeOrder", FaultVerb.HOLD_INACTIVE).withMillis(2_000).withTimes(1));

    assertThat(words(venue.ask(client, place(1, PUT, "BUY", 1, "1.20"))))
        .containsExactly(
            "openOrder 1 Submitted",
            "status 1 Submitted 0/1",
            "openOrder 1 Inactive",
            "status 1 Inactive 0/1");
    venue.quote(PUT, "1.18", 10, "1.20", 10);
    venue.pass(Duration.ofMillis(1_999));
    assertThat(venue.taken(client)).isEmpty();
    assertThat(words(venue.ask(client, new ClientMessage.ReqAllOpenOrders())))
        .startsWith("openOrder 1 Inactive");

    venue.pass(Duration.ofMillis(1));
    assertThat(words(venue.taken(client)))
        .startsWith("openOrder 1 Submitted", "status 1 Submitted 0/1", "exec 1 BOT 1@1.20");
  }

  /** fault O16: a held order can be cancelled, and then stays dead. */
  @Test
  void cancelsAHeldOrderForGood() {
    venue.request(client, place(1, PUT, "BUY", 1, "1.10"));
    venue.fault(
        FaultRule.of(FaultRule.NOW, FaultVerb.HOLD_INACTIVE).with(Map.of("orderRef", "ref-1")));
    assertThat(words(venue.ask(client, new CancelOrder(1)))).contains("status 1 Cancelled 0/1");

    venue.quote(PUT, "1.00", 10, "1.05", 10);
    venue.pass(Duration.ofMinutes(1));

    assertThat(venue.taken(client)).isEmpty();
    assertThat(ledger().fills()).isEmpty();
  }

  /** faults O9 and O10: a modify leaves the original beside what it asked for. */
  @Test
  void leavesTwoIncarnationsAfterAModify() {
    venue.request(client, place(1, PUT, "BUY", 1, "1.10"));
    venue.fault(FaultRule.of("placeOrder", FaultVerb.TWIN));
    venue.ask(client, place(1, PUT, "BUY", 1, "1.11"));

    assertThat(venue.ask(client, new ClientMessage.ReqAllOpenOrders()))
        .filteredOn(OpenOrder.class::isInstance)
        .extracting(m -> (OpenOrder) m)
        .satisfies(
            rows -> {
              assertThat(rows).extracting(OpenOrder::orderId).containsExactly(1, 1);
              assertThat(rows).extracting(r -> r.order().orderRef()).containsOnly("ref-1");
              assertThat(rows).extracting(OpenOrder::permId).doesNotHaveDuplicates();
            });
  }

  /** fault O9: a cancel ends one incarnation; the other can fill until it is cancelled, too. */
  @Test
  void cancelsOneIncarnationAtATime() {
    venue.fault(FaultRule.of("placeOrder", FaultVerb.TWIN));
    venue.ask(client, place(1, PUT, "BUY", 1, "1.10"));
    assertThat(ledger().liveOrders()).extracting(Order::orderId).containsExactly(1, 1);

    assertThat(words(venue.ask(client, new CancelOrder(1)))).contains("status 1 Cancelled 0/1");
    assertThat(ledger().liveOrders()).hasSize(1);
    venue.quote(PUT, "1.05", 10, "1.09", 10);
    assertThat(words(venue.taken(client))).contains("exec 1 BOT 1@1.09");
    assertThat(words(venue.ask(client, new CancelOrder(1)))).containsExactly("error 1 10148");
  }

  /** fault O11: a bust takes the trade away, long after the order was filled. */
  @Test
  void bustsATrade() {
    venue.ask(client, place(1, PUT, "BUY", 5, "1.20"));
    venue.pass(Duration.ofMinutes(10));
    venue.fault(
        FaultRule.of(FaultRule.NOW, FaultVerb.CORRECT_EXECUTION)
            .with(Map.of("orderRef", "ref-1"))
            .withQuantity(0));
    venue.pass(Duration.ZERO);

    assertThat(words(venue.taken(client))).containsExactly("exec 1 BOT 0@1.20", "commission 0");
    assertThat(position()).isZero();
    assertThat(ledger().account(ACCOUNT).cash()).isEqualByComparingTo("1000000");
    assertThat(ledger().fills())
        .extracting(Fill::execId)
        .singleElement()
        .asString()
        .endsWith(".02");
  }

  /** fault O11: a correction of the price alone. */
  @Test
  void correctsThePriceAlone() {
    venue.ask(client, place(1, PUT, "BUY", 5, "1.20"));
    venue.fault(
        new FaultRule(
            FaultRule.NOW,
            Map.of(),
            FaultVerb.CORRECT_EXECUTION,
            0,
            0,
            null,
            null,
            null,
            null,
            new BigDecimal("1.15"),
            null,
            null,
            false));
    venue.pass(Duration.ZERO);

    assertThat(words(venue.taken(client))).startsWith("exec 1 BOT 5@1.15");
    assertThat(position()).isEqualTo(5);
    assertThat(ledger().account(ACCOUNT).cash()).isEqualByComparingTo("999421.75");
  }

  /** fault O7: a cancelled order trades, however late. */
  @Test
  void tradesLongAfterItWasCancelled() {
    venue.ask(client, place(1, PUT, "BUY", 5, "1.10"));
    venue.ask(client, new CancelOrder(1));
    venue.pass(Duration.ofMinutes(10));

    venue.fault(FaultRule.of(FaultRule.NOW, FaultVerb.FILL_AFTER_CANCEL).withQuantity(2));
    venue.pass(Duration.ZERO);

    assertThat(words(venue.taken(client)))
        .startsWith("exec 1 BOT 2@1.10", "openOrder 1 Cancelled", "status 1 Cancelled 2/3");
  }

  private long position() {
    return ledger().account(ACCOUNT).position(PUT).quantity();
  }

  private Ledger ledger() {
    return venue.venue.brokerage().ledger();
  }
}
