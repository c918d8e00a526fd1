package dev.legwork;

import static dev.legwork.Conversion.CALL;
import static dev.legwork.Conversion.PUT;
import static dev.legwork.Conversion.STOCK;
import static dev.legwork.Conversion.d;

import dev.legwork.contract.Instrument;
import dev.legwork.num.Decimals;
import dev.legwork.order.Combo;
import dev.legwork.order.ComboLeg;
import dev.legwork.order.Fill;
import dev.legwork.order.OrderEvent;
import dev.legwork.order.OrderIntent;
import dev.legwork.order.OrderRef;
import dev.legwork.order.PlacedOrder;
import dev.legwork.order.Purpose;
import dev.legwork.order.Side;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.Placing;
import java.time.Instant;
import java.util.List;

/** ComboConversion that are entered by one order of all legs, and what a venue says of it. */
public final class ComboConversion {
  public static final Instant AT = Instant.parse("2014-06-06T13:45:00Z");
  public static final OrderRef REF = new OrderRef("twx-0001", Combo.NAME, Purpose.ENTRY, 1);
  public static final Combo COMBO =
      new Combo(
          List.of(
              new ComboLeg("stock", STOCK, Side.BUY, 100),
              new ComboLeg("put", PUT, Side.BUY, 1),
              new ComboLeg("call", CALL, Side.SELL, 1)));

  private ComboConversion() {}

  public static ExecutionRequest units(int units, String netLimit) {
    ExecutionRequest legs = Conversion.units(units, netLimit);
    return new ExecutionRequest(
        legs.id(),
        legs.account(),
        legs.strategy(),
        legs.underlying(),
        legs.legs(),
        units,
        legs.netLimit(),
        Placing.COMBO,
        legs.pricing(),
        legs.timeouts());
  }

  /** The order that enters it, at its netLimit. */
  public static PlacedOrder entry(ExecutionRequest request) {
    return entry(request, 1);
  }

  public static PlacedOrder entry(ExecutionRequest request, int attempt) {
    return new PlacedOrder(
        OrderIntent.of(
            new OrderRef(request.id(), Combo.NAME, Purpose.ENTRY, attempt),
            request.account(),
            COMBO,
            Decimals.of(request.quantity()),
            Combo.limit(request.netLimit()),
            null),
        100 + 10 * (attempt - 1));
  }

  /** The venue's sum of a trade, which is not to be counted. */
  public static OrderEvent traded(String execId, int units, int cumulative) {
    return new OrderEvent.ComboTraded(
        REF, execId, Decimals.of(units), d("69.60"), Decimals.of(cumulative), 9);
  }

  public static OrderEvent stock(String execId, int shares, String price) {
    return fill(execId, STOCK, Side.BUY, shares, price);
  }

  public static OrderEvent put(String execId, int contracts, String price) {
    return fill(execId, PUT, Side.BUY, contracts, price);
  }

  public static OrderEvent call(String execId, int contracts, String price) {
    return fill(execId, CALL, Side.SELL, contracts, price);
  }

  private static OrderEvent fill(
      String execId, Instrument instrument, Side side, int quantity, String price) {
    Fill fill = new Fill(execId, side, Decimals.of(quantity), d(price), AT, instrument.conId());
    return new OrderEvent.Filled(REF, fill, fill.quantity(), 9);
  }
}
