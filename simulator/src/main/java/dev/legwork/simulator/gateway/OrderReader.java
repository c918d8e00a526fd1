package dev.legwork.simulator.gateway;

import dev.legwork.simulator.broker.Brokerage;
import dev.legwork.simulator.broker.Refusal;
import dev.legwork.simulator.contracts.Instrument;
import dev.legwork.simulator.orders.OrderTerms;
import dev.legwork.simulator.orders.OrderType;
import dev.legwork.simulator.orders.Product;
import dev.legwork.simulator.orders.Side;
import dev.legwork.simulator.orders.SizeLimits;
import dev.legwork.simulator.orders.TimeInForce;
import dev.legwork.tws.message.ClientMessage.PlaceOrder;
import dev.legwork.tws.message.OrderField;
import dev.legwork.tws.message.TwsOrder;
import java.math.BigDecimal;
import java.time.Instant;

/** Reads an order as TWS does before it goes anywhere, and refuses what TWS refuses. */
final class OrderReader {
  private static final BigDecimal COMBO_TICK = new BigDecimal("0.01");

  private final Brokerage brokerage;
  private final ContractReader contracts;
  private final ComboReader combos;
  private final SizeLimits sizes;

  OrderReader(Brokerage brokerage, ContractReader contracts, SizeLimits sizes) {
    this.sizes = sizes;
    this.brokerage = brokerage;
    this.contracts = contracts;
    this.combos = new ComboReader(brokerage);
  }

  /** What is wrong with an order; caught within this package. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1;
    private final transient Refusal refusal;

    Refused(int code, String text) {
      this(new Refusal(code, text));
    }

    Refused(Refusal refusal) {
      super(refusal.text(), null, false, false);
      this.refusal = refusal;
    }

    Refusal refusal() {
      return refusal;
    }
  }

  /**
   * The order's terms.
   *
   * @throws Refused with TWS's code if the order is not well-formed
   */
  OrderTerms read(PlaceOrder message) throws Refused {
    TwsOrder order = message.order();
    refuseForbidden(order);
    refuseUnsupported(order);
    Product product = product(message);
    OrderType type = type(order, product);
    TimeInForce tif = tif(order);
    return new OrderTerms(
        account(order),
        product,
        side(order),
        quantity(order, product),
        type,
        type.limited() ? price(order.lmtPrice(), "limit", product) : null,
        type.stopped() ? price(order.auxPrice(), "stop", product) : null,
        tif,
        tif == TimeInForce.GTD ? goodTill(order) : null,
        order.orderRef());
  }

  private Product product(PlaceOrder message) throws Refused {
    if (message.contract().isBag()) {
      return combos.read(message.contract(), message.order());
    }
    ContractReader.Found found = contracts.one(message.contract());
    if (found.refusal() != null) {
      throw new Refused(found.refusal());
    }
    return new Product.Single(found.instrument());
  }

  private static void refuseForbidden(TwsOrder order) throws Refused {
    if (order.isTrue(OrderField.E_TRADE_ONLY)) {
      throw new Refused(10268, "The 'EtradeOnly' order attribute is not supported.");
    }
    if (order.isTrue(OrderField.FIRM_QUOTE_ONLY)) {
      throw new Refused(10269, "The 'FirmQuoteOnly' order attribute is not supported.");
    }
    if (set(order.get(OrderField.NBBO_PRICE_CAP))) {
      throw new Refused(10270, "The 'NbboPriceCap' order attribute is not supported.");
    }
  }

