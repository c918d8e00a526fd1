package dev.legwork.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@EndToEnd
@ResourceLock(value = EndToEnd.ALONE, mode = ResourceAccessMode.READ)
class BadInputEndToEndTest {

  /** A way to spoil a good request. */
  private interface Spoil extends Consumer<ObjectNode> {}

  static Stream<Arguments> spoiled() {
    return Stream.of(
        wrong("an unknown field", 400, "colour", r -> r.put("colour", "blue")),
        wrong(
            "an unknown field of a leg", 400, "legs[0].colour", r -> leg(r, 0).put("colour", "b")),
        wrong("an id with a blank", 400, "id", r -> r.put("id", "a b")),
        wrong("no account", 400, "account", r -> r.remove("account")),
        wrong("an unknown account", 422, "account", r -> r.put("account", "DU9999999")),
        wrong("a live account", 422, "account", r -> r.put("account", "U1234567")),
        wrong("no legs", 422, "legs", r -> r.putArray("legs")),
        wrong("too many legs", 422, "legs", BadInputEndToEndTest::manyLegs),
        wrong("a negative ratio", 422, "legs[0].ratio", r -> leg(r, 0).put("ratio", -100)),
        wrong("a ratio of zero", 422, "legs[1].ratio", r -> leg(r, 1).put("ratio", 0)),
        wrong("no action", 400, "legs[2].action", r -> leg(r, 2).remove("action")),
        wrong("an unknown action", 400, "legs[2].action", r -> leg(r, 2).put("action", "HOLD")),
        wrong(
            "a leg name too long", 400, "legs[0].name", r -> leg(r, 0).put("name", "x".repeat(17))),
        wrong("zero quantity", 422, "quantity", r -> r.put("quantity", 0)),
        wrong("a broken quantity", 422, "quantity", r -> r.put("quantity", "1.5")),
        wrong("no netLimit", 400, "netLimit", r -> r.remove("netLimit")),
        wrong("a netLimit in words", 400, "netLimit", r -> r.put("netLimit", "cheap")),
        wrong(
            "an unknown right",
            400,
            "legs[1].contract.right",
            r -> contract(r, 1).put("right", "P")),
        wrong(
            "a broken expiry",
            400,
            "legs[1].contract.expiry",
            r -> contract(r, 1).put("expiry", "soon")),
        wrong(
            "a negative strike",
            422,
            "legs[1].contract.strike",
            r -> contract(r, 1).put("strike", "-1")),
        wrong(
            "mixed underlyings",
            422,
            "legs[0].contract.symbol",
            r -> contract(r, 0).put("symbol", "OTHER")),
        wrong("mixed multipliers", 422, "multiplier", r -> contract(r, 2).put("multiplier", 10)),
        wrong("a limit on one leg only", 422, "limit", r -> leg(r, 0).put("limit", "100.00")),
        wrong(
            "limits that exceed netLimit together",
            422,
            "netLimit",
            r -> Conversion.withLimits(r, "100.00", "2.05", "2.00")),
        wrong(
            "limits for a placing that is chosen by the quotes",
            422,
            "limit",
            r -> Conversion.withLimits(r.put("placing", "AUTO"), "100.00", "2.05", "2.25")),
        wrong(
            "a lean on a hedge that there is none of",
            422,
            "lean",
            r -> {
              contract(r, 2).put("right", "PUT").put("strike", "90");
              leg(r, 0).put("action", "SELL");
              leg(r, 1).put("action", "SELL");
              r.put("netLimit", "-10");
              r.putObject("lean").put("size", "2");
            }),
        wrong("a break-even below the bound", 422, "breakEven", r -> r.put("breakEven", "1.00")),
        wrong(
            "a profit below no break-even",
            422,
            "partial.minProfit",
            r -> r.putObject("partial").put("minProfit", "0.10")),
        wrong(
            "steps for a completion that is not wanted",
            422,
            "partial.payUpTicks",
            r -> r.putObject("partial").put("allButOne", "UNWIND").put("payUpTicks", 2)),
        wrong(
            "a hedge in words",
            400,
            "partial.hedge",
            r -> r.putObject("partial").put("hedge", "always")),
        wrong(
            "a hedge for stock alone",
            422,
            "partial.hedge",
            r -> {
              ((ArrayNode) r.get("legs")).remove(2);
              ((ArrayNode) r.get("legs")).remove(1);
              r.putObject("partial").put("hedge", true);
            }),
        wrong(
            "a leg that is called as the hedge is",
            422,
            "legs[1].name",
            r -> leg(r, 1).put("name", "hedge")),
        wrong(
            "limits for a pricing that finds them",
            422,
            "limit",
            r -> Conversion.withLimits(r.put("pricing", "HYBRID"), "100.00", "2.05", "2.25")),
        wrong(
            "limits for a pricing that takes what there is",
            422,
            "limit",
            r -> Conversion.withLimits(r.put("pricing", "MARKET"), "100.00", "2.05", "2.25")),
        wrong(
            "a time at the quotes that outlasts the trade",
            422,
            "timeouts.limit",
            r -> r.put("pricing", "HYBRID").putObject("timeouts").put("limit", "PT15S")),
        wrong("an unknown mode", 400, "placing", r -> r.put("placing", "BLINDLY")),
        wrong(
            "a broken timeout",
            400,
            "timeouts.total",
            r -> r.putObject("timeouts").put("total", "15")));
  }

