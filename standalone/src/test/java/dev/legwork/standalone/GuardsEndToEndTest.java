package dev.legwork.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.legwork.standalone.Conversion.Market;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What refuses a trade before its first byte: margin, halts, the venue's hours. */
@EndToEnd
class GuardsEndToEndTest {
  /** What every account of the house begins with, USD. */
  private static final BigDecimal DEPOSIT = new BigDecimal("1000000");

  @Test
  @ResourceLock(value = EndToEnd.ALONE, mode = ResourceAccessMode.READ)
  void sendsNothingThatTheAccountCannotCarry(Trader trader) {
    String id = trader.id("dear-whole");
    trader.market(Market.OPEN);
    leaveFunds(trader, "5000");
    try {
      JsonNode ended = trader.execute(trader.marketable(id));

      assertRefused(trader, id, ended, "MARGIN");
      assertThat(ended.at("/reason/detail").asText()).contains("what-if all legs takes ");
    } finally {
      deposit(trader, DEPOSIT);
    }
  }

  /** The vertical is worth its width; its short put alone is worth a fifth of the stock. */
  @Test
  @ResourceLock(value = EndToEnd.ALONE, mode = ResourceAccessMode.READ)
  void sendsNothingOfAnAffordableWholeWhoseWorstPartIsTooDear(Trader trader) {
    String id = trader.id("dear-part");
    trader.market(Market.OPEN);
    Conversion conversion = trader.conversion();
    ObjectNode cover = conversion.put().put("strike", "95");
    trader.venue().quote(cover, "0.40", "50", "0.45", "50");
    ObjectNode vertical = conversion.request(id, trader.account(), 1, "-1.50");
    vertical
        .putArray("legs")
        .add(leg("short", "SELL", conversion.put()))
        .add(leg("long", "BUY", cover));
    try {
      leaveFunds(trader, "1500");
      JsonNode ended = trader.execute(vertical);

      assertRefused(trader, id, ended, "MARGIN");
      assertThat(ended.at("/reason/detail").asText()).contains("what-if short alone takes ");

      leaveFunds(trader, "10000");
      vertical.put("id", trader.id("carried"));
      assertThat(trader.execute(vertical).path("state").asText()).isEqualTo("COMMITTED");
    } finally {
      deposit(trader, DEPOSIT);
    }
  }

  /** fault O23: no answer is no permission. */
  @Test
  @ResourceLock(value = EndToEnd.ALONE, mode = ResourceAccessMode.READ)
  void sendsNothingWhenTheWhatIfIsNeverAnswered(Trader trader) {
    String id = trader.id("silent");
    trader.market(Market.OPEN);
    whatIfs(trader, "whatIfSilent");

    JsonNode ended = trader.execute(trader.marketable(id));

    assertRefused(trader, id, ended, "MARGIN_UNKNOWN");
  }

  /** fault O23: the first answer holds no margins, the second does. */
  @Test
  @ResourceLock(value = EndToEnd.ALONE, mode = ResourceAccessMode.READ)
  void goesOnWhenTheRealAnswerFollowsTheSentinel(Trader trader) {
    String id = trader.id("sentinel");
    trader.market(Market.OPEN);
    whatIfs(trader, "whatIfSentinel");

    JsonNode ended = trader.execute(trader.marketable(id));

    assertThat(ended.path("state").asText()).isEqualTo("COMMITTED");
    assertThat(trader.venue().orders(id)).as("what-ifs are no orders").hasSize(3);
    assertThat(trader.held(id)).isEqualTo(Map.of("stock", 100, "put", 1, "call", -1));
  }

