package dev.legwork.simulator.control;

import dev.legwork.simulator.broker.Outside;
import dev.legwork.simulator.contracts.Instrument;
import dev.legwork.simulator.orders.Side;
import java.math.BigDecimal;
import java.util.Locale;

/** What others do, from JSON. */
final class OutsideJson {
  private static final int ANOTHER_CLIENT = 99;

  private OutsideJson() {}

  static Outside read(Fields body) {
    body.required("kind");
    Outside.Kind kind =
        body.parsed(
            "kind",
            OutsideJson::kind,
            "must be one of client, manual, liquidation, transfer, exercise, assignment");
    String account = body.required("account");
    Instrument instrument = ContractJson.read(body);
    Side side = body.parsed("side", Side::valueOf, "must be BUY or SELL");
    Long quantity = body.whole("quantity");
    BigDecimal price = body.decimal("price");
    Long filled = body.whole("filled");
    Integer clientId = body.integer("clientId");
    String orderRef = body.text("orderRef");
    if (side == null && needsSide(kind)) {
      body.reject("side", "must be BUY or SELL");
    }
    if (quantity == null) {
      body.reject("quantity", "is missing");
    }
    body.check();
    try {
      return new Outside(
          kind,
          account,
          instrument,
          side,
          quantity,
          price,
          filled,
          clientId == null ? ANOTHER_CLIENT : clientId,
          orderRef);
    } catch (IllegalArgumentException e) {
      body.reject("kind", e.getMessage());
      body.check();
      throw e;
    }
  }

  private static boolean needsSide(Outside.Kind kind) {
    return kind != Outside.Kind.EXERCISE && kind != Outside.Kind.ASSIGNMENT;
  }

  private static Outside.Kind kind(String text) {
    return Outside.Kind.valueOf(text.toUpperCase(Locale.ROOT));
  }
}
