package dev.legwork.tws.message;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * An attribute of an order: its name in the TWS API and its type. Where it stands on the wire, and
 * how "unset" is spelled there, differs between placeOrder, openOrder and completedOrder and is the
 * codec's knowledge.
 *
 * @param <T> type of the value
 */
public final class OrderField<T> {

  /** How a value is written. */
  public enum Kind {
    TEXT,
    INTEGER,
    LONG,
    DECIMAL,
    FLAG,
    /** A tag list in one field, {@code tag=value;}. */
    TAG_LIST,
    /** Spread over several fields in a layout of its own. */
    STRUCTURED
  }

  private static final List<OrderField<?>> ALL = new ArrayList<>();

  public static final OrderField<String> SEC_ID_TYPE = text("secIdType");
  public static final OrderField<String> SEC_ID = text("secId");
  public static final OrderField<String> ACTION = text("action");
  public static final OrderField<BigDecimal> TOTAL_QUANTITY = decimal("totalQuantity");
  public static final OrderField<String> ORDER_TYPE = text("orderType");
  public static final OrderField<BigDecimal> LMT_PRICE = decimal("lmtPrice");
  public static final OrderField<BigDecimal> AUX_PRICE = decimal("auxPrice");
  public static final OrderField<String> TIF = text("tif");
  public static final OrderField<String> OCA_GROUP = text("ocaGroup");
  public static final OrderField<String> ACCOUNT = text("account");
  public static final OrderField<String> OPEN_CLOSE = text("openClose");
  public static final OrderField<Integer> ORIGIN = integer("origin");
  public static final OrderField<String> ORDER_REF = text("orderRef");
  public static final OrderField<Boolean> TRANSMIT = flag("transmit");
  public static final OrderField<Integer> PARENT_ID = integer("parentId");
  public static final OrderField<Boolean> BLOCK_ORDER = flag("blockOrder");
  public static final OrderField<Boolean> SWEEP_TO_FILL = flag("sweepToFill");
  public static final OrderField<Integer> DISPLAY_SIZE = integer("displaySize");
  public static final OrderField<Integer> TRIGGER_METHOD = integer("triggerMethod");
  public static final OrderField<Boolean> OUTSIDE_RTH = flag("outsideRth");
  public static final OrderField<Boolean> HIDDEN = flag("hidden");
  public static final OrderField<List<OrderComboLeg>> COMBO_LEG_PRICES =
      structured("orderComboLegs");
  public static final OrderField<List<TagValue>> SMART_COMBO_ROUTING_PARAMS =
      structured("smartComboRoutingParams");

  /** What openOrder says in the field that once listed shares by account; never sent. */
  public static final OrderField<String> SHARES_ALLOCATION = text("sharesAllocation");

