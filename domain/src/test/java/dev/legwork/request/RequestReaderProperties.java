package dev.legwork.request;

import static dev.legwork.request.Conversions.conversion;
import static dev.legwork.request.Conversions.valid;
import static dev.legwork.request.Conversions.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.order.OrderRef;
import dev.legwork.order.Purpose;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

class RequestReaderProperties {

  private static final List<String> PATHS =
      List.of(
          "id",
          "account",
          "strategy",
          "underlying",
          "legs",
          "legs[0]",
          "legs[1].name",
          "legs[1].action",
          "legs[1].ratio",
          "legs[1].limit",
          "legs[1].contract",
          "legs[1].contract.type",
          "legs[1].contract.expiry",
          "legs[1].contract.strike",
          "legs[1].contract.conId",
          "quantity",
          "netLimit",
          "placing",
          "timeouts",
          "timeouts.total");

  @Property
  void answersAnyValueInAnyPlaceWithoutFailing(
      @ForAll("paths") String path, @ForAll("jsonValues") Object value) {
    assertThat(Conversions.read(with(path, value))).isNotNull();
  }

  @Property
  void answersAnyTreeWithoutFailing(@ForAll("jsonValues") Object tree) {
    assertThat(Conversions.read(tree)).isInstanceOf(ReadRequest.Invalid.class);
  }

  @Property
  void theHashDependsOnTheAmountOfMoneyAlone(
      @ForAll @IntRange(min = 1, max = 99_999_999) int cents,
      @ForAll @IntRange(min = 0, max = 4) int zeros) {
    BigDecimal amount = BigDecimal.valueOf(cents, 2);
    String longer = amount.toPlainString() + "0".repeat(zeros);
    assertThat(valid(with("netLimit", longer))).isEqualTo(valid(with("netLimit", amount)));
  }

  @Property
  void everyOrderOfAnAdmittedRequestHasAReferenceThatFits(
      @ForAll @StringLength(min = 1, max = 64) @CharRange(from = 'a', to = 'z') String id,
      @ForAll @StringLength(min = 1, max = 16) @CharRange(from = 'A', to = 'Z') String leg) {
    Map<String, Object> body = with(with(conversion(), "id", id), "legs[1].name", leg);
    ExecutionRequest request = valid(body).request();
    OrderRef last = new OrderRef(request.id(), leg, Purpose.UNWIND, 999_999);
    assertThat(last.toString()).hasSizeLessThanOrEqualTo(OrderRef.MAX_LENGTH);
  }

  @Provide
  Arbitrary<String> paths() {
    return Arbitraries.of(PATHS);
  }

  @Provide
  Arbitrary<Object> jsonValues() {
    Arbitrary<Object> leaf =
        Arbitraries.oneOf(
            Arbitraries.of(true, false).map(Object.class::cast),
            Arbitraries.integers().map(Object.class::cast),
            Arbitraries.longs().map(Object.class::cast),
            Arbitraries.bigDecimals().map(Object.class::cast),
            Arbitraries.integers().map(scale -> new BigDecimal("7e" + scale / 2)),
            Arbitraries.strings().ofMaxLength(40).map(Object.class::cast),
            Arbitraries.of("PT1S", "2014-06-20", "1e9", "-0", "NaN", "\ud800")
                .map(Object.class::cast),
            Arbitraries.just((Object) null));
    return Arbitraries.recursive(
        () -> leaf,
        inner ->
            Arbitraries.oneOf(
                inner.map(value -> Arrays.asList(value, value)),
                inner.map(value -> Map.of("contract", String.valueOf(value))),
                inner.map(value -> Map.of("legs", Arrays.asList(value, value)))),
        0,
        3);
  }
}
