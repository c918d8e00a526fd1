package dev.legwork.tws.codec;

import static dev.legwork.tws.codec.Run.LARGEST_DOUBLE;
import static dev.legwork.tws.codec.Run.LARGEST_INT;
import static dev.legwork.tws.codec.Run.run;
import static dev.legwork.tws.codec.Run.slot;
import static dev.legwork.tws.message.OrderField.*;

import dev.legwork.tws.codec.Run.Slot;

/**
 * Where each attribute of an order stands in placeOrder, openOrder and completedOrder, in the order
 * of the wire, with the blocks that only some orders have.
 */
final class OrderLayouts {
  private static final String PEG_BENCHMARK = "PEG BENCH";
  private static final String PEG_BEST = "PEG BEST";
  private static final String PEG_MIDPOINT = "PEG MID";
  private static final String IBKR_ATS = "IBKRATS";
  private static final String NONE = "None";

  private static final Slot DELTA_NEUTRAL_AUX = slot(DELTA_NEUTRAL_AUX_PRICE, "");
  private static final Slot HEDGE = slot(HEDGE_TYPE, "");
  private static final Slot HEDGE_PARAMETER = slot(HEDGE_PARAM, "");
  private static final Slot ALGO = slot(ALGO_STRATEGY, "");
  private static final Slot SCALE_INCREMENT = slot(SCALE_PRICE_INCREMENT, "");
  private static final Slot[] SCALE_REST =
      run()
          .blank(SCALE_PRICE_ADJUST_VALUE, SCALE_PRICE_ADJUST_INTERVAL, SCALE_PROFIT_OFFSET)
          .zero(SCALE_AUTO_RESET)
          .blank(SCALE_INIT_POSITION, SCALE_INIT_FILL_QTY)
          .zero(SCALE_RANDOM_PERCENT)
          .slots();
  private static final Slot[] PEGGED_TO_BENCHMARK =
      run()
          .zero(REFERENCE_CONTRACT_ID, PEGGED_CHANGE_AMOUNT_DECREASE)
          .zero(PEGGED_CHANGE_AMOUNT, REFERENCE_CHANGE_AMOUNT)
          .blank(REFERENCE_EXCHANGE_ID)
          .slots();
  private static final Slot[] MID_OFFSETS =
      run().blank(MID_OFFSET_AT_WHOLE, MID_OFFSET_AT_HALF).slots();
  private static final Slot TRADE_QTY = slot(MIN_TRADE_QTY, "");
  private static final Slot COMPETE_SIZE = slot(MIN_COMPETE_SIZE, "");

  private OrderLayouts() {}

  /** placeOrder (3), from the field after the order id. */
  static void placeOrder(OrderWire w, OrderDraft d) {
    d.contract = w.requestContract(d.contract);
    w.slots(Place.HEAD);
    if (d.contract.isBag()) {
      comboBlock(w, d);
    }
    w.dead("sharesAllocation");
    w.slots(Place.TERMS);
    deltaNeutral(w, Place.DELTA_NEUTRAL_TYPE, Place.DELTA_NEUTRAL);
    w.slots(Place.TRAIL_AND_SCALE);
    scale(w);
    w.slots(Place.ACTIVE_TIMES);
    hedge(w);
    w.slots(Place.CLEARING);
    w.deltaNeutralContract();
    algo(w);
    w.slots(Place.FLAGS);
    peggedToBenchmark(w);
    w.conditions();
    w.slots(Place.ADJUSTMENT_AND_REST);
    matchingVenue(w, d);
  }

  private static void deltaNeutral(OrderWire w, Slot type, Slot[] rest) {
    boolean present = w.slot(type);
    w.slot(DELTA_NEUTRAL_AUX);
    if (present) {
      w.slots(rest);
    }
  }

  private static void comboBlock(OrderWire w, OrderDraft d) {
    d.contract = w.legs(d.contract);
    w.legPrices();
    w.tags(SMART_COMBO_ROUTING_PARAMS);
  }

