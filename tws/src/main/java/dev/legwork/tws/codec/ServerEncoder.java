package dev.legwork.tws.codec;

import dev.legwork.tws.message.ServerMessage;
import dev.legwork.tws.message.ServerMessage.*;
import dev.legwork.tws.message.TwsOrder;
import java.math.BigDecimal;
import java.util.List;

/** The venue's writing side: each message becomes one frame at the end of a {@link FrameWriter}. */
public final class ServerEncoder {
  private static final String UNSET = Run.LARGEST_DOUBLE;
  private static final String NOT_COMPUTED = "-1";
  private static final String GREEK_NOT_COMPUTED = "-2";

  /**
   * Appends a message.
   *
   * @throws UnencodableMessage if a text contains NUL; nothing is appended then
   */
  public void encode(ServerMessage message, FrameWriter out) {
    out.begin(message, false);
    try {
      write(message, out);
      out.end();
    } finally {
      out.abandonOpenFrame();
    }
  }

  private static void write(ServerMessage message, FrameWriter out) {
    switch (message) {
      case TickPrice m ->
          tick(out, MessageIds.TICK_PRICE, m.reqId(), m.tickType())
              .decimal(m.price())
              .decimal(m.size(), "0")
              .number(m.attribMask());
      case TickSize m -> tick(out, MessageIds.TICK_SIZE, m.reqId(), m.tickType()).decimal(m.size());
      case TickGeneric m ->
          tick(out, MessageIds.TICK_GENERIC, m.reqId(), m.tickType()).decimal(m.value());
      case TickString m ->
          tick(out, MessageIds.TICK_STRING, m.reqId(), m.tickType()).text(m.value());
      case TickOptionComputation m -> tickOptionComputation(m, out);
      case OrderStatus m -> orderStatus(m, out);
      case OpenOrder m -> openOrder(m, out);
      case OpenOrderEnd m -> out.number(MessageIds.OPEN_ORDER_END).number(1);
      case CompletedOrder m -> completedOrder(m, out);
      case CompletedOrdersEnd m -> out.number(MessageIds.COMPLETED_ORDERS_END);
      case ExecDetails m -> execDetails(m, out);
      case ExecDetailsEnd m -> answer(out, MessageIds.EXEC_DETAILS_END, m.reqId());
      case CommissionReport m -> commissionReport(m, out);
      case ErrorMessage m ->
          out.number(MessageIds.ERROR)
              .number(2)
              .number(m.id())
              .number(m.code())
              .escaped(m.text())
              .escaped(m.advancedOrderRejectJson());
      case NextValidId m -> answer(out, MessageIds.NEXT_VALID_ID, m.orderId());
      case ManagedAccounts m -> managedAccounts(m, out);
      case CurrentTime m -> out.number(MessageIds.CURRENT_TIME).number(1).number(m.epochSeconds());
      case ContractDetails m ->
          ContractDetailsLayout.write(m, out.number(MessageIds.CONTRACT_DETAILS));
      case ContractDetailsEnd m -> answer(out, MessageIds.CONTRACT_DETAILS_END, m.reqId());
      case SecDefOptParams m -> secDefOptParams(m, out);
      case SecDefOptParamsEnd m -> out.number(MessageIds.SEC_DEF_OPT_PARAMS_END).number(m.reqId());
      case MarketRule m -> marketRule(m, out);
      case TickSnapshotEnd m -> answer(out, MessageIds.TICK_SNAPSHOT_END, m.reqId());
      case MarketDataType m -> answer(out, MessageIds.MARKET_DATA_TYPE, m.reqId()).number(m.type());
      case TickReqParams m ->
          out.number(MessageIds.TICK_REQ_PARAMS)
              .number(m.reqId())
              .decimal(m.minTick())
              .text(m.bboExchange())
              .number(m.snapshotPermissions());
      case Position m -> position(m, out);
      case PositionEnd m -> out.number(MessageIds.POSITION_END).number(1);
      case AccountSummary m ->
          answer(out, MessageIds.ACCOUNT_SUMMARY, m.reqId())
              .text(m.account())
              .text(m.tag())
              .text(m.value())
              .text(m.currency());
      case AccountSummaryEnd m -> answer(out, MessageIds.ACCOUNT_SUMMARY_END, m.reqId());
      case AccountValue m ->
          out.number(MessageIds.ACCOUNT_VALUE)
              .number(2)
              .text(m.key())
              .text(m.value())
              .text(m.currency())
              .text(m.account());
      case PortfolioValue m -> portfolioValue(m, out);
      case AccountTime m -> out.number(MessageIds.ACCOUNT_TIME).number(1).text(m.time());
      case AccountDownloadEnd m ->
          out.number(MessageIds.ACCOUNT_DOWNLOAD_END).number(1).text(m.account());
      case OrderBound m ->
          out.number(MessageIds.ORDER_BOUND)
              .number(m.permId())
              .number(m.clientId())
              .number(m.orderId());
      case Pnl m ->
          out.number(MessageIds.PNL)
              .number(m.reqId())
              .decimal(m.daily(), UNSET)
              .decimal(m.unrealized(), UNSET)
              .decimal(m.realized(), UNSET);
      case PnlSingle m ->
          out.number(MessageIds.PNL_SINGLE)
              .number(m.reqId())
              .decimal(m.position())
              .decimal(m.daily(), UNSET)
              .decimal(m.unrealized(), UNSET)
              .decimal(m.realized(), UNSET)
              .decimal(m.value(), UNSET);
      case Unknown m -> {
        out.number(m.id());
        m.fields().forEach(out::text);
      }
    }
  }

