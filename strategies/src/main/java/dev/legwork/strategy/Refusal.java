package dev.legwork.strategy;

/** The codes of the strategies that come with Legwork, in the order of the filters. */
public enum Refusal implements RefusalCode {
  STOCK_PRICE_UNKNOWN(Level.SYMBOL, "the underlying has neither quote nor last trade nor close"),
  STOCK_PRICE_ABOVE_LIMIT(Level.SYMBOL, "the underlying costs more a share than cost-limit"),
  STOCK_HALTED(Level.SYMBOL, "trading in the underlying is halted"),
  STOCK_QUOTE_MISSING(Level.SYMBOL, "a side of the underlying's quote is missing"),
  STOCK_QUOTE_CROSSED(Level.SYMBOL, "the underlying's bid is above its ask"),
  STOCK_QUOTE_STALE(Level.SYMBOL, "the underlying's quote is older than max-quote-age"),

  DTE_OUT_OF_RANGE(Level.EXPIRY, "fewer days to expiry than min-dte or more than max-dte"),
  NON_STANDARD_CONTRACT(Level.EXPIRY, "a trading class of adjusted contracts"),
  EXPIRIES_OVER_LIMIT(Level.EXPIRY, "max-expiries nearer ones were looked at"),
  NO_STRIKES_IN_RANGE(Level.EXPIRY, "no choice of strikes near enough to the underlying's price"),

  NOT_QUALIFIED(Level.PAIR, "the venue did not confirm one of the contracts"),
  STRIKE_WIDTH_OUT_OF_RANGE(Level.PAIR, "strikes nearer than min-width or wider than max-width"),
  CALL_MONEYNESS_OUT_OF_RANGE(Level.PAIR, "call strike too far from the underlying's price"),
  PUT_MONEYNESS_OUT_OF_RANGE(Level.PAIR, "put strike too far from the underlying's price"),
  DATA_QUALITY_LOW(Level.PAIR, "too little is known of the three contracts"),
  HALTED(Level.PAIR, "trading in an option is halted"),
  QUOTE_MISSING(Level.PAIR, "a side of an option's quote is missing"),
  QUOTE_CROSSED(Level.PAIR, "an option's bid is above its ask"),
  QUOTE_STALE(Level.PAIR, "a side that would be traded on is older than max-quote-age"),
  BID_ASK_SPREAD_TOO_WIDE(Level.PAIR, "ask − bid of an option above max-spread"),
  THEORETICAL_PROFIT_TOO_LOW(Level.PAIR, "worst case at fair prices below min-theoretical-profit"),
  ARBITRAGE_CONDITION_NOT_MET(Level.PAIR, "worst case at executable prices not above 0"),
  GUARANTEED_PROFIT_TOO_LOW(Level.PAIR, "worst case at executable prices below min-profit"),
  NET_CREDIT_NEGATIVE(Level.PAIR, "the options cost more than they bring"),
  PROFIT_TARGET_NOT_MET(Level.PAIR, "worst case below min-roi percent of the debit"),
  RISK_FREE(Level.PAIR, "the worst case is no loss: left to SFR"),
  MAX_LOSS_EXCEEDED(Level.PAIR, "the worst case loses more than max-loss"),
  MAX_PROFIT_EXCEEDED(Level.PAIR, "the best case is above max-profit-cap: too good to be true"),
  PROFIT_RATIO_TOO_LOW(Level.PAIR, "best case to worst case below min-profit-ratio"),
  PRICE_LIMIT_EXCEEDED(Level.PAIR, "the debit is above cost-limit"),
  CALL_SPREAD_PERCENT_TOO_WIDE(Level.PAIR, "the call's spread is too large a part of its price"),
  PUT_SPREAD_PERCENT_TOO_WIDE(Level.PAIR, "the put's spread is too large a part of its price"),
  TOTAL_SPREAD_TOO_WIDE(Level.PAIR, "the three spreads together above max-total-spread"),
  SPREAD_QUALITY_LOW(Level.PAIR, "spreads wide, or far wider than the chain's"),
  LIQUIDITY_BELOW_MINIMUM(Level.PAIR, "liquidity below what the scoring asks for"),
  RISK_REWARD_BELOW_MINIMUM(Level.PAIR, "risk-reward below what the scoring asks for"),
  SIZE_TOO_SMALL(Level.PAIR, "less is shown than quantity needs"),
  NET_LIMIT_BELOW_COST(
      Level.PAIR, "what may be paid after min-profit and fees is less than it costs"),
  NET_PROFIT_NOT_POSITIVE(Level.PAIR, "fees, carry and dividends take the profit"),

  CONTRACT_MISMATCH(Level.PAIR, "on a second look: not the contracts that were chosen"),
  NOT_THERE_ANY_MORE(Level.PAIR, "on a second look: not found again");

  private final Level level;
  private final String meaning;

  Refusal(Level level, String meaning) {
    this.level = level;
    this.meaning = meaning;
  }

  @Override
  public Level level() {
    return level;
  }

  @Override
  public String meaning() {
    return meaning;
  }
}
