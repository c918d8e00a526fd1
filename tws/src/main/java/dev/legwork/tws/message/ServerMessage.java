package dev.legwork.tws.message;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;

/** What TWS sends. A {@code reqId} echoes the request's number. */
public sealed interface ServerMessage {

  /** The next order id that this client may use; may be lower than one told before. */
  record NextValidId(int orderId) implements ServerMessage {}

  /** The accounts of the login. */
  record ManagedAccounts(List<String> accounts) implements ServerMessage {
    public ManagedAccounts {
      accounts = List.copyOf(accounts);
    }
  }

  /** The server's time, in seconds since 1970. */
  record CurrentTime(long epochSeconds) implements ServerMessage {}

  /**
   * An error, a warning or a notice.
   *
   * @param id order id or request id, −1 for the connection
   * @param code what happened; texts may be localised, so branch on this. −1 when an old server
   *     sent a text alone
   * @param advancedOrderRejectJson usually empty
   */
  record ErrorMessage(int id, int code, String text, String advancedOrderRejectJson)
      implements ServerMessage {
    public ErrorMessage {
      Objects.requireNonNull(text, "text");
      Objects.requireNonNull(advancedOrderRejectJson, "advancedOrderRejectJson");
    }

    public ErrorMessage(int id, int code, String text) {
      this(id, code, text, "");
    }
  }

  /** A contract that matches a request. */
  record ContractDetails(int reqId, TwsContract contract, ContractDetailsFields details)
      implements ServerMessage {
    public ContractDetails {
      Objects.requireNonNull(contract, "contract");
      Objects.requireNonNull(details, "details");
    }
  }

  /** No more contracts match. */
  record ContractDetailsEnd(int reqId) implements ServerMessage {}

  /** Expirations and strikes of an option class at an exchange. */
  record SecDefOptParams(
      int reqId,
      String exchange,
      int underlyingConId,
      String tradingClass,
      String multiplier,
      List<String> expirations,
      List<BigDecimal> strikes)
      implements ServerMessage {
    public SecDefOptParams {
      Objects.requireNonNull(exchange, "exchange");
      Objects.requireNonNull(tradingClass, "tradingClass");
      Objects.requireNonNull(multiplier, "multiplier");
      expirations = List.copyOf(expirations);
      strikes = List.copyOf(strikes);
    }
  }

  /** No more option classes. */
  record SecDefOptParamsEnd(int reqId) implements ServerMessage {}

  /** The price increments of a market rule, by rising low edge. */
  record MarketRule(int marketRuleId, List<PriceIncrement> increments) implements ServerMessage {
    public MarketRule {
      increments = List.copyOf(increments);
    }
  }

  /**
   * A price.
   *
   * @param price null when absent; −1 with size 0 at a bid or ask means that there is no quote
   * @param size of the paired size tick; null when absent
   * @param attribMask bit 0 can auto-execute, bit 1 past limit, bit 2 pre-open
   */
  record TickPrice(int reqId, int tickType, BigDecimal price, BigDecimal size, int attribMask)
      implements ServerMessage {}

  /** A size, in shares or contracts; null when absent. */
  record TickSize(int reqId, int tickType, BigDecimal size) implements ServerMessage {}

  /** A number that is no price; type 49 is the halt: 0 no, 1 general, 2 volatility. */
  record TickGeneric(int reqId, int tickType, BigDecimal value) implements ServerMessage {}

  /** A text; types 45 and 88 are the time of the last trade in seconds since 1970. */
  record TickString(int reqId, int tickType, String value) implements ServerMessage {
    public TickString {
      Objects.requireNonNull(value, "value");
    }
  }

  /**
   * Greeks; null where TWS has not computed one.
   *
   * @param tickType 10 bid, 11 ask, 12 last, 13 model; 80 to 83 delayed
   */
  record TickOptionComputation(
      int reqId,
      int tickType,
      int tickAttrib,
      BigDecimal impliedVol,
      BigDecimal delta,
      BigDecimal optPrice,
      BigDecimal pvDividend,
      BigDecimal gamma,
      BigDecimal vega,
      BigDecimal theta,
      BigDecimal undPrice)
      implements ServerMessage {}

