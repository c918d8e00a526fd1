package dev.legwork.tws.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.legwork.tws.message.OrderComboLeg;
import dev.legwork.tws.message.OrderField;
import dev.legwork.tws.message.ServerMessage;
import dev.legwork.tws.message.ServerMessage.CompletedOrder;
import dev.legwork.tws.message.ServerMessage.OpenOrder;
import dev.legwork.tws.message.TagValue;
import dev.legwork.tws.message.TwsContract;
import dev.legwork.tws.message.TwsOrder;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compares an order message with what an independent client made of the same bytes. An absent value
 * of ours is one of theirs that means "unused": nothing, 0, false, −1, {@code ?} or {@code None}.
 */
final class DecodedOrders {
  private static final String LARGEST_LONG_AS_A_DOUBLE = "9223372036854776000";
  private static final Set<String> UNUSED =
      Set.of("", "0", "0.0", "false", "-1", "?", "None", "2147483647", LARGEST_LONG_AS_A_DOUBLE);
  private static final Set<String> LISTS =
      Set.of("orderComboLegs", "smartComboRoutingParams", "algoParams");

  private DecodedOrders() {}

  static void assertSameOrder(ServerMessage message, Vectors.Vector vector) {
    JsonNode args = vector.json().get("decoded").get("events").get(0).get("args");
    int contractAt = args.get(0).isObject() ? 0 : 1;
    sameContract(contract(message), args.get(contractAt));
    sameAttributes(message, args.get(contractAt + 1));
    sameLists(order(message), args.get(contractAt + 1));
    sameState(message, args.get(contractAt + 2));
  }

  private static void sameContract(TwsContract contract, JsonNode theirs) {
    Map<String, Object> ours = components(contract);
    ours.put("comboLegsDescription", null);
    theirs
        .properties()
        .forEach(
            e -> {
              if (e.getKey().equals("comboLegs")) {
                sameLegs(contract, e.getValue());
              } else if (!e.getKey().startsWith("comboLegsDescr")) {
                assertSame(e.getKey(), ours.get(e.getKey()), e.getValue());
              }
            });
  }

  private static void sameLegs(TwsContract contract, JsonNode legs) {
    assertThat(contract.comboLegs()).hasSize(legs.size());
    for (int i = 0; i < legs.size(); i++) {
      Map<String, Object> leg = components(contract.comboLegs().get(i));
      legs.get(i)
          .properties()
          .forEach(e -> assertSame(e.getKey(), leg.get(e.getKey()), e.getValue()));
    }
  }

  private static void sameAttributes(ServerMessage message, JsonNode theirs) {
    Map<String, Object> ours = attributes(message);
    theirs
        .properties()
        .forEach(
            e -> {
              if (!LISTS.contains(e.getKey()) && !e.getKey().equals("softDollarTier")) {
                assertThat(ours).containsKey(e.getKey());
                assertSame(e.getKey(), ours.get(e.getKey()), e.getValue());
              }
            });
  }

  private static void sameLists(TwsOrder order, JsonNode theirs) {
    List<BigDecimal> prices = order.comboLegPrices().stream().map(OrderComboLeg::price).toList();
    List<BigDecimal> theirPrices = new ArrayList<>();
    theirs
        .path("orderComboLegs")
        .forEach(
            leg ->
                theirPrices.add(
                    leg.has("price") ? new BigDecimal(leg.get("price").asText()) : null));
    assertThat(prices).isEqualTo(theirPrices);
    assertThat(order.smartComboRoutingParams())
        .isEqualTo(tags(theirs.path("smartComboRoutingParams")));
    List<TagValue> algo = order.get(OrderField.ALGO_PARAMS);
    assertThat(algo == null ? List.of() : algo).isEqualTo(tags(theirs.path("algoParams")));
  }

  private static List<TagValue> tags(JsonNode theirs) {
    List<TagValue> tags = new ArrayList<>();
    theirs.forEach(t -> tags.add(new TagValue(t.get("tag").asText(), t.get("value").asText())));
    return tags;
  }

  private static void sameState(ServerMessage message, JsonNode theirs) {
    Map<String, Object> ours =
        switch (message) {
          case OpenOrder open -> components(open.state());
          case CompletedOrder done -> components(done);
          default -> throw new AssertionError("no order in " + message);
        };
    theirs
        .properties()
        .forEach(
            e -> {
              assertThat(ours).containsKey(e.getKey());
              assertSame(e.getKey(), ours.get(e.getKey()), e.getValue());
            });
  }

  private static void assertSame(String name, Object ours, JsonNode theirs) {
    String expected = theirs.isNull() ? "" : theirs.asText();
    if (ours == null || ours.equals("")) {
      assertThat(UNUSED).as("%s is absent, not %s", name, expected).contains(expected);
    } else {
      assertThat(Vectors.sameValue(ours.toString(), expected))
          .as("%s is %s, not %s", name, ours, expected)
          .isTrue();
    }
  }

  /** Checks each field of a vector against the attribute of the same name. */
  static void assertFieldsByName(ServerMessage message, Vectors.Vector vector) {
    Map<String, Object> ours = attributes(message);
    ours.putAll(components(message));
    int compared = 0;
    for (int i = 1; i < vector.fields().size(); i++) {
      String name = vector.fieldNames().get(i).replace("trailStopPrice#2", "trailStopPrice");
      String expected = vector.fields().get(i);
      if (ours.get(name) != null) {
        String actual = ours.get(name) instanceof Boolean b ? (b ? "1" : "0") : ours.get(name) + "";
        assertThat(Vectors.sameValue(actual, expected))
            .as("%s is %s, not %s", name, actual, expected)
            .isTrue();
        compared++;
      } else if (ours.containsKey(name)) {
        assertThat(UNUSED).as(name).contains(expected);
      }
    }
    assertThat(compared).isGreaterThan(75);
  }

  private static Map<String, Object> attributes(ServerMessage message) {
    Map<String, Object> all = new HashMap<>();
    for (OrderField<?> field : OrderField.all()) {
      all.put(field.wireName(), order(message).get(field));
    }
    switch (message) {
      case OpenOrder open -> {
        all.put("orderId", open.orderId());
        all.put("clientId", open.clientId());
        all.put("permId", open.permId());
        all.putAll(components(open.state()));
      }
      case CompletedOrder done -> {
        all.put("permId", done.permId());
        all.put("filledQuantity", done.filledQuantity());
      }
      default -> throw new AssertionError("no order in " + message);
    }
    all.putAll(components(contract(message)));
    return all;
  }

  private static TwsOrder order(ServerMessage message) {
    return message instanceof OpenOrder open ? open.order() : ((CompletedOrder) message).order();
  }

  private static TwsContract contract(ServerMessage message) {
    return message instanceof OpenOrder open
        ? open.contract()
        : ((CompletedOrder) message).contract();
  }

  private static Map<String, Object> components(Object record) {
    Map<String, Object> values = new HashMap<>();
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      try {
        values.put(component.getName(), component.getAccessor().invoke(record));
      } catch (ReflectiveOperationException e) {
        throw new AssertionError(e);
      }
    }
    return values;
  }
}
