package dev.legwork.request;

import static dev.legwork.request.Conversions.conversion;
import static dev.legwork.request.Conversions.errors;
import static dev.legwork.request.Conversions.leg;
import static dev.legwork.request.Conversions.list;
import static dev.legwork.request.Conversions.option;
import static dev.legwork.request.Conversions.valid;
import static dev.legwork.request.Conversions.with;
import static dev.legwork.request.Conversions.without;
import static dev.legwork.request.FieldError.Kind.SHAPE;
import static dev.legwork.request.FieldError.Kind.TRADE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.OptionRight;
import dev.legwork.order.Side;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RequestReaderTest {

  @Test
  void readsAConversion() {
    LocalDate june = LocalDate.of(2014, 6, 20);
    BigDecimal seventy = new BigDecimal("70");
    assertThat(valid(conversion()).request())
        .isEqualTo(
            new ExecutionRequest(
                "twx-0001",
                "DU1000001",
                "SFR",
                "TWX",
                List.of(
                    new RequestedLeg("stock", Side.BUY, 100, ContractSpec.stock("TWX"), null),
                    new RequestedLeg(
                        "put",
                        Side.BUY,
                        1,
                        ContractSpec.option("TWX", june, seventy, OptionRight.PUT),
                        null),
                    new RequestedLeg(
                        "call",
                        Side.SELL,
                        1,
                        ContractSpec.option("TWX", june, seventy, OptionRight.CALL),
                        null)),
                1,
                new BigDecimal("69.72"),
                Placing.PARALLEL,
                Pricing.LIMIT,
                Timeouts.DEFAULT));
  }

  static Stream<Arguments> badValues() {
    return Stream.of(
        arguments("id", "a b", SHAPE, "letters"),
        arguments("id", "a|b", SHAPE, "letters"),
        arguments("id", "x".repeat(65), SHAPE, "64"),
        arguments("id", "..", SHAPE, "dots"),
        arguments("id", 7, SHAPE, "letters"),
        arguments("account", "DU9", TRADE, "DU1000001"),
        arguments("account", "U7654321", TRADE, "legwork.broker.live-accounts"),
        arguments("account", "DU1 OR 1=1", SHAPE, "account"),
        arguments("strategy", "a\"b", SHAPE, "name"),
        arguments("strategy", "a\nb", SHAPE, "name"),
        arguments("underlying", "twx", SHAPE, "upper case"),
        arguments("legs", "three", SHAPE, "list of 1 to 6"),
        arguments("legs", List.of(), TRADE, "1 to 6"),
        arguments("legs[1]", "put", SHAPE, "object"),
        arguments("legs[1].name", "the put", SHAPE, "letters"),
        arguments("legs[1].name", "x".repeat(17), SHAPE, "16"),
        arguments("legs[1].name", "stock", TRADE, "different"),
        arguments("legs[1].name", "hedge", TRADE, "choose another"),
        arguments("legs[1].action", "HOLD", SHAPE, "[BUY, SELL]"),
        arguments("legs[1].action", "buy", SHAPE, "[BUY, SELL]"),
        arguments("legs[1].ratio", -1, TRADE, "from 1 to"),
        arguments("legs[1].ratio", 0, TRADE, "from 1 to"),
        arguments("legs[1].ratio", new BigDecimal("1.5"), TRADE, "whole"),
        arguments("legs[1].ratio", 10_001, TRADE, "10000"),
        arguments("legs[1].ratio", "one", SHAPE, "whole"),
        arguments("legs[1].ratio", new BigDecimal("1e999999999"), SHAPE, "too many digits"),
        arguments("legs[1].ratio", true, SHAPE, "whole"),
        arguments("legs[1].limit", "0", TRADE, "above 0"),
        arguments("legs[1].contract", List.of(), SHAPE, "object"),
        arguments("legs[1].contract.type", "FUTURE", SHAPE, "[STOCK, OPTION]"),
        arguments("legs[1].contract.symbol", "GOOG", TRADE, "TWX"),
        arguments("legs[1].contract.symbol", "", SHAPE, "symbol"),
        arguments("legs[1].contract.expiry", "20140620", SHAPE, "2014-06-20"),
        arguments("legs[1].contract.expiry", "2014-06-31", SHAPE, "no such day"),
        arguments("legs[1].contract.expiry", "2014-06-05", TRADE, "expired"),
        arguments("legs[1].contract.strike", "-70", TRADE, "above 0"),
        arguments("legs[1].contract.strike", "70.0000001", SHAPE, "6 after"),
        arguments("legs[1].contract.strike", Double.NaN, SHAPE, "price"),
        arguments("legs[1].contract.right", "P", SHAPE, "[CALL, PUT]"),
        arguments("legs[1].contract.multiplier", 0, TRADE, "from 1"),
        arguments("legs[2].contract.multiplier", 10, TRADE, "here 100"),
        arguments("legs[1].contract.tradingClass", "a b", SHAPE, "trading class"),
        arguments("legs[1].contract.conId", -5, SHAPE, "above 0"),
        arguments("legs[0].contract.strike", "70", SHAPE, "only an option"),
        arguments("legs[0].contract.multiplier", 100, TRADE, "from 1 to 1"),
        arguments("quantity", 0, TRADE, "from 1"),
        arguments("quantity", -3, TRADE, "from 1"),
        arguments("quantity", 4_000_000_000L, TRADE, "100000"),
        arguments("netLimit", "abc", SHAPE, "USD"),
        arguments("netLimit", "", SHAPE, "USD"),
        arguments("netLimit", "69,72", SHAPE, "USD"),
        arguments("netLimit", new BigDecimal("1e999999999"), SHAPE, "too many digits"),
        arguments("netLimit", new BigDecimal("1e-999999999"), SHAPE, "too many digits"),
        arguments("netLimit", "1".repeat(100_000), SHAPE, "USD"),
        arguments("netLimit", "1000000.01", TRADE, "1000000"),
        arguments("placing", "TOGETHER", SHAPE, "PARALLEL"),
        arguments("breakEven", "69.71", TRADE, "at least netLimit"),
        arguments("breakEven", "much", SHAPE, "USD"),
        arguments("partial", "COMPLETE", SHAPE, "allButOne"),
        arguments("partial.allButOne", "HOPE", SHAPE, "[COMPLETE, UNWIND]"),
        arguments("partial.units", "ALL", SHAPE, "[KEEP, UNWIND]"),
        arguments("partial.minProfit", "0.10", TRADE, "needs breakEven"),
        arguments("partial.minProfit", "-0.10", TRADE, "from 0"),
        arguments("partial.payUpTicks", 101, TRADE, "from 0 to 100"),
        arguments("partial.payUpCap", 0, TRADE, "at least payUpTicks, 1"),
        arguments("partial.completeWithin", "PT0.5S", TRADE, "PT1S"),
        arguments("partial.legSlippage", "0.2", TRADE, "0 to 0.1"),
        arguments("partial.hedge", "true", SHAPE, "true or false"),
        arguments("partial.hedge", 1, SHAPE, "true or false"),
        arguments("partial.hedge", Map.of("with", "stock"), SHAPE, "true or false"),
        arguments("timeouts.limit", "PT3S", TRADE, "HYBRID only"),
        arguments("pricing", "DEAR", SHAPE, "[LIMIT, MARKET, HYBRID]"),
        arguments("timeouts", "PT15S", SHAPE, "object"),
        arguments("timeouts.total", "15 s", SHAPE, "PT15S"),
        arguments("timeouts.total", "PT0S", TRADE, "PT1S"),
        arguments("timeouts.total", "-PT5S", SHAPE, "PT15S"),
        arguments("timeouts.total", "PT99999999999999999999S", SHAPE, "PT15S"),
        arguments("timeouts.afterFirstFill", "PT2H", TRADE, "PT1H"),
        arguments("timeouts.lock", "P2D", TRADE, "PT24H"),
        arguments("timeouts.lock", 600, SHAPE, "PT15S"));
  }

  @ParameterizedTest
  @MethodSource("badValues")
  void namesTheFieldAndWhatWouldBeRight(
      String field, Object value, FieldError.Kind kind, String right) {
    assertThat(errors(with(field, value)))
        .anySatisfy(
            error -> {
              assertThat(error.field()).isEqualTo(field);
              assertThat(error.kind()).isEqualTo(kind);
              assertThat(error.message()).contains(right);
              assertThat(error.value()).isNotNull().hasSizeLessThan(100);
            });
  }

  @ParameterizedTest
  @MethodSource("badValues")
  void aWrongValueIsTheOnlyErrorOfItsKindElsewhere(String field, Object value) {
    assertThat(errors(with(field, value)))
        .allSatisfy(error -> assertThat(error.field()).matches(f -> isNear(f, field)));
  }

  /** Only a limit or an empty list of legs has consequences for other fields. */
  private static boolean isNear(String found, String wrong) {
    return found.equals(wrong) || wrong.equals("underlying") || wrong.endsWith(".limit");
  }

  @ParameterizedTest
  @MethodSource("requiredFields")
  void namesAMissingField(String field) {
    assertThat(errors(without(field)))
        .singleElement()
        .satisfies(
            error -> {
              assertThat(error.field()).isEqualTo(field);
              assertThat(error.value()).isNull();
              assertThat(error.kind()).isEqualTo(SHAPE);
              assertThat(error.message()).contains("must be");
            });
  }

  static Stream<String> requiredFields() {
    return Stream.of(
        "id",
        "account",
        "legs",
        "quantity",
        "netLimit",
        "legs[0].name",
        "legs[1].action",
        "legs[1].ratio",
        "legs[1].contract",
        "legs[1].contract.type",
        "legs[1].contract.symbol",
        "legs[1].contract.expiry",
        "legs[1].contract.strike",
        "legs[1].contract.right");
  }

  @ParameterizedTest
  @MethodSource("unknownFields")
  void refusesUnknownFieldsByName(String field) {
    assertThat(errors(with(field, "x")))
        .singleElement()
        .satisfies(
            error -> {
              assertThat(error.field()).isEqualTo(field);
              assertThat(error.kind()).isEqualTo(SHAPE);
              assertThat(error.message()).contains("unknown field");
            });
  }

  static Stream<String> unknownFields() {
    return Stream.of(
        "netlimit",
        "legs[0].price",
        "legs[1].contract.currency",
        "partial.hedged",
        "timeouts.entry");
  }

  @Test
  void namesEverythingThatIsWrongAtOnce() {
    Map<String, Object> body = with("quantity", 0);
    with(body, "legs[0].ratio", -1);
    with(body, "legs[2].contract.symbol", "GOOG");
    with(body, "netLimit", null);
    with(body, "surprise", 1);
    assertThat(errors(body))
        .extracting(FieldError::field)
        .containsExactlyInAnyOrder(
            "quantity", "legs[0].ratio", "legs[2].contract.symbol", "netLimit", "surprise");
  }

  @Test
  void aMalformedRequestIsToldFromAnImpossibleTrade() {
    assertThat(Conversions.read(with("quantity", 0)))
        .isInstanceOfSatisfying(
            ReadRequest.Invalid.class, invalid -> assertThat(invalid.isMalformed()).isFalse());
    assertThat(Conversions.read(with(with("quantity", 0), "surprise", 1)))
        .isInstanceOfSatisfying(
            ReadRequest.Invalid.class, invalid -> assertThat(invalid.isMalformed()).isTrue());
  }

  @Test
  void refusesWhatIsNoObject() {
    for (Object tree : Arrays.asList(null, "text", 1, List.of(conversion()))) {
      assertThat(errors(tree)).singleElement().matches(error -> error.field().equals("body"));
    }
  }

  @Test
  void refusesMoreThanSixLegs() {
    Map<String, Object> body = conversion();
    for (int i = 0; i < 4; i++) {
      Map<String, Object> contract = option("PUT");
      contract.put("strike", 50 + i);
      list(body.get("legs")).add(leg("more" + i, "BUY", 1, contract));
    }
    assertThat(errors(body))
        .singleElement()
        .matches(error -> error.field().equals("legs") && error.kind() == TRADE);
  }

  @Test
  void refusesAContractThatIsTradedTwice() {
    assertThat(errors(with("legs[2].contract", option("PUT"))))
        .singleElement()
        .matches(error -> error.field().equals("legs[2].contract"))
        .matches(error -> error.message().contains("legs[1]"));
  }

  @Test
  void contractsThatOnlyTheirConIdTellsApartAreDifferent() {
    Map<String, Object> body = with("legs[2].contract", option("PUT"));
    with(body, "legs[1].contract.conId", 1);
    with(body, "legs[2].contract.conId", 2);
    assertThat(errors(body)).isEmpty();
  }

  @Test
  void refusesWhatIsForCompletingInATradeThatCompletesNothing() {
    Map<String, Object> body = with("partial.allButOne", "UNWIND");
    with(body, "partial.payUpTicks", 2);
    with(body, "partial.completeWithin", "PT3S");

    assertThat(errors(body))
        .extracting(FieldError::field, FieldError::value, FieldError::kind)
        .containsExactly(
            tuple("partial.completeWithin", "PT3S", TRADE),
            tuple("partial.payUpTicks", "2", TRADE));
    assertThat(errors(body))
        .allSatisfy(
            error ->
                assertThat(error.message())
                    .contains("contradicts allButOne UNWIND", "give allButOne COMPLETE"));
  }

  @Test
  void refusesLimitsOnSomeLegsOnly() {
    assertThat(errors(with("legs[1].limit", "1.2")))
        .extracting(FieldError::field)
        .containsExactly("legs[0].limit", "legs[2].limit");
  }

  @Test
  void admitsLimitsThatTogetherStayInsideTheNetLimit() {
    assertThat(valid(priced("69.60", "1.32", "1.20")).request().hasLegLimits()).isTrue();
  }

  @Test
  void refusesLimitsThatTogetherExceedTheNetLimit() {
    assertThat(errors(priced("69.60", "1.33", "1.20")))
        .singleElement()
        .matches(error -> error.field().equals("netLimit") && error.kind() == TRADE)
        .matches(error -> error.message().contains("69.73"));
  }

  private static Map<String, Object> priced(String stock, String put, String call) {
    Map<String, Object> body = with("legs[0].limit", stock);
    with(body, "legs[1].limit", put);
    return with(body, "legs[2].limit", call);
  }

  @Test
  void refusesToSellForNothingOrToBuyForACredit() {
    Map<String, Object> sale = with("netLimit", "0");
    with(sale, "legs", List.of(leg("call", "SELL", 1, option("CALL"))));
    Map<String, Object> purchase = with("netLimit", "-1");
    with(purchase, "legs", List.of(leg("call", "BUY", 1, option("CALL"))));
    assertThat(errors(sale)).singleElement().matches(e -> e.message().contains("below 0"));
    assertThat(errors(purchase)).singleElement().matches(e -> e.message().contains("above 0"));
  }

  @Test
  void tradesALiveAccountThatIsPermitted() {
    assertThat(valid(with("account", "U1111111")).request().account()).isEqualTo("U1111111");
  }

  @Test
  void tradesAnOptionOnItsLastDay() {
    assertThat(errors(with("legs[1].contract.expiry", "2014-06-06"))).isEmpty();
  }

  @Test
  void leavesExpiriesToTheVenueWhileItsDateIsUnknown() {
    RequestRules rules = new RequestRules(Set.of("DU1000001"), Set.of(), null);
    assertThat(RequestReader.read(with("legs[1].contract.expiry", "2001-01-19"), null, rules))
        .isInstanceOf(ReadRequest.Valid.class);
  }

  @Test
  void anExpiredRepetitionIsStillRecognisedByItsHash() {
    RequestRules later = new RequestRules(Set.of("DU1000001"), Set.of(), LocalDate.of(2014, 6, 21));
    assertThat(RequestReader.read(conversion(), null, later))
        .isInstanceOfSatisfying(
            ReadRequest.Invalid.class,
            invalid -> assertThat(invalid.hash()).isEqualTo(valid(conversion()).hash()));
  }

  @Test
  void takesTheKeyFromOutsideWhenTheBodyHasNoId() {
    ReadRequest read = RequestReader.read(without("id"), "twx-0001", Conversions.RULES);
    assertThat(read).isEqualTo(valid(conversion()));
  }

  @Test
  void refusesAKeyThatDiffersFromTheId() {
    assertThat(RequestReader.read(conversion(), "twx-0002", Conversions.RULES))
        .isInstanceOfSatisfying(
            ReadRequest.Invalid.class,
            invalid ->
                assertThat(invalid.errors())
                    .singleElement()
                    .matches(error -> error.field().equals("id")));
  }

  @Test
  void refusesABadKeyFromOutside() {
    assertThat(RequestReader.read(without("id"), "a b", Conversions.RULES))
        .isInstanceOf(ReadRequest.Invalid.class);
  }

  @Test
  void fillsInWhatIsUsual() {
    Map<String, Object> body = conversion();
    List.of("strategy", "underlying", "placing", "pricing", "timeouts").forEach(body::remove);
    ExecutionRequest request = valid(body).request();
    assertThat(request.underlying()).isEqualTo("TWX");
    assertThat(request.placing()).isEqualTo(Placing.PARALLEL);
    assertThat(request.pricing()).isEqualTo(Pricing.LIMIT);
    assertThat(request.timeouts())
        .isEqualTo(
            new Timeouts(Duration.ofMinutes(10), Duration.ofSeconds(15), Duration.ofSeconds(5)));
  }
}
