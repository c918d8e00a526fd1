package dev.legwork.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.legwork.standalone.Conversion.Market;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Legs larger than the gateway takes in one order, on the running house. */
@EndToEnd
@ResourceLock(value = EndToEnd.ALONE, mode = ResourceAccessMode.READ)
class ChildrenEndToEndTest {
  private static final int UNITS = 25;

  private static ObjectNode large(Trader trader, String id) {
    return trader.conversion().request(id, trader.account(), UNITS, "99.85");
  }

  /** Sizes of the orders of a leg at the gateway, in order of arrival. */
  private static List<Integer> sizes(Trader trader, String id, String leg, char purpose) {
    List<Integer> sizes = new ArrayList<>();
    for (JsonNode order : trader.venue().orders(id)) {
      String[] ref = order.get("orderRef").asText().split("\\|");
      if (ref[2].equals(leg) && ref[3].charAt(0) == purpose) {
        sizes.add(order.get("quantity").asInt());
      }
    }
    return sizes;
  }

  private static List<String> references(JsonNode leg) {
    List<String> references = new ArrayList<>();
    leg.path("orders").forEach(order -> references.add(order.path("orderRef").asText()));
    return references;
  }

  @Test
  void commitsATradeWhoseOptionsAreSplitAndShowsThemAsOneLeg(Trader trader) {
    String id = trader.id("large");
    trader.market(Market.OPEN);

    JsonNode ended = trader.execute(large(trader, id));

    assertThat(ended.path("state").asText()).isEqualTo("COMMITTED");
    assertThat(sizes(trader, id, "stock", 'E')).containsExactly(2500);
    assertThat(sizes(trader, id, "put", 'E')).containsExactly(9, 8, 8);
    assertThat(sizes(trader, id, "call", 'E')).containsExactly(9, 8, 8);
    assertThat(trader.held(id)).isEqualTo(Map.of("stock", 2500, "put", 25, "call", -25));
    JsonNode put = ended.path("legs").get(1);
    assertThat(put.path("executed").asText()).isEqualTo("25");
    assertThat(put.path("averagePrice").asText()).isEqualTo("2.05");
    assertThat(references(put))
        .containsExactly("lw1|" + id + "|put|E1", "lw1|" + id + "|put|E2", "lw1|" + id + "|put|E3");
    trader.assertInOrder(id);
  }

  @Test
  void unwindsWithinTheGatewaysSizeWhenOneChildIsRejected(Trader trader) {
    String id = trader.id("rejected-child");
    trader.market(Market.OPEN);
    trader
        .venue()
        .fault(
            """
            {"on": "placeOrder", "match": {"orderRef": "lw1|%s|call|E2"}, "do": "reject",
             "code": 201, "times": 1}
            """
                .formatted(id));

    JsonNode ended = trader.execute(large(trader, id));

    assertThat(ended.path("state").asText()).isEqualTo("UNWOUND");
    assertThat(ended.at("/reason/code").asText()).isEqualTo("LEG_REJECTED");
    assertThat(trader.held(id)).isEmpty();
    assertThat(sizes(trader, id, "put", 'U')).isNotEmpty();
    for (String leg : List.of("put", "call")) {
      assertThat(sizes(trader, id, leg, 'U'))
          .allSatisfy(size -> assertThat(size).isLessThanOrEqualTo(House.MOST_CONTRACTS));
    }
    trader.assertInOrder(id);
  }

  @Test
  void sendsNothingOfATradeThatNeedsMoreOrdersThanLeaveTogether(Trader trader) {
    String id = trader.id("too-large");
    trader.market(new Market("99.98", "100.00", "2.00", "2.05", "2.25", "2.30", 90));

    JsonNode ended = trader.execute(trader.conversion().request(id, trader.account(), 31, "99.85"));

    assertThat(ended.path("state").asText()).isEqualTo("REJECTED");
    assertThat(ended.at("/reason/code").asText()).isEqualTo("TOO_MANY_ORDERS");
    assertThat(trader.venue().orders(id)).isEmpty();
    trader.assertInOrder(id);
  }
}
