package dev.legwork.tws.codec;

import dev.legwork.tws.message.PriceIncrement;
import dev.legwork.tws.message.ServerMessage;
import dev.legwork.tws.message.ServerMessage.*;
import java.math.BigDecimal;
import java.util.List;

/** The client's reading side: frames of TWS become messages. */
public final class ClientDecoder {
  private static final BigDecimal NOT_COMPUTED = BigDecimal.ONE.negate();
  private static final BigDecimal GREEK_NOT_COMPUTED = BigDecimal.TWO.negate();

  private final FieldReader in = new FieldReader();
  private final ExtraFields extraFields;

  /** Logs extra fields. */
  public ClientDecoder() {
    this(ExtraFields.logged());
  }

  /** Reports extra fields, once for each message type. */
  public ClientDecoder(ExtraFieldsListener listener) {
    extraFields = new ExtraFields(listener);
  }

  /**
   * Reads a message.
   *
   * @throws MalformedMessage if a field is missing or unreadable
   */
  public ServerMessage decode(Frame frame) {
    int id = in.open(frame);
    ServerMessage message = read(id);
    extraFields.check(in);
    return message;
  }

  private ServerMessage read(int id) {
    return switch (id) {
      case MessageIds.ORDER_STATUS -> orderStatus();
      case MessageIds.OPEN_ORDER -> openOrder();
      case MessageIds.OPEN_ORDER_END -> bare("openOrderEnd", new OpenOrderEnd());
      case MessageIds.COMPLETED_ORDER -> completedOrder();
      case MessageIds.COMPLETED_ORDERS_END -> {
        in.name("completedOrdersEnd");
        yield new CompletedOrdersEnd();
      }
      case MessageIds.EXEC_DETAILS -> execDetails();
      case MessageIds.EXEC_DETAILS_END -> new ExecDetailsEnd(reqId("execDetailsEnd"));
      case MessageIds.COMMISSION_REPORT -> commissionReport();
      case MessageIds.ORDER_BOUND ->
          new OrderBound(
              named("orderBound").longNumber("permId"),
              in.integer("clientId"),
              in.integer("orderId"));
      case MessageIds.ERROR -> error();
      case MessageIds.NEXT_VALID_ID -> new NextValidId(versioned("nextValidId").integer("orderId"));
      case MessageIds.MANAGED_ACCOUNTS -> managedAccounts();
      case MessageIds.CURRENT_TIME -> new CurrentTime(versioned("currentTime").longNumber("time"));
      default -> readMarketData(id);
    };
  }

  private ServerMessage readMarketData(int id) {
    return switch (id) {
      case MessageIds.TICK_PRICE ->
          new TickPrice(
              reqId("tickPrice"),
              in.integer("tickType"),
              in.decimal("price"),
              in.decimal("size"),
              in.integerOr("attribMask", 0));
      case MessageIds.TICK_SIZE ->
          new TickSize(reqId("tickSize"), in.integer("tickType"), in.decimal("size"));
      case MessageIds.TICK_GENERIC ->
          new TickGeneric(reqId("tickGeneric"), in.integer("tickType"), in.decimal("value"));
      case MessageIds.TICK_STRING ->
          new TickString(reqId("tickString"), in.integer("tickType"), in.text("value"));
      case MessageIds.TICK_OPTION_COMPUTATION -> tickOptionComputation();
      case MessageIds.TICK_SNAPSHOT_END -> new TickSnapshotEnd(reqId("tickSnapshotEnd"));
      case MessageIds.MARKET_DATA_TYPE ->
          new MarketDataType(reqId("marketDataType"), in.integer("marketDataType"));
      case MessageIds.TICK_REQ_PARAMS ->
          new TickReqParams(
              named("tickReqParams").integer("reqId"),
              in.decimal("minTick"),
              in.text("bboExchange"),
              in.integerOr("snapshotPermissions", 0));
      case MessageIds.CONTRACT_DETAILS -> ContractDetailsLayout.read(named("contractDetails"));
      case MessageIds.CONTRACT_DETAILS_END -> new ContractDetailsEnd(reqId("contractDetailsEnd"));
      case MessageIds.SEC_DEF_OPT_PARAMS -> secDefOptParams();
      case MessageIds.SEC_DEF_OPT_PARAMS_END ->
          new SecDefOptParamsEnd(named("securityDefinitionOptionParameterEnd").integer("reqId"));
      case MessageIds.MARKET_RULE -> marketRule();
      default -> readAccountMessage(id);
    };
  }