  /** What TWS offers and this venue does not: refused, never quietly ignored. */
  private static void refuseUnsupported(TwsOrder order) throws Refused {
    refuseIf(!order.ocaGroup().isEmpty(), "OCA groups");
    refuseIf(order.parentId() != 0, "attached orders");
    refuseIf(!order.transmit(), "orders held back by transmit");
    refuseIf(!order.conditions().isEmpty(), "conditional orders");
    refuseIf(!order.text(OrderField.ALGO_STRATEGY).isEmpty(), "algorithms");
    refuseIf(!order.text(OrderField.HEDGE_TYPE).isEmpty(), "hedge orders");
    refuseIf(order.isTrue(OrderField.ALL_OR_NONE), "all-or-none orders");
    refuseIf(!order.text(OrderField.GOOD_AFTER_TIME).isEmpty(), "good-after-time orders");
    refuseIf(set(order.get(OrderField.SCALE_PRICE_INCREMENT)), "scale orders");
    refuseIf(set(order.get(OrderField.CASH_QTY)), "orders by cash amount");
  }

  private static boolean set(BigDecimal number) {
    return number != null && number.signum() != 0;
  }

  private static void refuseIf(boolean present, String what) throws Refused {
    if (present) {
      throw invalid("the simulated gateway does not offer " + what);
    }
  }

  private static Refused invalid(String cause) {
    return new Refused(321, "Error validating request:-'bG' : cause - " + cause);
  }

  private String account(TwsOrder order) throws Refused {
    if (order.account().isEmpty()) {
      throw new Refused(435, "You must specify an account.");
    }
    if (brokerage.ledger().account(order.account()) == null) {
      throw invalid("Invalid account code '" + order.account() + "'");
    }
    return order.account();
  }

  private static Side side(TwsOrder order) throws Refused {
    return switch (order.action()) {
      case "BUY" -> Side.BUY;
      case "SELL", "SSHORT" -> Side.SELL;
      default -> throw invalid("Invalid action '" + order.action() + "'");
    };
  }

  private long quantity(TwsOrder order, Product product) throws Refused {
    BigDecimal quantity = order.totalQuantity();
    if (quantity == null || quantity.signum() <= 0) {
      throw new Refused(434, "The order size cannot be zero.");
    }
    BigDecimal exceeded = sizes.exceededBy(product, quantity);
    if (exceeded != null) {
      throw new Refused(
          383, "The size value exceeds the Size Limit of " + exceeded.toPlainString() + ".");
    }
    try {
      return quantity.longValueExact();
    } catch (ArithmeticException e) {
      throw new Refused(10243, "Fractional-sized order cannot be placed via API.");
    }
  }

  private static OrderType type(TwsOrder order, Product product) throws Refused {
    OrderType type = OrderType.byCode(order.orderType());
    if (type == null || (type.stopped() && product instanceof Product.Combo)) {
      throw new Refused(387, "Unsupported order type for this exchange and security type.");
    }
    return type;
  }

  private static TimeInForce tif(TwsOrder order) throws Refused {
    TimeInForce tif = order.tif().isEmpty() ? TimeInForce.DAY : TimeInForce.byCode(order.tif());
    if (tif == null) {
      throw new Refused(10052, "Invalid time in force:" + order.tif());
    }
    return tif;
  }

  private Instant goodTill(TwsOrder order) throws Refused {
    Instant moment = TwsTimes.parse(order.goodTillDate());
    if (moment == null) {
      throw new Refused(
          391,
          "The time or time-zone entered is invalid. The correct format is yyyymmdd hh:mm:ss xxx");
    }
    if (!moment.isAfter(brokerage.now())) {
      throw new Refused(201, "Order rejected - reason:good till date is in the past");
    }
    return moment;
  }

  private static BigDecimal price(BigDecimal price, String what, Product product) throws Refused {
    if (price == null) {
      throw invalid("Missing " + what + " price");
    }
    if (!conforms(price, product)) {
      throw new Refused(
          110, "The price does not conform to the minimum price variation for this contract.");
    }
    return price;
  }

  private static boolean conforms(BigDecimal price, Product product) {
    return switch (product) {
      case Product.Combo combo -> price.remainder(COMBO_TICK).signum() == 0;
      case Product.Single single -> conforms(price, single.instrument());
    };
  }

  private static boolean conforms(BigDecimal price, Instrument instrument) {
    return price.signum() > 0 && instrument.rule().allows(price);
  }
}