  public static final OrderField<BigDecimal> DISCRETIONARY_AMT = decimal("discretionaryAmt");
  public static final OrderField<String> GOOD_AFTER_TIME = text("goodAfterTime");
  public static final OrderField<String> GOOD_TILL_DATE = text("goodTillDate");
  public static final OrderField<String> FA_GROUP = text("faGroup");
  public static final OrderField<String> FA_METHOD = text("faMethod");
  public static final OrderField<String> FA_PERCENTAGE = text("faPercentage");
  public static final OrderField<String> MODEL_CODE = text("modelCode");
  public static final OrderField<Integer> SHORT_SALE_SLOT = integer("shortSaleSlot");
  public static final OrderField<String> DESIGNATED_LOCATION = text("designatedLocation");
  public static final OrderField<Integer> EXEMPT_CODE = integer("exemptCode");
  public static final OrderField<Integer> OCA_TYPE = integer("ocaType");
  public static final OrderField<String> RULE_80A = text("rule80A");
  public static final OrderField<String> SETTLING_FIRM = text("settlingFirm");
  public static final OrderField<Boolean> ALL_OR_NONE = flag("allOrNone");
  public static final OrderField<Integer> MIN_QTY = integer("minQty");
  public static final OrderField<BigDecimal> PERCENT_OFFSET = decimal("percentOffset");
  public static final OrderField<Boolean> E_TRADE_ONLY = flag("eTradeOnly");
  public static final OrderField<Boolean> FIRM_QUOTE_ONLY = flag("firmQuoteOnly");
  public static final OrderField<BigDecimal> NBBO_PRICE_CAP = decimal("nbboPriceCap");
  public static final OrderField<Integer> AUCTION_STRATEGY = integer("auctionStrategy");
  public static final OrderField<BigDecimal> STARTING_PRICE = decimal("startingPrice");
  public static final OrderField<BigDecimal> STOCK_REF_PRICE = decimal("stockRefPrice");
  public static final OrderField<BigDecimal> DELTA = decimal("delta");
  public static final OrderField<BigDecimal> STOCK_RANGE_LOWER = decimal("stockRangeLower");
  public static final OrderField<BigDecimal> STOCK_RANGE_UPPER = decimal("stockRangeUpper");
  public static final OrderField<Boolean> OVERRIDE_PERCENTAGE_CONSTRAINTS =
      flag("overridePercentageConstraints");
  public static final OrderField<BigDecimal> VOLATILITY = decimal("volatility");
  public static final OrderField<Integer> VOLATILITY_TYPE = integer("volatilityType");
  public static final OrderField<String> DELTA_NEUTRAL_ORDER_TYPE = text("deltaNeutralOrderType");
  public static final OrderField<BigDecimal> DELTA_NEUTRAL_AUX_PRICE =
      decimal("deltaNeutralAuxPrice");
  public static final OrderField<Integer> DELTA_NEUTRAL_CON_ID = integer("deltaNeutralConId");
  public static final OrderField<String> DELTA_NEUTRAL_SETTLING_FIRM =
      text("deltaNeutralSettlingFirm");
  public static final OrderField<String> DELTA_NEUTRAL_CLEARING_ACCOUNT =
      text("deltaNeutralClearingAccount");
  public static final OrderField<String> DELTA_NEUTRAL_CLEARING_INTENT =
      text("deltaNeutralClearingIntent");
  public static final OrderField<String> DELTA_NEUTRAL_OPEN_CLOSE = text("deltaNeutralOpenClose");
  public static final OrderField<Boolean> DELTA_NEUTRAL_SHORT_SALE = flag("deltaNeutralShortSale");
  public static final OrderField<Integer> DELTA_NEUTRAL_SHORT_SALE_SLOT =
      integer("deltaNeutralShortSaleSlot");
  public static final OrderField<String> DELTA_NEUTRAL_DESIGNATED_LOCATION =
      text("deltaNeutralDesignatedLocation");
  public static final OrderField<Integer> CONTINUOUS_UPDATE = integer("continuousUpdate");
  public static final OrderField<Integer> REFERENCE_PRICE_TYPE = integer("referencePriceType");
  public static final OrderField<BigDecimal> TRAIL_STOP_PRICE = decimal("trailStopPrice");

  /** The first of two places where openOrder and completedOrder tell the trailing stop price. */
  public static final OrderField<BigDecimal> TRAIL_STOP_PRICE_FIRST_TOLD =
      decimal("trailStopPrice#1");

