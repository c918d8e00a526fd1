package dev.legwork.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.Instrument;
import dev.legwork.contract.OptionRight;
import dev.legwork.contract.PriceIncrements;
import dev.legwork.num.Decimals;
import dev.legwork.order.BrokerEvent;
import dev.legwork.order.Children;
import dev.legwork.order.Fill;
import dev.legwork.order.OrderEvent;
import dev.legwork.order.OrderIntent;
import dev.legwork.order.OrderRef;
import dev.legwork.order.OrderSnapshot;
import dev.legwork.order.PlacedOrder;
import dev.legwork.order.Purpose;
import dev.legwork.order.Side;
import dev.legwork.order.Verdict;
import dev.legwork.order.WriteOutcome;
import dev.legwork.saga.EntryAnswer;
import dev.legwork.saga.Reason;
import dev.legwork.saga.ReasonCode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TradeJsonTest {
  private static final Instant AT = Instant.parse("2026-11-20T15:30:00.123456Z");
  private static final OrderRef CALL = new OrderRef("twx-1", "call", Purpose.ENTRY, 1);
  private static final Instrument OPTION =
      new Instrument(
          7,
          ContractSpec.option(
              "TWX", LocalDate.of(2026, 12, 18), Decimals.of("70"), OptionRight.CALL),
          "SMART",
          "USD",
          "TWX   261218C00070000",
          PriceIncrements.uniform(Decimals.of("0.05")));

  @Test
  void snapshotsWithEveryCaseSurviveTheRoundTrip() throws Exception {
    OrderIntent intent =
        new OrderIntent(
            CALL, "DU1000001", OPTION, Side.SELL, Decimals.of(5), Decimals.of("1.20"), AT);
    OrderSnapshot snapshot =
        new OrderSnapshot(
            Map.of(CALL, Verdict.PROVEN_TERMINAL),
            List.of(new PlacedOrder(intent, 17)),
            Map.of(CALL, WriteOutcome.UNKNOWN),
            List.of(
                new BrokerEvent(
                    3,
                    AT,
                    new OrderEvent.Filled(
                        CALL,
                        new Fill("a.b.01.01", Side.SELL, Decimals.of(5), Decimals.of("1.2"), AT),
                        Decimals.of(5),
                        99)),
                new BrokerEvent(4, AT, new OrderEvent.Rejected(CALL, 201, "margin"))));

    String json = TradeJson.mapper().writeValueAsString(snapshot);

    assertThat(TradeJson.mapper().readValue(json, OrderSnapshot.class)).isEqualTo(snapshot);
  }

  @Test
  void anOrderInOnePartSaysNothingAboutParts() throws Exception {
    OrderIntent whole =
        new OrderIntent(
            CALL, "DU1000001", OPTION, Side.SELL, Decimals.of(5), Decimals.of("1.20"), AT);

    assertThat(TradeJson.mapper().valueToTree(whole).has("child")).isFalse();
    assertThat(TradeJson.mapper().valueToTree(whole).has("most")).isFalse();
    for (OrderIntent child : Children.of(whole.ofAtMost(Decimals.of(4)), Decimals.of(2))) {
      String json = TradeJson.mapper().writeValueAsString(child);
      assertThat(TradeJson.mapper().readValue(json, OrderIntent.class)).isEqualTo(child);
    }
  }

  @Test
  void moneyIsPlainTextAndCasesAreNamed() {
    EntryAnswer refused =
        new EntryAnswer.Entered(
            List.of(), WriteOutcome.WRITTEN, AT, Decimals.of("0.0000001"), java.util.Map.of(), "");

    JsonNode json = TradeJson.mapper().valueToTree(refused);

    assertThat(json.get("kind").asText()).isEqualTo("Entered");
    assertThat(json.get("executableNet").textValue()).isEqualTo("0.0000001");
    assertThat(json.get("writtenAt").asText()).isEqualTo("2026-11-20T15:30:00.123456Z");
  }

  @Test
  void casesOfSealedTypesAreFoundAgainByTheirInterface() throws Exception {
    EntryAnswer refused =
        new EntryAnswer.Refused(new Reason(ReasonCode.NOT_MARKETABLE, "no ask for put"));
    String json = TradeJson.mapper().writeValueAsString(refused);

    assertThat(TradeJson.mapper().readValue(json, EntryAnswer.class)).isEqualTo(refused);
  }
}
