package dev.legwork.tws.codec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.legwork.tws.message.ClientMessage;
import dev.legwork.tws.message.ClientMessage.*;
import dev.legwork.tws.message.ComboLeg;
import dev.legwork.tws.message.OrderComboLeg;
import dev.legwork.tws.message.OrderField;
import dev.legwork.tws.message.TagValue;
import dev.legwork.tws.message.TwsContract;
import dev.legwork.tws.message.TwsOrder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The calls that the outgoing vectors record, as messages. */
final class OutgoingCalls {
  private static final Map<String, String> OTHER_NAMES =
      Map.of("orderComboLegs", "", "smartComboRoutingParams", "", "algoParams", "");

  private OutgoingCalls() {}

  static ClientMessage message(JsonNode call) {
    int reqId = call.path("reqId").asInt();
    return switch (call.get("method").textValue()) {
      case "startApi" -> new StartApi(number(call, "clientId"), text(call, "optionalCapabilities"));
      case "reqIds" -> new ReqIds(number(call, "numIds"));
      case "reqCurrentTime" -> new ReqCurrentTime();
      case "reqManagedAccts" -> new ReqManagedAccounts();
      case "reqMarketDataType" -> new ReqMarketDataType(number(call, "marketDataType"));
      case "reqContractDetails" -> new ReqContractDetails(reqId, contract(call.get("contract")));
      case "reqSecDefOptParams" ->
          new ReqSecDefOptParams(
              reqId,
              text(call, "underlyingSymbol"),
              text(call, "futFopExchange"),
              text(call, "underlyingSecType"),
              number(call, "underlyingConId"));
      case "reqMktData" ->
          new ReqMktData(
              reqId,
              contract(call.get("contract")),
              text(call, "genericTickList"),
              call.get("snapshot").booleanValue(),
              call.get("regulatorySnapshot").booleanValue());
      case "cancelMktData" -> new CancelMktData(reqId);
      case "placeOrder" ->
          new PlaceOrder(
              number(call, "orderId"),
              contract(call.get("contract")),
              order(call.get("contract"), call.get("order")));
      case "cancelOrder" ->
          new CancelOrder(number(call, "orderId"), text(call, "manualOrderCancelTime"));
      case "reqGlobalCancel" -> new ReqGlobalCancel();
      case "reqOpenOrders" -> new ReqOpenOrders();
      case "reqAllOpenOrders" -> new ReqAllOpenOrders();
      case "reqAutoOpenOrders" -> new ReqAutoOpenOrders(call.get("autoBind").booleanValue());
      case "reqExecutions" -> executions(reqId, call.get("filter"));
      case "reqCompletedOrders" -> new ReqCompletedOrders(call.get("apiOnly").booleanValue());
      case "reqPositions" -> new ReqPositions();
      case "cancelPositions" -> new CancelPositions();
      case "reqAccountSummary" ->
          new ReqAccountSummary(reqId, text(call, "group"), text(call, "tags"));
      case "cancelAccountSummary" -> new CancelAccountSummary(reqId);
      case "reqAccountUpdates" ->
          new ReqAccountUpdates(call.get("subscribe").booleanValue(), text(call, "acctCode"));
      case "reqPnL" -> new ReqPnl(reqId, text(call, "account"), text(call, "modelCode"));
      case "cancelPnL" -> new CancelPnl(reqId);
      case "reqPnLSingle" ->
          new ReqPnlSingle(
              reqId, text(call, "account"), text(call, "modelCode"), number(call, "conId"));
      case "cancelPnLSingle" -> new CancelPnlSingle(reqId);
      default -> throw new AssertionError("a call without a message: " + call);
    };
  }

  private static ReqExecutions executions(int reqId, JsonNode filter) {
    return new ReqExecutions(
        reqId,
        number(filter, "clientId"),
        text(filter, "acctCode"),
        text(filter, "time"),
        text(filter, "symbol"),
        text(filter, "secType"),
        text(filter, "exchange"),
        text(filter, "side"));
  }

  private static TwsContract contract(JsonNode json) {
    TwsContract.Builder contract =
        TwsContract.builder()
            .conId(json.path("conId").asInt())
            .symbol(text(json, "symbol"))
            .secType(text(json, "secType"))
            .lastTradeDateOrContractMonth(text(json, "lastTradeDateOrContractMonth"))
            .right(text(json, "right"))
            .multiplier(text(json, "multiplier"))
            .exchange(text(json, "exchange"))
            .primaryExchange(text(json, "primaryExch"))
            .currency(text(json, "currency"))
            .localSymbol(text(json, "localSymbol"))
            .tradingClass(text(json, "tradingClass"));
    if (json.has("strike")) {
      contract.strike(decimal(json.get("strike")));
    }
    List<ComboLeg> legs = new ArrayList<>();
    for (JsonNode leg : json.path("comboLegs")) {
      legs.add(
          ComboLeg.of(
              number(leg, "conId"),
              number(leg, "ratio"),
              text(leg, "action"),
              text(leg, "exchange")));
    }
    return contract.comboLegs(legs).build();
  }

  private static TwsOrder order(JsonNode contract, JsonNode json) {
    TwsOrder.Builder order = TwsOrder.builder();
    for (OrderField<?> field : OrderField.all()) {
      JsonNode value = json.has(field.wireName()) ? json.get(field.wireName()) : null;
      if (field.wireName().startsWith("secId")) {
        value = contract.get(field.wireName());
      }
      if (value != null && !OTHER_NAMES.containsKey(field.wireName())) {
        order.setUnchecked(field, value(field, value));
      }
    }
    List<OrderComboLeg> prices = new ArrayList<>();
    json.path("orderComboLegs")
        .forEach(price -> prices.add(new OrderComboLeg(price.isNull() ? null : decimal(price))));
    order.set(OrderField.COMBO_LEG_PRICES, prices.isEmpty() ? null : prices);
    order.set(OrderField.SMART_COMBO_ROUTING_PARAMS, tags(json.path("smartComboRoutingParams")));
    order.set(OrderField.ALGO_PARAMS, tags(json.path("algoParams")));
    return order.build();
  }

  /** What a message leaves out when it says nothing else is absent on the other side. */
  private static Object value(OrderField<?> field, JsonNode json) {
    return switch (field.kind()) {
      case TEXT -> json.textValue().isEmpty() ? null : json.textValue();
      case INTEGER -> (Integer) json.intValue();
      case DECIMAL -> decimal(json);
      case FLAG ->
          field == OrderField.TRANSMIT && json.booleanValue()
              ? null
              : (Boolean) json.booleanValue();
      default -> throw new AssertionError("unexpected " + field);
    };
  }

  private static List<TagValue> tags(JsonNode pairs) {
    List<TagValue> tags = new ArrayList<>();
    pairs.forEach(p -> tags.add(new TagValue(p.get(0).textValue(), p.get(1).textValue())));
    return tags.isEmpty() ? null : tags;
  }

  private static BigDecimal decimal(JsonNode json) {
    return new BigDecimal(json.asText());
  }

  private static int number(JsonNode json, String key) {
    return json.get(key).intValue();
  }

  private static String text(JsonNode json, String key) {
    return json.path(key).asText("");
  }
}