  /** A snapshot of quotes is complete. */
  record TickSnapshotEnd(int reqId) implements ServerMessage {}

  /** Whether quotes are live (1), frozen (2), delayed (3) or delayed-frozen (4). */
  record MarketDataType(int reqId, int type) implements ServerMessage {}

  /** Properties of a quote subscription. */
  record TickReqParams(int reqId, BigDecimal minTick, String bboExchange, int snapshotPermissions)
      implements ServerMessage {
    public TickReqParams {
      Objects.requireNonNull(bboExchange, "bboExchange");
    }
  }

  /**
   * Where an order stands. Advisory: executions are the truth for quantities.
   *
   * @param avgFillPrice null when absent; likewise the other prices
   * @param whyHeld {@code locate} while shares are being located
   */
  record OrderStatus(
      int orderId,
      String status,
      BigDecimal filled,
      BigDecimal remaining,
      BigDecimal avgFillPrice,
      long permId,
      int parentId,
      BigDecimal lastFillPrice,
      int clientId,
      String whyHeld,
      BigDecimal mktCapPrice)
      implements ServerMessage {
    public OrderStatus {
      Objects.requireNonNull(status, "status");
      Objects.requireNonNull(filled, "filled");
      Objects.requireNonNull(remaining, "remaining");
      Objects.requireNonNull(whyHeld, "whyHeld");
    }
  }

  /**
   * An order as TWS holds it; also the answer to a what-if.
   *
   * @param orderId 0 or negative for a manual or foreign order
   * @param permId the account-wide id, 0 until assigned
   */
  record OpenOrder(
      int orderId,
      int clientId,
      long permId,
      TwsContract contract,
      TwsOrder order,
      OrderStateFields state)
      implements ServerMessage {
    public OpenOrder {
      Objects.requireNonNull(contract, "contract");
      Objects.requireNonNull(order, "order");
      Objects.requireNonNull(state, "state");
    }
  }

  /** No more open orders. */
  record OpenOrderEnd() implements ServerMessage {}

  /**
   * An order of the day that is done. It carries neither order id nor client id: match it by permId
   * or orderRef.
   *
   * @param filledQuantity null when absent
   * @param completedTime as TWS writes times
   */
  record CompletedOrder(
      long permId,
      TwsContract contract,
      TwsOrder order,
      String status,
      BigDecimal filledQuantity,
      String completedTime,
      String completedStatus)
      implements ServerMessage {
    public CompletedOrder {
      Objects.requireNonNull(contract, "contract");
      Objects.requireNonNull(order, "order");
      Objects.requireNonNull(status, "status");
      Objects.requireNonNull(completedTime, "completedTime");
      Objects.requireNonNull(completedStatus, "completedStatus");
    }
  }

  /** No more completed orders. */
  record CompletedOrdersEnd() implements ServerMessage {}

  /**
   * An execution. The contract tells the leg, or the combo for its summary row.
   *
   * @param reqId −1 for a live fill
   * @param execId unique; a correction differs after the last dot and replaces the earlier one
   * @param side {@code BOT} or {@code SLD}
   * @param cumQty executed so far for the order
   * @param lastLiquidity 0 none, 1 added, 2 removed, 3 routed
   */
  record ExecDetails(
      int reqId,
      int orderId,
      TwsContract contract,
      String execId,
      String time,
      String account,
      String exchange,
      String side,
      BigDecimal shares,
      BigDecimal price,
      long permId,
      int clientId,
      int liquidation,
      BigDecimal cumQty,
      BigDecimal avgPrice,
      String orderRef,
      String evRule,
      BigDecimal evMultiplier,
      String modelCode,
      int lastLiquidity,
      boolean pendingPriceRevision)
      implements ServerMessage {
    public ExecDetails {
      Objects.requireNonNull(contract, "contract");
      Objects.requireNonNull(execId, "execId");
      Objects.requireNonNull(time, "time");
      Objects.requireNonNull(account, "account");
      Objects.requireNonNull(exchange, "exchange");
      Objects.requireNonNull(side, "side");
      Objects.requireNonNull(shares, "shares");
      Objects.requireNonNull(price, "price");
      Objects.requireNonNull(orderRef, "orderRef");
      Objects.requireNonNull(evRule, "evRule");
      Objects.requireNonNull(modelCode, "modelCode");
    }
  }

