package dev.legwork.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.legwork.standalone.Conversion.Market;
import java.math.BigDecimal;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** One pass over chains as the gateway quotes them. */
@EndToEnd
@ResourceLock(value = EndToEnd.ALONE, mode = ResourceAccessMode.READ)
class ScanEndToEndTest {

  private static JsonNode scan(Trader trader, String carry, String... symbols) {
    ObjectNode plan = JsonNodeFactory.instance.objectNode().put("account", trader.account());
    Stream.of(symbols).forEach(plan.putArray("symbols")::add);
    plan.putObject("strategies")
        .putObject("SFR")
        .put("equal-strikes", true)
        .put("min-width", 0)
        .put("max-dte", 90)
        .put("carry-rate", carry);
    plan.put("atMost", "PT30S");
    JsonHttp.Answer answer = trader.trades().http().post("/api/scans", plan);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  private static BigDecimal figure(JsonNode opportunity, String name) {
    return new BigDecimal(opportunity.at("/figures/" + name).asText());
  }

  /** 100.00 + 2.05 − 2.25 for a strike of 100; commissions of 1 USD for each of three orders. */
  @Test
  void findsTheConversionThatIsThereWithItsExactFigures(Trader trader) {
    trader.market(Market.OPEN);
    String symbol = trader.conversion().symbol();

    JsonNode seen = scan(trader, "0", symbol);

    assertThat(seen.path("settled").asBoolean()).as(seen.toPrettyString()).isTrue();
    assertThat(seen.path("troubles")).as(seen.toPrettyString()).isEmpty();
    assertThat(seen.path("opportunities")).as(seen.toPrettyString()).hasSize(1);
    JsonNode found = seen.at("/opportunities/0");
    assertThat(found.path("strategy").asText()).isEqualTo("SFR");
    assertThat(found.path("symbol").asText()).isEqualTo(symbol);
    assertThat(found.at("/legs/1/contract/expiry").asText())
        .isEqualTo(trader.conversion().expiry().toString());
    assertThat(found.at("/legs/1/contract/strike").asText()).isEqualTo(Conversion.STRIKE);
    assertThat(figure(found, "netDebit")).isEqualByComparingTo("99.80");
    assertThat(figure(found, "minProfit")).isEqualByComparingTo("0.20");
    assertThat(figure(found, "fees")).isEqualByComparingTo("3");
    assertThat(figure(found, "minProfitNet")).isEqualByComparingTo("17");
    assertThat(found.path("label").asText()).isEqualTo("risk-free");
    assertThat(seen.at("/tallies/0/opportunities").asInt()).isEqualTo(1);
    assertThat(seen.at("/tallies/0/symbols").asInt()).isEqualTo(1);
  }

  @Test
  void callsNothingRiskFreeThatItsCostsEatUp(Trader trader) {
    trader.market(Market.OPEN);

    JsonNode found = scan(trader, "0.05", trader.conversion().symbol()).at("/opportunities/0");

    assertThat(figure(found, "minProfit")).isEqualByComparingTo("0.20");
    assertThat(figure(found, "minProfitNet")).isNegative();
    assertThat(found.path("label").asText()).isEqualTo("no loss before costs");
  }

  @Test
  void goesOnWithWhatWorksBesideAnUnknownSymbol(Trader trader) {
    trader.market(Market.OPEN);

    JsonNode seen = scan(trader, "0", "NOSUCH", trader.conversion().symbol());

    assertThat(seen.path("opportunities")).as(seen.toPrettyString()).hasSize(1);
    assertThat(seen.path("troubles")).hasSize(1);
    assertThat(seen.at("/troubles/0").asText()).startsWith("NOSUCH UNKNOWN_SYMBOL: ");
  }

  @Test
  void saysWhichFilterRefusedWhatIsTooDear(Trader trader) {
    trader.market(Market.OPEN.withCall("2.00", "2.05"));

    JsonNode seen = scan(trader, "0", trader.conversion().symbol());

    assertThat(seen.path("opportunities")).as(seen.toPrettyString()).isEmpty();
    assertThat(seen.at("/tallies/0/pairs").asInt()).isEqualTo(1);
    assertThat(seen.at("/tallies/0/refused").properties())
        .as(seen.toPrettyString())
        .singleElement()
        .satisfies(one -> assertThat(one.getValue().asInt()).isEqualTo(1));
  }
}
