package dev.legwork.tws.message;

import java.util.List;
import java.util.Objects;

/** What a client sends. {@code reqId} is the client's own number, echoed by the answers. */
public sealed interface ClientMessage {

  /** First message after the handshake: who the client is. */
  record StartApi(int clientId, String optionalCapabilities) implements ClientMessage {
    public StartApi {
      Objects.requireNonNull(optionalCapabilities, "optionalCapabilities");
    }
  }

  /** Asks for the next valid order id. {@code numIds} is ignored by TWS. */
  record ReqIds(int numIds) implements ClientMessage {}

  /** Asks which accounts the login has. */
  record ReqManagedAccounts() implements ClientMessage {}

  /** Asks for the server's time; our heartbeat. */
  record ReqCurrentTime() implements ClientMessage {}

  /** 1 live, 2 frozen, 3 delayed, 4 delayed-frozen. */
  record ReqMarketDataType(int type) implements ClientMessage {}

  /** Asks for the details of all contracts that match. Never send it for a BAG. */
  record ReqContractDetails(
      int reqId,
      TwsContract contract,
      boolean includeExpired,
      String secIdType,
      String secId,
      String issuerId)
      implements ClientMessage {
    public ReqContractDetails {
      Objects.requireNonNull(contract, "contract");
      Objects.requireNonNull(secIdType, "secIdType");
      Objects.requireNonNull(secId, "secId");
      Objects.requireNonNull(issuerId, "issuerId");
    }

    public ReqContractDetails(int reqId, TwsContract contract) {
      this(reqId, contract, false, "", "", "");
    }
  }

  /** Asks for the expirations and strikes of an underlying's options. */
  record ReqSecDefOptParams(
      int reqId,
      String underlyingSymbol,
      String futFopExchange,
      String underlyingSecType,
      int underlyingConId)
      implements ClientMessage {
    public ReqSecDefOptParams {
      Objects.requireNonNull(underlyingSymbol, "underlyingSymbol");
      Objects.requireNonNull(futFopExchange, "futFopExchange");
      Objects.requireNonNull(underlyingSecType, "underlyingSecType");
    }
  }

  /** Asks for the price increments of a market rule. */
  record ReqMarketRule(int marketRuleId) implements ClientMessage {}

  /**
   * Subscribes to quotes, or asks for a snapshot.
   *
   * @param regulatorySnapshot costs money on each request
   */
  record ReqMktData(
      int reqId,
      TwsContract contract,
      String genericTickList,
      boolean snapshot,
      boolean regulatorySnapshot)
      implements ClientMessage {
    public ReqMktData {
      Objects.requireNonNull(contract, "contract");
      Objects.requireNonNull(genericTickList, "genericTickList");
    }
  }

  /** Ends a subscription to quotes. */
  record CancelMktData(int reqId) implements ClientMessage {}

  /** Places an order, or modifies the one that has this id. */
  record PlaceOrder(int orderId, TwsContract contract, TwsOrder order) implements ClientMessage {
    public PlaceOrder {
      Objects.requireNonNull(contract, "contract");
      Objects.requireNonNull(order, "order");
    }
  }

  /** Asks for an order to be cancelled; a fill may still come. */
  record CancelOrder(int orderId, String manualOrderCancelTime) implements ClientMessage {
    public CancelOrder {
      Objects.requireNonNull(manualOrderCancelTime, "manualOrderCancelTime");
    }

    public CancelOrder(int orderId) {
      this(orderId, "");
    }
  }

  /** Cancels every order of every client, and the manual ones. */
  record ReqGlobalCancel() implements ClientMessage {}

  /** Asks for the active orders of this client id. */
  record ReqOpenOrders() implements ClientMessage {}

  /** Asks for the active orders of all clients and the manual ones. */
  record ReqAllOpenOrders() implements ClientMessage {}

  /** Client id 0 only: binds future manual orders. */
  record ReqAutoOpenOrders(boolean autoBind) implements ClientMessage {}

  /**
   * Asks for executions; an empty text filters nothing.
   *
   * @param clientId 0 for any
   * @param time {@code yyyyMMdd-HH:mm:ss} in UTC, or {@code yyyyMMdd HH:mm:ss Zone}
   * @param side {@code BUY} or {@code SELL}
   */
  record ReqExecutions(
      int reqId,
      int clientId,
      String account,
      String time,
      String symbol,
      String secType,
      String exchange,
      String side)
      implements ClientMessage {
    public ReqExecutions {
      Objects.requireNonNull(account, "account");
      Objects.requireNonNull(time, "time");
      Objects.requireNonNull(symbol, "symbol");
      Objects.requireNonNull(secType, "secType");
      Objects.requireNonNull(exchange, "exchange");
      Objects.requireNonNull(side, "side");
    }

    /** All executions of all clients. */
    public ReqExecutions(int reqId) {
      this(reqId, 0, "", "", "", "", "", "");
    }
  }

  /** Asks for the day's completed orders; {@code apiOnly} leaves manual ones out. */
  record ReqCompletedOrders(boolean apiOnly) implements ClientMessage {}

  /** Subscribes to the positions of all accounts. */
  record ReqPositions() implements ClientMessage {}

  /** Ends the subscription to positions. */
  record CancelPositions() implements ClientMessage {}

  /** Subscribes to account values; {@code tags} is a list with commas. */
  record ReqAccountSummary(int reqId, String group, String tags) implements ClientMessage {
    public ReqAccountSummary {
      Objects.requireNonNull(group, "group");
      Objects.requireNonNull(tags, "tags");
    }
  }

  /** Ends a subscription to account values. */
  record CancelAccountSummary(int reqId) implements ClientMessage {}

  /** Subscribes to, or unsubscribes from, values and portfolio of an account. */
  record ReqAccountUpdates(boolean subscribe, String account) implements ClientMessage {
    public ReqAccountUpdates {
      Objects.requireNonNull(account, "account");
    }
  }

  /** Subscribes to the profit and loss of an account. */
  record ReqPnl(int reqId, String account, String modelCode) implements ClientMessage {
    public ReqPnl {
      Objects.requireNonNull(account, "account");
      Objects.requireNonNull(modelCode, "modelCode");
    }
  }

  /** Ends a subscription to profit and loss. */
  record CancelPnl(int reqId) implements ClientMessage {}

  /** Subscribes to the profit and loss of one position. */
  record ReqPnlSingle(int reqId, String account, String modelCode, int conId)
      implements ClientMessage {
    public ReqPnlSingle {
      Objects.requireNonNull(account, "account");
      Objects.requireNonNull(modelCode, "modelCode");
    }
  }

  /** Ends a subscription to the profit and loss of one position. */
  record CancelPnlSingle(int reqId) implements ClientMessage {}

  /** A message whose id this codec does not know, with the fields that followed the id. */
  record Unknown(int id, List<String> fields) implements ClientMessage {
    public Unknown {
      fields = List.copyOf(fields);
    }
  }
}