  private static void scale(OrderWire w) {
    if (w.positive(SCALE_INCREMENT)) {
      w.slots(SCALE_REST);
    }
  }

  private static void hedge(OrderWire w) {
    if (w.slot(HEDGE)) {
      w.slot(HEDGE_PARAMETER);
    }
  }

  private static void algo(OrderWire w) {
    if (w.slot(ALGO)) {
      w.tags(ALGO_PARAMS);
    }
  }

  private static void peggedToBenchmark(OrderWire w) {
    if (w.carried(ORDER_TYPE).equals(PEG_BENCHMARK)) {
      w.slots(PEGGED_TO_BENCHMARK);
    }
  }

  private static void matchingVenue(OrderWire w, OrderDraft d) {
    if (d.contract.exchange().equals(IBKR_ATS)) {
      w.slot(TRADE_QTY);
    }
    String orderType = w.carried(ORDER_TYPE);
    boolean midOffsets = orderType.equals(PEG_MIDPOINT);
    if (orderType.equals(PEG_BEST)) {
      w.slot(COMPETE_SIZE);
      midOffsets = w.competeOffset();
    }
    if (midOffsets) {
      w.slots(MID_OFFSETS);
    }
  }

  /** openOrder (5), from the field after the message id. */
  static void openOrder(OrderWire w, OrderDraft d) {
    d.orderId = w.integer("orderId", d.orderId);
    d.contract = w.answerContract(d.contract);
    w.slots(Open.HEAD);
    d.clientId = w.integer("clientId", d.clientId);
    d.permId = w.longNumber("permId", d.permId);
    w.slots(Open.TERMS);
    deltaNeutral(w, Open.DELTA_NEUTRAL_TYPE, Open.DELTA_NEUTRAL);
    w.slots(Open.TRAIL);
    comboBlock(w, d);
    w.slots(Open.SCALE_SIZES);
    scale(w);
    hedge(w);
    w.slots(Open.CLEARING);
    w.deltaNeutralContract();
    algo(w);
    w.slots(Open.EVALUATION);
    d.state = w.state(d.state);
    w.slots(Open.RANDOMIZE);
    peggedToBenchmark(w);
    w.conditions();
    w.slots(Open.ADJUSTMENT_AND_REST);
    w.competeOffset();
    w.slots(MID_OFFSETS);
  }

  /** completedOrder (101), from the field after the message id. */
  static void completedOrder(OrderWire w, OrderDraft d) {
    d.contract = w.answerContract(d.contract);
    w.slots(Open.HEAD);
    d.permId = w.longNumber("permId", d.permId);
    w.slots(Completed.TERMS);
    deltaNeutral(w, Open.DELTA_NEUTRAL_TYPE, Completed.DELTA_NEUTRAL);
    w.slots(Completed.TRAIL);
    comboBlock(w, d);
    w.slots(Open.SCALE_SIZES);
    scale(w);
    hedge(w);
    w.slots(Completed.CLEARING);
    w.deltaNeutralContract();
    algo(w);
    w.slots(Completed.SOLICITED_ONLY);
    d.status = w.text("status", d.status);
    w.slots(Open.RANDOMIZE);
    peggedToBenchmark(w);
    w.conditions();
    w.slots(Completed.OFFSETS);
    d.filledQuantity = w.decimal("filledQuantity", d.filledQuantity);
    w.slots(Completed.OWNERSHIP);
    d.completedTime = w.text("completedTime", d.completedTime);
    d.completedStatus = w.text("completedStatus", d.completedStatus);
    w.slots(Completed.VENUE);
    w.competeOffset();
    w.slots(MID_OFFSETS);
  }