  /** No more executions. */
  record ExecDetailsEnd(int reqId) implements ServerMessage {}

  /**
   * What an execution cost.
   *
   * @param commission in {@code currency}; negative for a rebate, null when absent
   * @param realizedPnl null on opening trades
   * @param yieldRedemptionDate {@code yyyyMMdd} as a number, null when absent
   */
  record CommissionReport(
      String execId,
      BigDecimal commission,
      String currency,
      BigDecimal realizedPnl,
      BigDecimal yield,
      Integer yieldRedemptionDate)
      implements ServerMessage {
    public CommissionReport {
      Objects.requireNonNull(execId, "execId");
      Objects.requireNonNull(currency, "currency");
    }
  }

  /** A position; {@code avgCost} includes the multiplier for options and is null when absent. */
  record Position(String account, TwsContract contract, BigDecimal position, BigDecimal avgCost)
      implements ServerMessage {
    public Position {
      Objects.requireNonNull(account, "account");
      Objects.requireNonNull(contract, "contract");
      Objects.requireNonNull(position, "position");
    }
  }

  /** The first full set of positions is complete. */
  record PositionEnd() implements ServerMessage {}

  /** A value of an account; {@code value} is a text because some tags are no numbers. */
  record AccountSummary(int reqId, String account, String tag, String value, String currency)
      implements ServerMessage {
    public AccountSummary {
      Objects.requireNonNull(account, "account");
      Objects.requireNonNull(tag, "tag");
      Objects.requireNonNull(value, "value");
      Objects.requireNonNull(currency, "currency");
    }
  }

  /** The first full set of account values is complete. */
  record AccountSummaryEnd(int reqId) implements ServerMessage {}

  /** A value of the subscribed account. */
  record AccountValue(String key, String value, String currency, String account)
      implements ServerMessage {
    public AccountValue {
      Objects.requireNonNull(key, "key");
      Objects.requireNonNull(value, "value");
      Objects.requireNonNull(currency, "currency");
      Objects.requireNonNull(account, "account");
    }
  }

  /** A position of the subscribed account with its valuation, null where absent. */
  record PortfolioValue(
      TwsContract contract,
      BigDecimal position,
      BigDecimal marketPrice,
      BigDecimal marketValue,
      BigDecimal averageCost,
      BigDecimal unrealizedPnl,
      BigDecimal realizedPnl,
      String account)
      implements ServerMessage {
    public PortfolioValue {
      Objects.requireNonNull(contract, "contract");
      Objects.requireNonNull(position, "position");
      Objects.requireNonNull(account, "account");
    }
  }

  /** When the account's values were last brought up to date, {@code HH:mm}. */
  record AccountTime(String time) implements ServerMessage {
    public AccountTime {
      Objects.requireNonNull(time, "time");
    }
  }

  /** The account's first full set of values is complete. */
  record AccountDownloadEnd(String account) implements ServerMessage {
    public AccountDownloadEnd {
      Objects.requireNonNull(account, "account");
    }
  }

  /** A manual order was bound to an order id of client 0. */
  record OrderBound(long permId, int clientId, int orderId) implements ServerMessage {}

  /** Profit and loss of an account; null where absent. */
  record Pnl(int reqId, BigDecimal daily, BigDecimal unrealized, BigDecimal realized)
      implements ServerMessage {}

  /** Profit and loss of a position; null where absent. */
  record PnlSingle(
      int reqId,
      BigDecimal position,
      BigDecimal daily,
      BigDecimal unrealized,
      BigDecimal realized,
      BigDecimal value)
      implements ServerMessage {
    public PnlSingle {
      Objects.requireNonNull(position, "position");
    }
  }

  /** A message whose id this codec does not know, with the fields that followed the id. */
  record Unknown(int id, List<String> fields) implements ServerMessage {
    public Unknown {
      fields = List.copyOf(fields);
    }
  }
}