  private static FrameWriter answer(FrameWriter out, int messageId, int reqId) {
    return out.number(messageId).number(1).number(reqId);
  }

  private static FrameWriter tick(FrameWriter out, int messageId, int reqId, int tickType) {
    return out.number(messageId).number(6).number(reqId).number(tickType);
  }

  private static void tickOptionComputation(TickOptionComputation m, FrameWriter out) {
    out.number(MessageIds.TICK_OPTION_COMPUTATION).number(m.reqId());
    out.number(m.tickType()).number(m.tickAttrib());
    out.decimal(m.impliedVol(), NOT_COMPUTED).decimal(m.delta(), GREEK_NOT_COMPUTED);
    out.decimal(m.optPrice(), NOT_COMPUTED).decimal(m.pvDividend(), NOT_COMPUTED);
    out.decimal(m.gamma(), GREEK_NOT_COMPUTED).decimal(m.vega(), GREEK_NOT_COMPUTED);
    out.decimal(m.theta(), GREEK_NOT_COMPUTED).decimal(m.undPrice(), NOT_COMPUTED);
  }

  private static void orderStatus(OrderStatus m, FrameWriter out) {
    out.number(MessageIds.ORDER_STATUS).number(m.orderId()).text(m.status());
    out.decimal(m.filled()).decimal(m.remaining()).decimal(m.avgFillPrice(), "0");
    out.number(m.permId()).number(m.parentId()).decimal(m.lastFillPrice(), "0");
    out.number(m.clientId()).text(m.whyHeld()).decimal(m.mktCapPrice(), "0");
  }

  private static void openOrder(OpenOrder m, FrameWriter out) {
    OrderDraft draft = new OrderDraft();
    draft.orderId = m.orderId();
    draft.clientId = m.clientId();
    draft.permId = m.permId();
    draft.contract = m.contract();
    draft.state = m.state();
    out.number(MessageIds.OPEN_ORDER);
    OrderLayouts.openOrder(writer(out, m.order()), draft);
  }

  private static void completedOrder(CompletedOrder m, FrameWriter out) {
    OrderDraft draft = new OrderDraft();
    draft.permId = m.permId();
    draft.contract = m.contract();
    draft.status = m.status();
    draft.filledQuantity = m.filledQuantity();
    draft.completedTime = m.completedTime();
    draft.completedStatus = m.completedStatus();
    out.number(MessageIds.COMPLETED_ORDER);
    OrderLayouts.completedOrder(writer(out, m.order()), draft);
  }

  private static OrderWire writer(FrameWriter out, TwsOrder order) {
    return new OrderWriter(out, order);
  }

  private static void execDetails(ExecDetails m, FrameWriter out) {
    out.number(MessageIds.EXEC_DETAILS).number(m.reqId()).number(m.orderId());
    ContractFields.write11(out, m.contract(), m.contract().exchange(), "");
    out.text(m.execId()).text(m.time()).text(m.account()).text(m.exchange()).text(m.side());
    out.decimal(m.shares()).decimal(m.price()).number(m.permId()).number(m.clientId());
    out.number(m.liquidation()).decimal(m.cumQty()).decimal(m.avgPrice()).text(m.orderRef());
    out.text(m.evRule()).decimal(m.evMultiplier()).text(m.modelCode());
    out.number(m.lastLiquidity()).flag(m.pendingPriceRevision());
  }

  private static void commissionReport(CommissionReport m, FrameWriter out) {
    out.number(MessageIds.COMMISSION_REPORT).number(1).text(m.execId());
    out.decimal(m.commission(), UNSET).text(m.currency());
    out.decimal(m.realizedPnl(), UNSET).decimal(m.yield(), UNSET);
    out.optionalNumber(m.yieldRedemptionDate());
  }

  private static void managedAccounts(ManagedAccounts m, FrameWriter out) {
    out.number(MessageIds.MANAGED_ACCOUNTS).number(1);
    List<String> accounts = m.accounts();
    for (int i = 0; i < accounts.size(); i++) {
      out.part(i == 0 ? "" : ",").part(accounts.get(i));
    }
    out.blank();
  }

  private static void secDefOptParams(SecDefOptParams m, FrameWriter out) {
    out.number(MessageIds.SEC_DEF_OPT_PARAMS).number(m.reqId()).text(m.exchange());
    out.number(m.underlyingConId()).text(m.tradingClass()).text(m.multiplier());
    out.number(m.expirations().size());
    m.expirations().forEach(out::text);
    out.number(m.strikes().size());
    for (BigDecimal strike : m.strikes()) {
      out.decimal(strike);
    }
  }

  private static void marketRule(MarketRule m, FrameWriter out) {
    out.number(MessageIds.MARKET_RULE).number(m.marketRuleId()).number(m.increments().size());
    m.increments().forEach(step -> out.decimal(step.lowEdge()).decimal(step.increment()));
  }

  private static void position(Position m, FrameWriter out) {
    out.number(MessageIds.POSITION).number(3).text(m.account());
    ContractFields.write11(out, m.contract(), m.contract().exchange(), "");
    out.decimal(m.position()).decimal(m.avgCost(), "0");
  }

  private static void portfolioValue(PortfolioValue m, FrameWriter out) {
    out.number(MessageIds.PORTFOLIO_VALUE).number(8);
    ContractFields.write11(out, m.contract(), m.contract().primaryExchange(), "0");
    out.decimal(m.position()).decimal(m.marketPrice()).decimal(m.marketValue());
    out.decimal(m.averageCost()).decimal(m.unrealizedPnl()).decimal(m.realizedPnl());
    out.text(m.account());
  }
}