  /** The runs of placeOrder. */
  private static final class Place {
    static final Slot[] HEAD =
        run()
            .blank(SEC_ID_TYPE, SEC_ID)
            .blank(ACTION, TOTAL_QUANTITY, ORDER_TYPE, LMT_PRICE, AUX_PRICE)
            .blank(TIF, OCA_GROUP, ACCOUNT, OPEN_CLOSE)
            .zero(ORIGIN)
            .blank(ORDER_REF)
            .unset("1", TRANSMIT)
            .zero(PARENT_ID, BLOCK_ORDER, SWEEP_TO_FILL, DISPLAY_SIZE, TRIGGER_METHOD)
            .zero(OUTSIDE_RTH, HIDDEN)
            .slots();
    static final Slot[] TERMS =
        run()
            .zero(DISCRETIONARY_AMT)
            .blank(GOOD_AFTER_TIME, GOOD_TILL_DATE)
            .blank(FA_GROUP, FA_METHOD, FA_PERCENTAGE, MODEL_CODE)
            .zero(SHORT_SALE_SLOT)
            .blank(DESIGNATED_LOCATION)
            .unset("-1", EXEMPT_CODE)
            .zero(OCA_TYPE)
            .blank(RULE_80A, SETTLING_FIRM)
            .zero(ALL_OR_NONE)
            .blank(MIN_QTY, PERCENT_OFFSET)
            .zero(E_TRADE_ONLY, FIRM_QUOTE_ONLY)
            .blank(NBBO_PRICE_CAP)
            .zero(AUCTION_STRATEGY)
            .blank(STARTING_PRICE, STOCK_REF_PRICE, DELTA)
            .blank(STOCK_RANGE_LOWER, STOCK_RANGE_UPPER)
            .zero(OVERRIDE_PERCENTAGE_CONSTRAINTS)
            .blank(VOLATILITY, VOLATILITY_TYPE)
            .slots();
    static final Slot DELTA_NEUTRAL_TYPE = slot(DELTA_NEUTRAL_ORDER_TYPE, "");
    static final Slot[] DELTA_NEUTRAL = deltaNeutral("");
    static final Slot[] TRAIL_AND_SCALE =
        run()
            .zero(CONTINUOUS_UPDATE)
            .blank(REFERENCE_PRICE_TYPE, TRAIL_STOP_PRICE, TRAILING_PERCENT)
            .blank(SCALE_INIT_LEVEL_SIZE, SCALE_SUBS_LEVEL_SIZE)
            .slots();
    static final Slot[] ACTIVE_TIMES =
        run().blank(SCALE_TABLE, ACTIVE_START_TIME, ACTIVE_STOP_TIME).slots();
    static final Slot[] CLEARING = clearing();
    static final Slot[] FLAGS =
        run()
            .blank(ALGO_ID)
            .zero(WHAT_IF)
            .blank(ORDER_MISC_OPTIONS)
            .zero(SOLICITED, RANDOMIZE_SIZE, RANDOMIZE_PRICE)
            .slots();
    static final Slot[] ADJUSTMENT_AND_REST =
        run()
            .blank(ADJUSTED_ORDER_TYPE, TRIGGER_PRICE, LMT_PRICE_OFFSET, ADJUSTED_STOP_PRICE)
            .blank(ADJUSTED_STOP_LIMIT_PRICE, ADJUSTED_TRAILING_AMOUNT)
            .zero(ADJUSTABLE_TRAILING_UNIT)
            .blank(EXT_OPERATOR, SOFT_DOLLAR_TIER_NAME, SOFT_DOLLAR_TIER_VALUE, CASH_QTY)
            .blank(MIFID2_DECISION_MAKER, MIFID2_DECISION_ALGO)
            .blank(MIFID2_EXECUTION_TRADER, MIFID2_EXECUTION_ALGO)
            .zero(DONT_USE_AUTO_PRICE_FOR_HEDGE, IS_OMS_CONTAINER)
            .zero(DISCRETIONARY_UP_TO_LIMIT_PRICE)
            .blank(USE_PRICE_MGMT_ALGO, DURATION, POST_TO_ATS)
            .zero(AUTO_CANCEL_PARENT)
            .blank(ADVANCED_ERROR_OVERRIDE, MANUAL_ORDER_TIME)
            .slots();
  }

