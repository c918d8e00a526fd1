package dev.legwork.tws.codec;

import dev.legwork.tws.message.ClientMessage;
import dev.legwork.tws.message.ClientMessage.*;
import dev.legwork.tws.message.TwsContract;

/** The venue's reading side: frames of a client become messages. */
public final class ServerDecoder {
  private final FieldReader in = new FieldReader();
  private final ExtraFields extraFields;

  /** Logs extra fields. */
  public ServerDecoder() {
    this(ExtraFields.logged());
  }

  /** Reports extra fields, once for each message type. */
  public ServerDecoder(ExtraFieldsListener listener) {
    extraFields = new ExtraFields(listener);
  }

  /**
   * Reads a message.
   *
   * @throws MalformedMessage if a field is missing or unreadable
   */
  public ClientMessage decode(Frame frame) {
    int id = in.open(frame);
    ClientMessage message = read(id);
    extraFields.check(in);
    return message;
  }

  private ClientMessage read(int id) {
    return switch (id) {
      case MessageIds.PLACE_ORDER -> placeOrder();
      case MessageIds.CANCEL_ORDER ->
          new CancelOrder(
              versioned("cancelOrder").integer("orderId"), in.text("manualOrderCancelTime"));
      case MessageIds.REQ_CURRENT_TIME -> bare("reqCurrentTime", new ReqCurrentTime());
      case MessageIds.REQ_MKT_DATA -> reqMktData();
      case MessageIds.CANCEL_MKT_DATA ->
          new CancelMktData(versioned("cancelMktData").integer("reqId"));
      case MessageIds.REQ_CONTRACT_DETAILS -> reqContractDetails();
      case MessageIds.REQ_SEC_DEF_OPT_PARAMS -> reqSecDefOptParams();
      case MessageIds.REQ_MARKET_RULE ->
          new ReqMarketRule(named("reqMarketRule").integer("marketRuleId"));
      case MessageIds.REQ_MARKET_DATA_TYPE ->
          new ReqMarketDataType(versioned("reqMarketDataType").integer("marketDataType"));
      case MessageIds.REQ_EXECUTIONS -> reqExecutions();
      case MessageIds.REQ_COMPLETED_ORDERS ->
          new ReqCompletedOrders(named("reqCompletedOrders").flag("apiOnly"));
      case MessageIds.REQ_OPEN_ORDERS -> bare("reqOpenOrders", new ReqOpenOrders());
      case MessageIds.REQ_ALL_OPEN_ORDERS -> bare("reqAllOpenOrders", new ReqAllOpenOrders());
      case MessageIds.REQ_AUTO_OPEN_ORDERS ->
          new ReqAutoOpenOrders(versioned("reqAutoOpenOrders").flag("autoBind"));
      case MessageIds.REQ_GLOBAL_CANCEL -> bare("reqGlobalCancel", new ReqGlobalCancel());
      default -> readAccountMessage(id);
    };
  }

  private ClientMessage readAccountMessage(int id) {
    return switch (id) {
      case MessageIds.START_API ->
          new StartApi(versioned("startApi").integer("clientId"), in.text("optionalCapabilities"));
      case MessageIds.REQ_IDS -> new ReqIds(versioned("reqIds").integerOr("numIds", 1));
      case MessageIds.REQ_MANAGED_ACCOUNTS -> bare("reqManagedAccts", new ReqManagedAccounts());
      case MessageIds.REQ_POSITIONS -> bare("reqPositions", new ReqPositions());
      case MessageIds.CANCEL_POSITIONS -> bare("cancelPositions", new CancelPositions());
      case MessageIds.REQ_ACCOUNT_SUMMARY ->
          new ReqAccountSummary(
              versioned("reqAccountSummary").integer("reqId"), in.text("group"), in.text("tags"));
      case MessageIds.CANCEL_ACCOUNT_SUMMARY ->
          new CancelAccountSummary(versioned("cancelAccountSummary").integer("reqId"));
      case MessageIds.REQ_ACCOUNT_UPDATES ->
          new ReqAccountUpdates(
              versioned("reqAccountUpdates").flag("subscribe"), in.text("acctCode"));
      case MessageIds.REQ_PNL ->
          new ReqPnl(named("reqPnL").integer("reqId"), in.text("account"), in.text("modelCode"));
      case MessageIds.CANCEL_PNL -> new CancelPnl(named("cancelPnL").integer("reqId"));
      case MessageIds.REQ_PNL_SINGLE ->
          new ReqPnlSingle(
              named("reqPnLSingle").integer("reqId"),
              in.text("account"),
              in.text("modelCode"),
              in.integer("conId"));
      case MessageIds.CANCEL_PNL_SINGLE ->
          new CancelPnlSingle(named("cancelPnLSingle").integer("reqId"));
      default -> new Unknown(id, in.rest());
    };
  }

  private FieldReader named(String name) {
    in.name(name);
    return in;
  }

  private FieldReader versioned(String name) {
    in.name(name);
    in.skip("version");
    return in;
  }

  private <T> T bare(String name, T message) {
    versioned(name);
    return message;
  }

  private PlaceOrder placeOrder() {
    in.name("placeOrder");
    int orderId = in.integer("orderId");
    OrderReader reader = new OrderReader(in);
    OrderDraft draft = new OrderDraft();
    OrderLayouts.placeOrder(reader, draft);
    return new PlaceOrder(orderId, draft.contract, reader.order());
  }

  private ReqMktData reqMktData() {
    int reqId = versioned("reqMktData").integer("reqId");
    TwsContract contract = ContractFields.read12(in);
    if (contract.isBag()) {
      contract = contract.withComboLegs(ContractFields.readQuotedLegs(in));
    }
    if (in.flag("deltaNeutralContractPresent")) {
      in.skip("deltaNeutralContract.conId");
      in.skip("deltaNeutralContract.delta");
      in.skip("deltaNeutralContract.price");
    }
    ReqMktData message =
        new ReqMktData(
            reqId,
            contract,
            in.text("genericTickList"),
            in.flag("snapshot"),
            in.flag("regulatorySnapshot"));
    in.skip("mktDataOptions");
    return message;
  }

  private ReqContractDetails reqContractDetails() {
    return new ReqContractDetails(
        versioned("reqContractDetails").integer("reqId"),
        ContractFields.read12(in),
        in.flag("includeExpired"),
        in.text("secIdType"),
        in.text("secId"),
        in.text("issuerId"));
  }

  private ReqSecDefOptParams reqSecDefOptParams() {
    return new ReqSecDefOptParams(
        named("reqSecDefOptParams").integer("reqId"),
        in.text("underlyingSymbol"),
        in.text("futFopExchange"),
        in.text("underlyingSecType"),
        in.integer("underlyingConId"));
  }

  private ReqExecutions reqExecutions() {
    return new ReqExecutions(
        versioned("reqExecutions").integer("reqId"),
        in.integerOr("clientId", 0),
        in.text("acctCode"),
        in.text("time"),
        in.text("symbol"),
        in.text("secType"),
        in.text("exchange"),
        in.text("side"));
  }
}
