package dev.legwork.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TemplateTest {
  private static final RequestRules RULES =
      new RequestRules(Set.of("DU1000001"), Set.of(), LocalDate.of(2014, 6, 6));

  static Stream<Arguments> templates() {
    return Stream.of(
        Arguments.of(
            Map.of("name", "CONVERSION", "strike", "70"),
            "BUY 100 TWX, BUY 1 TWX 20140620 70P, SELL 1 TWX 20140620 70C"),
        Arguments.of(
            Map.of("name", "REVERSAL", "strike", "70"),
            "SELL 100 TWX, SELL 1 TWX 20140620 70P, BUY 1 TWX 20140620 70C"),
        Arguments.of(
            Map.of("name", "VERTICAL", "right", "PUT", "buyStrike", "65", "sellStrike", "67.5"),
            "BUY 1 TWX 20140620 65P, SELL 1 TWX 20140620 67.5P"),
        Arguments.of(
            Map.of(
                "name", "IRON_CONDOR",
                "putBuyStrike", "60",
                "putSellStrike", "65",
                "callSellStrike", "75",
                "callBuyStrike", "80"),
            "BUY 1 TWX 20140620 60P, SELL 1 TWX 20140620 65P, SELL 1 TWX 20140620 75C,"
                + " BUY 1 TWX 20140620 80C"),
        Arguments.of(
            Map.of("name", "STRANGLE", "action", "SELL", "putStrike", "65", "callStrike", "75"),
            "SELL 1 TWX 20140620 65P, SELL 1 TWX 20140620 75C"),
        Arguments.of(
            Map.of("name", "BOX", "action", "BUY", "lowStrike", "65", "highStrike", "70"),
            "BUY 1 TWX 20140620 65C, SELL 1 TWX 20140620 70C, BUY 1 TWX 20140620 70P,"
                + " SELL 1 TWX 20140620 65P"),
        Arguments.of(
            Map.of("name", "COLLAR", "putStrike", "65", "callStrike", "75"),
            "BUY 100 TWX, BUY 1 TWX 20140620 65P, SELL 1 TWX 20140620 75C"));
  }

  @ParameterizedTest
  @MethodSource("templates")
  void makesTheLegs(Map<String, Object> parameters, String legs) {
    ExecutionRequest request = ((ReadRequest.Valid) read(parameters)).request();

    assertThat(request.legs())
        .extracting(leg -> leg.action() + " " + leg.ratio() + " " + leg.contract().label())
        .containsExactly(legs.split(", "));
    assertThat(request.underlying()).isEqualTo("TWX");
  }

  @Test
  void isTheSameRequestAsItsLegs() {
    ReadRequest.Valid made = (ReadRequest.Valid) read(Map.of("name", "CONVERSION", "strike", "70"));
    Map<String, Object> written = Conversions.conversion();
    written.remove("strategy");
    ReadRequest.Valid byHand = (ReadRequest.Valid) RequestReader.read(written, null, RULES);

    assertThat(made.hash()).isEqualTo(byHand.hash());
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        Arguments.of(Map.of("name", "BUTTERFLY"), "template.name", "[CONVERSION"),
        Arguments.of(Map.of("name", "CONVERSION"), "template.strike", "is missing"),
        Arguments.of(
            Map.of("name", "CONVERSION", "strike", "70", "putStrike", "65"),
            "template.putStrike",
            "unknown field"),
        Arguments.of(
            Map.of("name", "COLLAR", "putStrike", "75", "callStrike", "65"),
            "template.callStrike",
            "above putStrike, 75"),
        Arguments.of(
            Map.of("name", "VERTICAL", "right", "PUT", "buyStrike", "65", "sellStrike", "65"),
            "template.sellStrike",
            "another one"),
        Arguments.of(
            Map.of(
                "name", "IRON_CONDOR",
                "putBuyStrike", "60",
                "putSellStrike", "76",
                "callSellStrike", "75",
                "callBuyStrike", "80"),
            "template.callSellStrike",
            "at least putSellStrike"),
        Arguments.of(
            Map.of("name", "CONVERSION", "strike", "70", "expiry", "soon"),
            "template.expiry",
            "date"));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void namesTheParameterAndWhatWouldBeRight(
      Map<String, Object> parameters, String field, String right) {
    List<FieldError> errors = ((ReadRequest.Invalid) read(parameters)).errors();

    assertThat(errors)
        .singleElement()
        .satisfies(
            error -> {
              assertThat(error.field()).isEqualTo(field);
              assertThat(error.message()).contains(right);
            });
  }

  @Test
  void refusesATemplateBesideLegs() {
    Map<String, Object> body = Conversions.conversion();
    body.put("template", template(Map.of("name", "CONVERSION", "strike", "70")));

    assertThat(((ReadRequest.Invalid) RequestReader.read(body, null, RULES)).errors())
        .extracting(FieldError::field)
        .containsExactly("template");
  }

  private static ReadRequest read(Map<String, Object> parameters) {
    Map<String, Object> body = Conversions.conversion();
    body.keySet().removeAll(Set.of("legs", "strategy"));
    body.put("template", template(parameters));
    body.put("netLimit", "SELL".equals(parameters.get("action")) ? "-1" : "69.72");
    return RequestReader.read(body, null, RULES);
  }

  private static Map<String, Object> template(Map<String, Object> parameters) {
    Map<String, Object> template = new LinkedHashMap<>();
    template.put("symbol", "TWX");
    template.put("expiry", "2014-06-20");
    template.putAll(parameters);
    return template;
  }
}