  /** The runs of openOrder. */
  private static final class Open {
    static final Slot[] HEAD =
        run()
            .blank(ACTION, TOTAL_QUANTITY, ORDER_TYPE, LMT_PRICE)
            .unset("0.0", AUX_PRICE)
            .blank(TIF, OCA_GROUP, ACCOUNT, OPEN_CLOSE)
            .zero(ORIGIN)
            .blank(ORDER_REF)
            .slots();
    static final Slot[] TERMS =
        run()
            .zero(OUTSIDE_RTH, HIDDEN, DISCRETIONARY_AMT)
            .blank(GOOD_AFTER_TIME, SHARES_ALLOCATION)
            .blank(FA_GROUP, FA_METHOD, FA_PERCENTAGE, MODEL_CODE, GOOD_TILL_DATE)
            .blank(RULE_80A, PERCENT_OFFSET, SETTLING_FIRM)
            .zero(SHORT_SALE_SLOT)
            .blank(DESIGNATED_LOCATION)
            .unset("-1", EXEMPT_CODE)
            .zero(AUCTION_STRATEGY)
            .blank(STARTING_PRICE, STOCK_REF_PRICE, DELTA)
            .blank(STOCK_RANGE_LOWER, STOCK_RANGE_UPPER)
            .unset(LARGEST_INT, DISPLAY_SIZE)
            .zero(BLOCK_ORDER, SWEEP_TO_FILL, ALL_OR_NONE)
            .blank(MIN_QTY)
            .zero(OCA_TYPE, E_TRADE_ONLY, FIRM_QUOTE_ONLY)
            .blank(NBBO_PRICE_CAP)
            .zero(PARENT_ID, TRIGGER_METHOD)
            .blank(VOLATILITY)
            .zero(VOLATILITY_TYPE)
            .slots();
    static final Slot DELTA_NEUTRAL_TYPE = slot(DELTA_NEUTRAL_ORDER_TYPE, NONE);
    static final Slot[] DELTA_NEUTRAL = deltaNeutral("?");
    static final Slot[] TRAIL =
        run()
            .zero(CONTINUOUS_UPDATE, REFERENCE_PRICE_TYPE)
            .blank(TRAIL_STOP_PRICE_FIRST_TOLD, TRAILING_PERCENT)
            .blank(BASIS_POINTS, BASIS_POINTS_TYPE, COMBO_LEGS_DESCRIP)
            .slots();
    static final Slot[] SCALE_SIZES =
        run().unset(LARGEST_INT, SCALE_INIT_LEVEL_SIZE, SCALE_SUBS_LEVEL_SIZE).slots();
    static final Slot[] CLEARING = clearing();
    static final Slot[] EVALUATION = run().zero(SOLICITED, WHAT_IF).slots();
    static final Slot[] RANDOMIZE = run().zero(RANDOMIZE_SIZE, RANDOMIZE_PRICE).slots();
    static final Slot[] ADJUSTMENT_AND_REST =
        run()
            .unset(NONE, ADJUSTED_ORDER_TYPE)
            .unset(LARGEST_DOUBLE, TRIGGER_PRICE, TRAIL_STOP_PRICE, LMT_PRICE_OFFSET)
            .unset(LARGEST_DOUBLE, ADJUSTED_STOP_PRICE, ADJUSTED_STOP_LIMIT_PRICE)
            .unset(LARGEST_DOUBLE, ADJUSTED_TRAILING_AMOUNT)
            .zero(ADJUSTABLE_TRAILING_UNIT)
            .blank(SOFT_DOLLAR_TIER_NAME, SOFT_DOLLAR_TIER_VALUE, SOFT_DOLLAR_TIER_DISPLAY_NAME)
            .zero(CASH_QTY, DONT_USE_AUTO_PRICE_FOR_HEDGE, IS_OMS_CONTAINER)
            .zero(DISCRETIONARY_UP_TO_LIMIT_PRICE, USE_PRICE_MGMT_ALGO)
            .blank(DURATION, POST_TO_ATS)
            .zero(AUTO_CANCEL_PARENT)
            .blank(MIN_TRADE_QTY, MIN_COMPETE_SIZE)
            .slots();
  }