  public static final OrderField<BigDecimal> TRAILING_PERCENT = decimal("trailingPercent");
  public static final OrderField<BigDecimal> BASIS_POINTS = decimal("basisPoints");
  public static final OrderField<Integer> BASIS_POINTS_TYPE = integer("basisPointsType");
  public static final OrderField<String> COMBO_LEGS_DESCRIP = text("comboLegsDescrip");
  public static final OrderField<Integer> SCALE_INIT_LEVEL_SIZE = integer("scaleInitLevelSize");
  public static final OrderField<Integer> SCALE_SUBS_LEVEL_SIZE = integer("scaleSubsLevelSize");
  public static final OrderField<BigDecimal> SCALE_PRICE_INCREMENT = decimal("scalePriceIncrement");
  public static final OrderField<BigDecimal> SCALE_PRICE_ADJUST_VALUE =
      decimal("scalePriceAdjustValue");
  public static final OrderField<Integer> SCALE_PRICE_ADJUST_INTERVAL =
      integer("scalePriceAdjustInterval");
  public static final OrderField<BigDecimal> SCALE_PROFIT_OFFSET = decimal("scaleProfitOffset");
  public static final OrderField<Boolean> SCALE_AUTO_RESET = flag("scaleAutoReset");
  public static final OrderField<Integer> SCALE_INIT_POSITION = integer("scaleInitPosition");
  public static final OrderField<Integer> SCALE_INIT_FILL_QTY = integer("scaleInitFillQty");
  public static final OrderField<Boolean> SCALE_RANDOM_PERCENT = flag("scaleRandomPercent");
  public static final OrderField<String> SCALE_TABLE = text("scaleTable");
  public static final OrderField<String> ACTIVE_START_TIME = text("activeStartTime");
  public static final OrderField<String> ACTIVE_STOP_TIME = text("activeStopTime");
  public static final OrderField<String> HEDGE_TYPE = text("hedgeType");
  public static final OrderField<String> HEDGE_PARAM = text("hedgeParam");
  public static final OrderField<Boolean> OPT_OUT_SMART_ROUTING = flag("optOutSmartRouting");
  public static final OrderField<String> CLEARING_ACCOUNT = text("clearingAccount");
  public static final OrderField<String> CLEARING_INTENT = text("clearingIntent");
  public static final OrderField<Boolean> NOT_HELD = flag("notHeld");
  public static final OrderField<DeltaNeutralContract> DELTA_NEUTRAL_CONTRACT =
      structured("deltaNeutralContract");
  public static final OrderField<String> ALGO_STRATEGY = text("algoStrategy");
  public static final OrderField<List<TagValue>> ALGO_PARAMS = structured("algoParams");
  public static final OrderField<String> ALGO_ID = text("algoId");
  public static final OrderField<Boolean> WHAT_IF = flag("whatIf");
  public static final OrderField<List<TagValue>> ORDER_MISC_OPTIONS = tagList("orderMiscOptions");
  public static final OrderField<Boolean> SOLICITED = flag("solicited");
  public static final OrderField<Boolean> RANDOMIZE_SIZE = flag("randomizeSize");
  public static final OrderField<Boolean> RANDOMIZE_PRICE = flag("randomizePrice");
  public static final OrderField<Integer> REFERENCE_CONTRACT_ID = integer("referenceContractId");
  public static final OrderField<Boolean> PEGGED_CHANGE_AMOUNT_DECREASE =
      flag("isPeggedChangeAmountDecrease");
  public static final OrderField<BigDecimal> PEGGED_CHANGE_AMOUNT = decimal("peggedChangeAmount");
  public static final OrderField<BigDecimal> REFERENCE_CHANGE_AMOUNT =
      decimal("referenceChangeAmount");
  public static final OrderField<String> REFERENCE_EXCHANGE_ID = text("referenceExchangeId");
  public static final OrderField<List<OrderCondition>> CONDITIONS = structured("conditions");
  public static final OrderField<Boolean> CONDITIONS_IGNORE_RTH = flag("conditionsIgnoreRth");
  public static final OrderField<Boolean> CONDITIONS_CANCEL_ORDER = flag("conditionsCancelOrder");
  public static final OrderField<String> ADJUSTED_ORDER_TYPE = text("adjustedOrderType");
  public static final OrderField<BigDecimal> TRIGGER_PRICE = decimal("triggerPrice");
  public static final OrderField<BigDecimal> LMT_PRICE_OFFSET = decimal("lmtPriceOffset");
  public static final OrderField<BigDecimal> ADJUSTED_STOP_PRICE = decimal("adjustedStopPrice");
  public static final OrderField<BigDecimal> ADJUSTED_STOP_LIMIT_PRICE =
      decimal("adjustedStopLimitPrice");
  public static final OrderField<BigDecimal> ADJUSTED_TRAILING_AMOUNT =
      decimal("adjustedTrailingAmount");
  public static final OrderField<Integer> ADJUSTABLE_TRAILING_UNIT =
      integer("adjustableTrailingUnit");
  public static final OrderField<String> EXT_OPERATOR = text("extOperator");
  public static final OrderField<String> SOFT_DOLLAR_TIER_NAME = text("softDollarTier.name");
  public static final OrderField<String> SOFT_DOLLAR_TIER_VALUE = text("softDollarTier.value");
  public static final OrderField<String> SOFT_DOLLAR_TIER_DISPLAY_NAME =
      text("softDollarTier.displayName");
  public static final OrderField<BigDecimal> CASH_QTY = decimal("cashQty");
  public static final OrderField<String> MIFID2_DECISION_MAKER = text("mifid2DecisionMaker");
  public static final OrderField<String> MIFID2_DECISION_ALGO = text("mifid2DecisionAlgo");
  public static final OrderField<String> MIFID2_EXECUTION_TRADER = text("mifid2ExecutionTrader");
  public static final OrderField<String> MIFID2_EXECUTION_ALGO = text("mifid2ExecutionAlgo");
  public static final OrderField<Boolean> DONT_USE_AUTO_PRICE_FOR_HEDGE =
      flag("dontUseAutoPriceForHedge");
  public static final OrderField<Boolean> IS_OMS_CONTAINER = flag("isOmsContainer");
  public static final OrderField<Boolean> DISCRETIONARY_UP_TO_LIMIT_PRICE =
      flag("discretionaryUpToLimitPrice");
  public static final OrderField<Boolean> USE_PRICE_MGMT_ALGO = flag("usePriceMgmtAlgo");
  public static final OrderField<Integer> DURATION = integer("duration");
  public static final OrderField<Integer> POST_TO_ATS = integer("postToAts");
  public static final OrderField<Boolean> AUTO_CANCEL_PARENT = flag("autoCancelParent");
  public static final OrderField<String> ADVANCED_ERROR_OVERRIDE = text("advancedErrorOverride");
  public static final OrderField<String> MANUAL_ORDER_TIME = text("manualOrderTime");
  public static final OrderField<Integer> MIN_TRADE_QTY = integer("minTradeQty");
  public static final OrderField<Integer> MIN_COMPETE_SIZE = integer("minCompeteSize");
  public static final OrderField<BigDecimal> COMPETE_AGAINST_BEST_OFFSET =
      decimal("competeAgainstBestOffset");