  /**
   * fault O14: what the what-if allowed is refused when the order comes, and others have filled.
   */
  @Test
  @ResourceLock(value = EndToEnd.ALONE, mode = ResourceAccessMode.READ)
  void unwindsWithoutATryMoreWhenMarginRunsOutAtALaterLeg(Trader trader) {
    String id = trader.id("runs-out");
    trader.market(Market.OPEN);
    trader
        .venue()
        .fault(
            """
            {"on": "placeOrder", "match": {"orderRef": "lw1|%s|call|E"}, "do": "reject",
             "code": 201, "text": "Order rejected - reason:Available funds are insufficient",
             "times": 5}
            """
                .formatted(id));

    JsonNode ended = trader.execute(trader.marketable(id));

    assertThat(ended.path("state").asText()).isEqualTo("UNWOUND");
    assertThat(trader.held(id)).isEmpty();
    assertThat(trader.venue().orders(id))
        .filteredOn(order -> order.get("orderRef").asText().contains("|call|E"))
        .as("entries of the refused leg")
        .hasSize(1);
    trader.assertInOrder(id);
  }

  /** fault O24. */
  @Test
  @ResourceLock(value = EndToEnd.ALONE, mode = ResourceAccessMode.READ)
  void sendsNothingWhileTradingIsHalted(Trader trader) {
    String id = trader.id("halted");
    trader.market(Market.OPEN);
    halt(trader, true);

    JsonNode ended = trader.execute(trader.marketable(id));

    assertRefused(trader, id, ended, "HALTED");

    halt(trader, false);
    assertThat(trader.execute(trader.marketable(trader.id("resumed"))).path("state").asText())
        .isEqualTo("COMMITTED");
  }

  @Test
  @ResourceLock(value = EndToEnd.ALONE, mode = ResourceAccessMode.READ_WRITE)
  void sendsNothingWhileTheVenueIsClosed(Trader trader) {
    String id = trader.id("closed");
    trader.market(Market.OPEN);
    post(trader, "/session", "{\"open\": false}");
    try {
      JsonNode ended = trader.execute(trader.marketable(id));

      assertRefused(trader, id, ended, "MARKET_CLOSED");
    } finally {
      post(trader, "/session", "{\"open\": true}");
    }
  }

  private static void assertRefused(Trader trader, String id, JsonNode ended, String code) {
    assertThat(ended.path("state").asText()).isEqualTo("REJECTED");
    assertThat(ended.at("/reason/code").asText()).isEqualTo(code);
    assertThat(trader.venue().orders(id)).isEmpty();
    trader.assertInOrder(id);
  }

  /** Leaves the account so much to open positions with, whatever it holds. */
  private static void leaveFunds(Trader trader, String wanted) {
    BigDecimal available =
        trader.venue().all("/accounts").stream()
            .filter(row -> row.path("account").asText().equals(trader.account()))
            .map(row -> new BigDecimal(row.path("availableFunds").asText()))
            .findFirst()
            .orElseThrow();
    BigDecimal less = available.subtract(new BigDecimal(wanted));
    deposit(trader, DEPOSIT.subtract(less));
  }

  private static void deposit(Trader trader, BigDecimal cash) {
    post(
        trader,
        "/accounts",
        "{\"account\": \"%s\", \"cash\": \"%s\"}"
            .formatted(trader.account(), cash.toPlainString()));
  }

  private static void halt(Trader trader, boolean halted) {
    post(
        trader,
        "/halts",
        "{\"symbol\": \"%s\", \"halted\": %s}".formatted(trader.conversion().symbol(), halted));
  }

  private static void whatIfs(Trader trader, String verb) {
    trader
        .venue()
        .fault(
            """
            {"on": "placeOrder", "match": {"symbol": "%s"}, "do": "%s", "times": 1000}
            """
                .formatted(trader.conversion().symbol(), verb));
  }

  private static void post(Trader trader, String path, String body) {
    JsonHttp.Answer answer = trader.venue().http().post(path, body);
    assertThat(answer.status()).as("%s", answer).isLessThan(300);
  }

  private static ObjectNode leg(String name, String action, ObjectNode contract) {
    ObjectNode leg =
        JsonNodeFactory.instance
            .objectNode()
            .put("name", name)
            .put("action", action)
            .put("ratio", 1);
    leg.set("contract", contract);
    return leg;
  }
}