  /** The runs of completedOrder that openOrder does not have. */
  private static final class Completed {
    static final Slot[] TERMS =
        run()
            .zero(OUTSIDE_RTH, HIDDEN, DISCRETIONARY_AMT)
            .blank(GOOD_AFTER_TIME)
            .blank(FA_GROUP, FA_METHOD, FA_PERCENTAGE, MODEL_CODE, GOOD_TILL_DATE)
            .blank(RULE_80A, PERCENT_OFFSET, SETTLING_FIRM)
            .zero(SHORT_SALE_SLOT)
            .blank(DESIGNATED_LOCATION)
            .unset("-1", EXEMPT_CODE)
            .blank(STARTING_PRICE, STOCK_REF_PRICE, DELTA)
            .blank(STOCK_RANGE_LOWER, STOCK_RANGE_UPPER)
            .unset(LARGEST_INT, DISPLAY_SIZE)
            .zero(SWEEP_TO_FILL, ALL_OR_NONE)
            .blank(MIN_QTY)
            .zero(OCA_TYPE, TRIGGER_METHOD)
            .blank(VOLATILITY)
            .zero(VOLATILITY_TYPE)
            .slots();
    static final Slot[] DELTA_NEUTRAL =
        run()
            .zero(DELTA_NEUTRAL_CON_ID, DELTA_NEUTRAL_SHORT_SALE, DELTA_NEUTRAL_SHORT_SALE_SLOT)
            .blank(DELTA_NEUTRAL_DESIGNATED_LOCATION)
            .slots();
    static final Slot[] TRAIL =
        run()
            .zero(CONTINUOUS_UPDATE, REFERENCE_PRICE_TYPE)
            .blank(TRAIL_STOP_PRICE_FIRST_TOLD, TRAILING_PERCENT, COMBO_LEGS_DESCRIP)
            .slots();
    static final Slot[] CLEARING =
        run().blank(CLEARING_ACCOUNT, CLEARING_INTENT).zero(NOT_HELD).slots();
    static final Slot[] SOLICITED_ONLY = run().zero(SOLICITED).slots();
    static final Slot[] OFFSETS =
        run()
            .unset(LARGEST_DOUBLE, TRAIL_STOP_PRICE, LMT_PRICE_OFFSET)
            .zero(CASH_QTY, DONT_USE_AUTO_PRICE_FOR_HEDGE, IS_OMS_CONTAINER)
            .blank(AUTO_CANCEL_DATE)
            .slots();
    static final Slot[] OWNERSHIP =
        run()
            .unset(LARGEST_INT, REF_FUTURES_CON_ID)
            .zero(AUTO_CANCEL_PARENT)
            .blank(SHAREHOLDER)
            .zero(IMBALANCE_ONLY, ROUTE_MARKETABLE_TO_BBO)
            .unset(String.valueOf(Long.MAX_VALUE), PARENT_PERM_ID)
            .slots();
    static final Slot[] VENUE = run().blank(MIN_TRADE_QTY, MIN_COMPETE_SIZE).slots();
  }

  private static Slot[] deltaNeutral(String noOpenClose) {
    return run()
        .zero(DELTA_NEUTRAL_CON_ID)
        .blank(DELTA_NEUTRAL_SETTLING_FIRM, DELTA_NEUTRAL_CLEARING_ACCOUNT)
        .blank(DELTA_NEUTRAL_CLEARING_INTENT)
        .unset(noOpenClose, DELTA_NEUTRAL_OPEN_CLOSE)
        .zero(DELTA_NEUTRAL_SHORT_SALE, DELTA_NEUTRAL_SHORT_SALE_SLOT)
        .blank(DELTA_NEUTRAL_DESIGNATED_LOCATION)
        .slots();
  }

  private static Slot[] clearing() {
    return run()
        .zero(OPT_OUT_SMART_ROUTING)
        .blank(CLEARING_ACCOUNT, CLEARING_INTENT)
        .zero(NOT_HELD)
        .slots();
  }
}
