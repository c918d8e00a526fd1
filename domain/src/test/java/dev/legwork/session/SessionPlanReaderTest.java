package dev.legwork.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.request.FieldError;
import dev.legwork.request.FieldError.Kind;
import dev.legwork.request.Placing;
import dev.legwork.request.Pricing;
import dev.legwork.request.RequestRules;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SessionPlanReaderTest {
  private static final RequestRules ONE = rules("DU1000001");
  private static final SessionPlanReader.StrategyCheck NO_PROBLEM = settings -> List.of();

  private static RequestRules rules(String... accounts) {
    return new RequestRules(Set.of(accounts), Set.of(), null);
  }

  private static Map<String, Object> least() {
    Map<String, Object> body = new HashMap<>();
    body.put("name", "morning");
    body.put("symbols", List.of("TWX", "GOOG"));
    body.put("strategies", Map.of("SFR", Map.of()));
    return body;
  }

  private static SessionPlan plan(Map<String, Object> body) {
    return ((ReadPlan.Valid) SessionPlanReader.read(body, null, ONE, NO_PROBLEM)).plan();
  }

  private static List<String> errors(Map<String, Object> body, RequestRules rules) {
    return switch (SessionPlanReader.read(body, null, rules, NO_PROBLEM)) {
      case ReadPlan.Valid valid -> List.of();
      case ReadPlan.Invalid invalid -> invalid.errors().stream().map(FieldError::field).toList();
    };
  }

  @Test
  void fillsInWhatIsNotSaid() {
    assertThat(plan(least()))
        .isEqualTo(
            new SessionPlan(
                "morning",
                "DU1000001",
                List.of("TWX", "GOOG"),
                Map.of("SFR", Map.of()),
                1,
                Placing.PARALLEL,
                Pricing.LIMIT,
                6,
                StopAfter.DEFAULT,
                Duration.ofSeconds(1),
                false));
  }

  @Test
  void readsAllThatCanBeSaid() {
    Map<String, Object> body = least();
    body.put("account", "DU1000001");
    body.put(
        "strategies",
        Map.of(
            "SFR", Map.of("min-profit", new BigDecimal("0.05"), "max-dte", 40),
            "SYNTHETIC", Map.of("scoring", "aggressive", "allow-debit", true)));
    body.put("quantity", 2);
    body.put("placing", "HEDGE_FIRST");
    body.put("pricing", "HYBRID");
    body.put("maxLegs", 6);
    body.put("stopAfter", Map.of("partial", false, "trades", 3, "at", "2014-06-06T19:55:00Z"));
    body.put("scanEvery", "PT2S");
    body.put("dryRun", true);

    assertThat(plan(body))
        .isEqualTo(
            new SessionPlan(
                "morning",
                "DU1000001",
                List.of("TWX", "GOOG"),
                Map.of(
                    "SFR", Map.of("min-profit", "0.05", "max-dte", "40"),
                    "SYNTHETIC", Map.of("scoring", "aggressive", "allow-debit", "true")),
                2,
                Placing.HEDGE_FIRST,
                Pricing.HYBRID,
                6,
                new StopAfter(false, false, 3, Instant.parse("2014-06-06T19:55:00Z")),
                Duration.ofSeconds(2),
                true));
  }

  @Test
  void tellsEverythingThatIsWrongAtOnce() {
    Map<String, Object> body = new HashMap<>();
    body.put("name", "a/b");
    body.put("account", "DU9");
    body.put("symbols", List.of("TWX", "twx", "TWX"));
    body.put("strategies", Map.of("SFR", 7, "BOX", Map.of("rate", List.of())));
    body.put("quantity", 0);
    body.put("placing", "FAST");
    body.put("maxLegs", 7);
    body.put("stopAfter", Map.of("trades", 0, "at", "tomorrow", "when", 1));
    body.put("scanEvery", "PT0S");
    body.put("dryRun", "yes");
    body.put("pause", 1);

    assertThat(errors(body, ONE))
        .containsExactlyInAnyOrder(
            "pause",
            "name",
            "account",
            "symbols[1]",
            "symbols[2]",
            "strategies.SFR",
            "strategies.BOX.rate",
            "quantity",
            "placing",
            "maxLegs",
            "stopAfter.when",
            "stopAfter.trades",
            "stopAfter.at",
            "scanEvery",
            "dryRun");
  }

  @Test
  void tellsWhatStrategiesSayOfTheirSettings() {
    ReadPlan read =
        SessionPlanReader.read(
            least(),
            null,
            ONE,
            settings ->
                List.of(
                    new FieldError("SFR.max-dte", "9", "must be at least min-dte", Kind.SHAPE)));

    assertThat(read)
        .isEqualTo(
            new ReadPlan.Invalid(
                List.of(
                    new FieldError(
                        "strategies.SFR.max-dte", "9", "must be at least min-dte", Kind.SHAPE))));
  }

  @Test
  void asksForTheAccountWhereThereAreSeveral() {
    assertThat(errors(least(), rules("DU1000001", "DU1000002"))).containsExactly("account");
  }

  @Test
  void tradesNoRealMoneyThatIsNotNamed() {
    Map<String, Object> body = least();
    body.put("account", "U7");

    assertThat(errors(body, rules("U7"))).containsExactly("account");
    assertThat(
            SessionPlanReader.read(
                body, null, new RequestRules(Set.of("U7"), Set.of("U7"), null), NO_PROBLEM))
        .isInstanceOf(ReadPlan.Valid.class);
  }

  @Test
  void takesTheNameOfTheWorkflow() {
    Map<String, Object> nameless = least();
    nameless.remove("name");

    assertThat(SessionPlanReader.read(nameless, "noon", ONE, NO_PROBLEM))
        .isInstanceOfSatisfying(
            ReadPlan.Valid.class, valid -> assertThat(valid.plan().name()).isEqualTo("noon"));
    assertThat(SessionPlanReader.read(least(), "noon", ONE, NO_PROBLEM))
        .isInstanceOf(ReadPlan.Invalid.class);
  }

  @Test
  void givesItsQuantityToStrategiesThatNameNone() {
    Map<String, Object> body = least();
    body.put("quantity", 3);
    body.put("strategies", Map.of("SFR", Map.of(), "BOX", Map.of("quantity", "5")));

    assertThat(plan(body).settings())
        .isEqualTo(Map.of("SFR", Map.of("quantity", "3"), "BOX", Map.of("quantity", "5")));
  }

  @Test
  void placesTradesOfTooManyLegsAsOneOrder() {
    Map<String, Object> body = least();
    body.put("maxLegs", 2);

    assertThat(plan(body).placingOf(2)).isEqualTo(Placing.PARALLEL);
    assertThat(plan(body).placingOf(3)).isEqualTo(Placing.COMBO);
  }

  private static StopAfter stopAfter(Map<String, Object> given) {
    Map<String, Object> body = least();
    body.put("stopAfter", given);
    return plan(body).stopAfter();
  }

  @Test
  void endsAfterATradeInPartUnlessItIsToldNotTo() {
    assertThat(stopAfter(Map.of("trades", 5))).isEqualTo(new StopAfter(false, true, 5, null));
    assertThat(stopAfter(Map.of())).isEqualTo(new StopAfter(false, true, null, null));
    assertThat(stopAfter(Map.of("partial", false)))
        .isEqualTo(new StopAfter(false, false, null, null));
  }

  private static List<String> pricingErrors(String placing, String pricing, int maxLegs) {
    Map<String, Object> body = least();
    body.put("placing", placing);
    body.put("pricing", pricing);
    body.put("maxLegs", maxLegs);
    return errors(body, ONE);
  }

  @Test
  void refusesAnyOtherPriceThanALimitWhereATradeWouldBeOneOrder() {
    assertThat(pricingErrors("COMBO", "HYBRID", 6)).containsExactly("pricing");
    assertThat(pricingErrors("COMBO", "MARKET", 6)).containsExactly("pricing");
    assertThat(pricingErrors("PARALLEL", "HYBRID", 1)).containsExactly("pricing");
    assertThat(pricingErrors("PARALLEL", "MARKET", 5)).containsExactly("pricing");
    assertThat(pricingErrors("COMBO", "LIMIT", 1)).isEmpty();
    assertThat(pricingErrors("PARALLEL", "MARKET", 6)).isEmpty();
  }

  @Test
  void refusesToLeaveThePlacingToEachTrade() {
    assertThat(pricingErrors("AUTO", "LIMIT", 6)).containsExactly("placing");
  }
}
