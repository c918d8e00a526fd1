package dev.legwork.tws.codec;

import dev.legwork.tws.message.ClientMessage;
import dev.legwork.tws.message.ClientMessage.*;
import dev.legwork.tws.message.TwsContract;

/**
 * The client's writing side: each message becomes one frame at the end of a {@link FrameWriter}.
 */
public final class ClientEncoder {

  /**
   * Appends a message.
   *
   * @throws UnencodableMessage if a text is not printable ASCII; nothing is appended then
   */
  public void encode(ClientMessage message, FrameWriter out) {
    out.begin(message, true);
    try {
      write(message, out);
      out.end();
    } finally {
      out.abandonOpenFrame();
    }
  }

  private static void write(ClientMessage message, FrameWriter out) {
    switch (message) {
      case PlaceOrder m -> placeOrder(m, out);
      case CancelOrder m ->
          head(out, MessageIds.CANCEL_ORDER, 1).number(m.orderId()).text(m.manualOrderCancelTime());
      case ReqCurrentTime m -> head(out, MessageIds.REQ_CURRENT_TIME, 1);
      case ReqMktData m -> reqMktData(m, out);
      case CancelMktData m -> head(out, MessageIds.CANCEL_MKT_DATA, 1).number(m.reqId());
      case ReqContractDetails m -> reqContractDetails(m, out);
      case ReqSecDefOptParams m ->
          head(out, MessageIds.REQ_SEC_DEF_OPT_PARAMS)
              .number(m.reqId())
              .text(m.underlyingSymbol())
              .text(m.futFopExchange())
              .text(m.underlyingSecType())
              .number(m.underlyingConId());
      case ReqMarketRule m -> head(out, MessageIds.REQ_MARKET_RULE).number(m.marketRuleId());
      case ReqMarketDataType m -> head(out, MessageIds.REQ_MARKET_DATA_TYPE, 1).number(m.type());
      case ReqExecutions m -> reqExecutions(m, out);
      case ReqCompletedOrders m -> head(out, MessageIds.REQ_COMPLETED_ORDERS).flag(m.apiOnly());
      case ReqOpenOrders m -> head(out, MessageIds.REQ_OPEN_ORDERS, 1);
      case ReqAllOpenOrders m -> head(out, MessageIds.REQ_ALL_OPEN_ORDERS, 1);
      case ReqAutoOpenOrders m -> head(out, MessageIds.REQ_AUTO_OPEN_ORDERS, 1).flag(m.autoBind());
      case ReqGlobalCancel m -> head(out, MessageIds.REQ_GLOBAL_CANCEL, 1);
      case StartApi m ->
          head(out, MessageIds.START_API, 2).number(m.clientId()).text(m.optionalCapabilities());
      case ReqIds m -> head(out, MessageIds.REQ_IDS, 1).number(m.numIds());
      case ReqManagedAccounts m -> head(out, MessageIds.REQ_MANAGED_ACCOUNTS, 1);
      case ReqPositions m -> head(out, MessageIds.REQ_POSITIONS, 1);
      case CancelPositions m -> head(out, MessageIds.CANCEL_POSITIONS, 1);
      case ReqAccountSummary m ->
          head(out, MessageIds.REQ_ACCOUNT_SUMMARY, 1)
              .number(m.reqId())
              .text(m.group())
              .text(m.tags());
      case CancelAccountSummary m ->
          head(out, MessageIds.CANCEL_ACCOUNT_SUMMARY, 1).number(m.reqId());
      case ReqAccountUpdates m ->
          head(out, MessageIds.REQ_ACCOUNT_UPDATES, 2).flag(m.subscribe()).text(m.account());
      case ReqPnl m ->
          head(out, MessageIds.REQ_PNL).number(m.reqId()).text(m.account()).text(m.modelCode());
      case CancelPnl m -> head(out, MessageIds.CANCEL_PNL).number(m.reqId());
      case ReqPnlSingle m ->
          head(out, MessageIds.REQ_PNL_SINGLE)
              .number(m.reqId())
              .text(m.account())
              .text(m.modelCode())
              .number(m.conId());
      case CancelPnlSingle m -> head(out, MessageIds.CANCEL_PNL_SINGLE).number(m.reqId());
      case Unknown m -> {
        out.number(m.id());
        m.fields().forEach(out::text);
      }
    }
  }

  private static FrameWriter head(FrameWriter out, int id) {
    return out.number(id);
  }

  private static FrameWriter head(FrameWriter out, int id, int version) {
    return out.number(id).number(version);
  }

  private static void placeOrder(PlaceOrder m, FrameWriter out) {
    out.number(MessageIds.PLACE_ORDER).number(m.orderId());
    OrderDraft draft = new OrderDraft();
    draft.contract = m.contract();
    OrderLayouts.placeOrder(new OrderWriter(out, m.order()), draft);
  }

  private static void reqMktData(ReqMktData m, FrameWriter out) {
    TwsContract contract = m.contract();
    head(out, MessageIds.REQ_MKT_DATA, 11).number(m.reqId());
    ContractFields.write12(out, contract);
    if (contract.isBag()) {
      ContractFields.writeQuotedLegs(out, contract.comboLegs());
    }
    out.flag(false); // no delta neutral contract
    out.text(m.genericTickList()).flag(m.snapshot()).flag(m.regulatorySnapshot()).blank();
  }

  private static void reqContractDetails(ReqContractDetails m, FrameWriter out) {
    head(out, MessageIds.REQ_CONTRACT_DETAILS, 8).number(m.reqId());
    ContractFields.write12(out, m.contract());
    out.flag(m.includeExpired()).text(m.secIdType()).text(m.secId()).text(m.issuerId());
  }

  private static void reqExecutions(ReqExecutions m, FrameWriter out) {
    head(out, MessageIds.REQ_EXECUTIONS, 3).number(m.reqId()).number(m.clientId());
    out.text(m.account()).text(m.time()).text(m.symbol());
    out.text(m.secType()).text(m.exchange()).text(m.side());
  }
}