  /** The offset of a PEG BEST order reaches up to the midpoint (on the wire: infinity). */
  public static final OrderField<Boolean> COMPETE_UP_TO_MID = flag("competeUpToMid");

  public static final OrderField<BigDecimal> MID_OFFSET_AT_WHOLE = decimal("midOffsetAtWhole");
  public static final OrderField<BigDecimal> MID_OFFSET_AT_HALF = decimal("midOffsetAtHalf");
  public static final OrderField<String> AUTO_CANCEL_DATE = text("autoCancelDate");
  public static final OrderField<Integer> REF_FUTURES_CON_ID = integer("refFuturesConId");
  public static final OrderField<String> SHAREHOLDER = text("shareholder");
  public static final OrderField<Boolean> IMBALANCE_ONLY = flag("imbalanceOnly");
  public static final OrderField<Boolean> ROUTE_MARKETABLE_TO_BBO = flag("routeMarketableToBbo");
  public static final OrderField<Long> PARENT_PERM_ID =
      new OrderField<>("parentPermId", Kind.LONG, Long.class);

  private final String wireName;
  private final Kind kind;
  private final Class<?> type;
  private final int index;

  private OrderField(String wireName, Kind kind, Class<?> type) {
    this.wireName = wireName;
    this.kind = kind;
    this.type = type;
    this.index = ALL.size();
    ALL.add(this);
  }

  /** All attributes. */
  public static List<OrderField<?>> all() {
    return List.copyOf(ALL);
  }

  static int count() {
    return ALL.size();
  }

  /** The name the TWS API gives it. */
  public String wireName() {
    return wireName;
  }

  /** How it is written. */
  public Kind kind() {
    return kind;
  }

  Class<?> type() {
    return type;
  }

  int index() {
    return index;
  }

  @Override
  public String toString() {
    return wireName;
  }

  private static OrderField<String> text(String name) {
    return new OrderField<>(name, Kind.TEXT, String.class);
  }

  private static OrderField<Integer> integer(String name) {
    return new OrderField<>(name, Kind.INTEGER, Integer.class);
  }

  private static OrderField<BigDecimal> decimal(String name) {
    return new OrderField<>(name, Kind.DECIMAL, BigDecimal.class);
  }

  private static OrderField<Boolean> flag(String name) {
    return new OrderField<>(name, Kind.FLAG, Boolean.class);
  }

  private static OrderField<List<TagValue>> tagList(String name) {
    return new OrderField<>(name, Kind.TAG_LIST, List.class);
  }

  private static <T> OrderField<T> structured(String name) {
    return new OrderField<>(name, Kind.STRUCTURED, Object.class);
  }
}