  private ServerMessage readAccountMessage(int id) {
    return switch (id) {
      case MessageIds.POSITION -> position();
      case MessageIds.POSITION_END -> bare("positionEnd", new PositionEnd());
      case MessageIds.ACCOUNT_SUMMARY ->
          new AccountSummary(
              reqId("accountSummary"),
              in.text("account"),
              in.text("tag"),
              in.text("value"),
              in.text("currency"));
      case MessageIds.ACCOUNT_SUMMARY_END -> new AccountSummaryEnd(reqId("accountSummaryEnd"));
      case MessageIds.ACCOUNT_VALUE ->
          new AccountValue(
              versioned("updateAccountValue").text("key"),
              in.text("value"),
              in.text("currency"),
              in.text("accountName"));
      case MessageIds.PORTFOLIO_VALUE -> portfolioValue();
      case MessageIds.ACCOUNT_TIME ->
          new AccountTime(versioned("updateAccountTime").text("timeStamp"));
      case MessageIds.ACCOUNT_DOWNLOAD_END ->
          new AccountDownloadEnd(versioned("accountDownloadEnd").text("accountName"));
      case MessageIds.PNL ->
          new Pnl(
              named("pnl").integer("reqId"),
              in.decimal("dailyPnL"),
              in.decimal("unrealizedPnL"),
              in.decimal("realizedPnL"));
      case MessageIds.PNL_SINGLE ->
          new PnlSingle(
              named("pnlSingle").integer("reqId"),
              in.requiredDecimal("position"),
              in.decimal("dailyPnL"),
              in.decimal("unrealizedPnL"),
              in.decimal("realizedPnL"),
              in.decimal("value"));
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

  private int reqId(String name) {
    return versioned(name).integer("reqId");
  }

  private <T> T bare(String name, T message) {
    versioned(name);
    return message;
  }

  private ErrorMessage error() {
    in.name("error");
    if (in.integer("version") < 2) {
      return new ErrorMessage(-1, -1, in.text("errorMsg"));
    }
    return new ErrorMessage(
        in.integer("id"),
        in.integer("errorCode"),
        in.unescaped("errorMsg"),
        in.unescaped("advancedOrderRejectJson"));
  }

  private ManagedAccounts managedAccounts() {
    List<String> accounts = versioned("managedAccounts").commaList("accountsList");
    int last = accounts.size() - 1;
    boolean trailingComma = last >= 0 && accounts.get(last).isEmpty();
    return new ManagedAccounts(trailingComma ? accounts.subList(0, last) : accounts);
  }

  private TickOptionComputation tickOptionComputation() {
    return new TickOptionComputation(
        named("tickOptionComputation").integer("reqId"),
        in.integer("tickType"),
        in.integerOr("tickAttrib", 0),
        computed("impliedVol", NOT_COMPUTED),
        computed("delta", GREEK_NOT_COMPUTED),
        computed("optPrice", NOT_COMPUTED),
        computed("pvDividend", NOT_COMPUTED),
        computed("gamma", GREEK_NOT_COMPUTED),
        computed("vega", GREEK_NOT_COMPUTED),
        computed("theta", GREEK_NOT_COMPUTED),
        computed("undPrice", NOT_COMPUTED));
  }

  private BigDecimal computed(String name, BigDecimal notComputed) {
    BigDecimal value = in.decimal(name);
    return value == null || value.compareTo(notComputed) == 0 ? null : value;
  }

  private OrderStatus orderStatus() {
    return new OrderStatus(
        named("orderStatus").integer("orderId"),
        in.text("status"),
        in.requiredDecimal("filled"),
        in.requiredDecimal("remaining"),
        in.decimal("avgFillPrice"),
        in.longOr("permId", 0),
        in.integerOr("parentId", 0),
        in.decimal("lastFillPrice"),
        in.integer("clientId"),
        in.text("whyHeld"),
        in.decimal("mktCapPrice"));
  }

  private OpenOrder openOrder() {
    in.name("openOrder");
    OrderReader reader = new OrderReader(in);
    OrderDraft d = new OrderDraft();
    OrderLayouts.openOrder(reader, d);
    return new OpenOrder(d.orderId, d.clientId, d.permId, d.contract, reader.order(), d.state);
  }

  private CompletedOrder completedOrder() {
    in.name("completedOrder");
    OrderReader reader = new OrderReader(in);
    OrderDraft d = new OrderDraft();
    OrderLayouts.completedOrder(reader, d);
    return new CompletedOrder(
        d.permId,
        d.contract,
        reader.order(),
        d.status,
        d.filledQuantity,
        d.completedTime,
        d.completedStatus);
  }

  private ExecDetails execDetails() {
    return new ExecDetails(
        named("execDetails").integer("reqId"),
        in.integer("orderId"),
        ContractFields.read11(in),
        in.text("execId"),
        in.text("time"),
        in.text("acctNumber"),
        in.text("execExchange"),
        in.text("side"),
        in.requiredDecimal("shares"),
        in.requiredDecimal("price"),
        in.longOr("permId", 0),
        in.integer("clientId"),
        in.integerOr("liquidation", 0),
        in.decimal("cumQty"),
        in.decimal("avgPrice"),
        in.text("orderRef"),
        in.text("evRule"),
        in.decimal("evMultiplier"),
        in.text("modelCode"),
        in.integerOr("lastLiquidity", 0),
        in.flag("pendingPriceRevision"));
  }

  private CommissionReport commissionReport() {
    return new CommissionReport(
        versioned("commissionReport").text("execId"),
        in.decimal("commission"),
        in.text("currency"),
        in.decimal("realizedPNL"),
        in.decimal("yield"),
        in.optionalInteger("yieldRedemptionDate"));
  }

  private SecDefOptParams secDefOptParams() {
    return new SecDefOptParams(
        named("securityDefinitionOptionParameter").integer("reqId"),
        in.text("exchange"),
        in.integerOr("underlyingConId", 0),
        in.text("tradingClass"),
        in.text("multiplier"),
        in.list("expirationsCount", () -> in.text("expiration")),
        in.list("strikesCount", () -> in.requiredDecimal("strike")));
  }

  private MarketRule marketRule() {
    return new MarketRule(
        named("marketRule").integer("marketRuleId"),
        in.list(
            "incrementsCount",
            () ->
                new PriceIncrement(
                    in.requiredDecimal("lowEdge"), in.requiredDecimal("increment"))));
  }

  private Position position() {
    return new Position(
        versioned("position").text("account"),
        ContractFields.read11(in),
        in.requiredDecimal("position"),
        in.decimal("avgCost"));
  }

  private PortfolioValue portfolioValue() {
    in.name("updatePortfolio");
    in.skip("version");
    return new PortfolioValue(
        ContractFields.readPortfolio(in),
        in.requiredDecimal("position"),
        in.decimal("marketPrice"),
        in.decimal("marketValue"),
        in.decimal("averageCost"),
        in.decimal("unrealizedPNL"),
        in.decimal("realizedPNL"),
        in.text("accountName"));
  }
}