  private static Arguments wrong(String what, int status, String field, Spoil spoil) {
    return Arguments.of(what, status, field, spoil);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("spoiled")
  void namesTheFieldAndStoresNothing(
      String what, int status, String field, Consumer<ObjectNode> spoil, House house) {
    try (Trader trader = house.trader()) {
      String id = trader.id("bad");
      ObjectNode request = trader.marketable(id);
      spoil.accept(request);

      JsonHttp.Answer answer = trader.trades().http().post("/api/executions", request);

      assertThat(answer.status()).as(answer.text()).isEqualTo(status);
      assertThat(answer.json().path("errors").findValuesAsText("field"))
          .as(answer.text())
          .anyMatch(name -> name.contains(field));
      assertNothingStored(house, trader, id);
    }
  }

  @Test
  void namesAllWrongFieldsAtOnce(Trader trader) {
    ObjectNode request = trader.marketable(trader.id("all"));
    request.put("quantity", 0).put("netLimit", "cheap").put("colour", "blue");
    leg(request, 1).put("ratio", -1);

    JsonNode errors = trader.trades().http().post("/api/executions", request).json().path("errors");

    assertThat(errors.findValuesAsText("field"))
        .contains("quantity", "netLimit", "colour", "legs[1].ratio");
  }

  @Test
  void refusesABodyOfAMegabyte(House house, Trader trader) {
    String id = trader.id("big");
    ObjectNode request = trader.marketable(id).put("strategy", "x".repeat(1 << 20));

    JsonHttp.Answer answer = trader.trades().http().post("/api/executions", request);

    assertThat(answer.status()).as(answer.text()).isIn(400, 413);
    assertNothingStored(house, trader, id);
  }

  @Test
  void refusesBytesThatAreNotUtf8(House house, Trader trader) {
    String id = trader.id("bytes");
    byte[] body =
        trader.marketable(id).put("strategy", "SF?").toString().getBytes(StandardCharsets.UTF_8);
    body[new String(body, StandardCharsets.ISO_8859_1).indexOf("SF?") + 2] = (byte) 0xC3;
    JsonHttp http = trader.trades().http();

    JsonHttp.Answer answer =
        http.send(
            http.request("/api/executions")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body)));

    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertNothingStored(house, trader, id);
  }

  @Test
  void refusesWhatIsNotJson(Trader trader) {
    JsonHttp.Answer answer = trader.trades().http().post("/api/executions", "{\"id\": ");

    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
  }

  private static void assertNothingStored(House house, Trader trader, String id) {
    assertThat(house.count("select count(*) from execution where id = ?", id)).isZero();
    assertThat(trader.trades().http().get("/api/executions/" + id).status()).isEqualTo(404);
    assertThat(trader.venue().orders(id)).isEmpty();
  }

  private static void manyLegs(ObjectNode request) {
    ArrayNode legs = (ArrayNode) request.get("legs");
    for (int n = 0; n < 40; n++) {
      ObjectNode copy = leg(request, 1).deepCopy();
      legs.add(copy.put("name", "put-" + n));
    }
  }

  private static ObjectNode leg(ObjectNode request, int index) {
    return (ObjectNode) request.get("legs").get(index);
  }

  private static ObjectNode contract(ObjectNode request, int index) {
    return (ObjectNode) leg(request, index).get("contract");
  }
}
