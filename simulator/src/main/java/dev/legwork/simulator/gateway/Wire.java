package dev.legwork.simulator.gateway;

import dev.legwork.simulator.contracts.Instrument;
import dev.legwork.simulator.faults.Alteration;
import dev.legwork.simulator.market.TradingHours;
import dev.legwork.simulator.orders.ComboLeg;
import dev.legwork.simulator.orders.Fill;
import dev.legwork.simulator.orders.Order;
import dev.legwork.simulator.orders.OrderTerms;
import dev.legwork.simulator.orders.Origin;
import dev.legwork.simulator.orders.Product;
import dev.legwork.tws.message.OrderField;
import dev.legwork.tws.message.OrderStateFields;
import dev.legwork.tws.message.ServerMessage.CommissionReport;
import dev.legwork.tws.message.ServerMessage.CompletedOrder;
import dev.legwork.tws.message.ServerMessage.ExecDetails;
import dev.legwork.tws.message.ServerMessage.OpenOrder;
import dev.legwork.tws.message.ServerMessage.OrderStatus;
import dev.legwork.tws.message.TwsContract;
import dev.legwork.tws.message.TwsOrder;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The venue's things in TWS's words. */
final class Wire {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyyMMdd");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd HH:mm:ss 'US/Eastern'").withZone(TradingHours.ZONE);
  private static final String USD = "USD";

  private Wire() {}

  static String day(LocalDate date) {
    return DAY.format(date);
  }

  /** Venue time as TWS writes it. */
  static String time(Instant moment) {
    return TIME.format(moment);
  }

  static BigDecimal decimal(long number) {
    return BigDecimal.valueOf(number);
  }

  /** A moment as a gateway in another zone writes it; {@code none}: without saying which. */
  static String time(Instant moment, String zone) {
    if (zone.equals("UTC")) {
      return DateTimeFormatter.ofPattern("yyyyMMdd-HH:mm:ss")
          .withZone(ZoneOffset.UTC)
          .format(moment);
    }
    if (zone.equals(Alteration.NO_ZONE)) {
      return DateTimeFormatter.ofPattern("yyyyMMdd  HH:mm:ss")
          .withZone(TradingHours.ZONE)
          .format(moment);
    }
    return DateTimeFormatter.ofPattern("yyyyMMdd HH:mm:ss '" + zone + "'")
        .withZone(ZoneId.of(zone))
        .format(moment);
  }

  static TwsContract contract(Instrument instrument) {
    var builder =
        TwsContract.builder()
            .conId(instrument.conId())
            .symbol(instrument.symbol())
            .secType(instrument.kind().secType())
            .exchange("SMART")
            .currency(USD)
            .localSymbol(instrument.localSymbol())
            .tradingClass(instrument.tradingClass());
    if (instrument.isOption()) {
      builder
          .lastTradeDateOrContractMonth(day(instrument.expiry()))
          .strike(instrument.strike())
          .right(instrument.right().letter())
          .multiplier("" + instrument.multiplier());
    }
    return builder.build();
  }

  static TwsContract contract(Product product) {
    return switch (product) {
      case Product.Single single -> contract(single.instrument());
      case Product.Combo combo -> bag(combo);
    };
  }

  private static TwsContract bag(Product.Combo combo) {
    return TwsContract.bag(
        combo.symbol(), "SMART", USD, combo.legs().stream().map(Wire::leg).toList());
  }

  private static dev.legwork.tws.message.ComboLeg leg(ComboLeg leg) {
    return dev.legwork.tws.message.ComboLeg.of(
        leg.instrument().conId(), leg.ratio(), leg.side().name(), "SMART");
  }

  static TwsOrder order(OrderTerms terms) {
    return TwsOrder.builder()
        .action(terms.side().name())
        .totalQuantity(decimal(terms.quantity()))
        .orderType(terms.type().code())
        .lmtPrice(terms.limit() == null ? BigDecimal.ZERO : terms.limit())
        .auxPrice(terms.stop() == null ? BigDecimal.ZERO : terms.stop())
        .tif(terms.tif().name())
        .goodTillDate(terms.goodTill() == null ? "" : time(terms.goodTill()))
        .account(terms.account())
        .orderRef(terms.orderRef())
        .set(OrderField.TRANSMIT, true)
        .build();
  }

  static OpenOrder openOrder(Order order) {
    return new OpenOrder(
        order.orderId(),
        order.clientId(),
        order.permId(),
        contract(order.terms().product()),
        order(order.terms()),
        OrderStateFields.of(order.state().status()));
  }

  static OrderStatus orderStatus(Order order) {
    return orderStatus(order, order.state().status());
  }

  static OrderStatus orderStatus(Order order, String status) {
    return new OrderStatus(
        order.orderId(),
        status,
        decimal(order.filled()),
        decimal(Math.max(0, order.remaining())),
        order.averagePrice(),
        order.permId(),
        0,
        order.lastPrice(),
        order.clientId(),
        "",
        BigDecimal.ZERO);
  }

  static CompletedOrder completedOrder(Order order) {
    return new CompletedOrder(
        order.permId(),
        contract(order.terms().product()),
        order(order.terms()),
        order.state().status(),
        decimal(order.filled()),
        time(order.endedAt()),
        order.endReason());
  }

  /**
   * @param reqId −1 for a live fill
   */
  static ExecDetails execDetails(int reqId, Fill fill, Order order) {
    return new ExecDetails(
        reqId,
        fill.orderId(),
        fill.isSummary() ? contract(order.terms().product()) : contract(fill.instrument()),
        fill.execId(),
        time(fill.at()),
        fill.account(),
        "SMART",
        fill.side().executionCode(),
        decimal(fill.quantity()),
        fill.price(),
        fill.permId(),
        fill.clientId(),
        order.origin() == Origin.LIQUIDATION ? 1 : 0,
        decimal(fill.cumulative()),
        fill.averagePrice(),
        fill.orderRef(),
        "",
        null,
        "",
        2,
        false);
  }

  static CommissionReport commissionReport(Fill fill) {
    return new CommissionReport(
        fill.execId(), fill.commission(), USD, fill.realized(), BigDecimal.ZERO, null);
  }
}
