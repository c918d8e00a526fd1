package dev.legwork.tws.codec;

import dev.legwork.tws.message.ContractDetailsFields;
import dev.legwork.tws.message.ServerMessage;
import dev.legwork.tws.message.ServerMessage.*;
import dev.legwork.tws.message.TagValue;
import dev.legwork.tws.message.TwsContract;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the incoming vectors mean, except those that carry a whole order. */
final class IncomingMessages {
  private static final String ACCOUNT = "DU1234567";
  private static final TwsContract STOCK = stock("ISLAND");
  private static final TwsContract OPTION = option("CBOE");

  private IncomingMessages() {}

  static Map<String, ServerMessage> byVector() {
    Map<String, ServerMessage> all = new LinkedHashMap<>();
    connection(all);
    contracts(all);
    ticks(all);
    statuses(all);
    executions(all);
    accounts(all);
    return all;
  }

  private static void connection(Map<String, ServerMessage> all) {
    all.put("managedAccounts", new ManagedAccounts(List.of(ACCOUNT, "DU7654321")));
    all.put("nextValidId", new NextValidId(101));
    all.put("currentTime", new CurrentTime(1795255200L));
    all.put(
        "error_info_2104", new ErrorMessage(-1, 2104, "Market data farm connection is OK:usfarm"));
    all.put(
        "error_order_201",
        new ErrorMessage(101, 201, "Order rejected - reason:The exchange is closed."));
    all.put(
        "error_order_201_advancedReject",
        new ErrorMessage(
            101,
            201,
            "Order rejected - reason: caf\u00e9",
            "{\"rejects\":[{\"rejectCode\":\"10237\"}]}"));
    all.put("error_cancel_202", new ErrorMessage(101, 202, "Order Canceled - reason:"));
    all.put(
        "error_1102",
        new ErrorMessage(
            -1,
            1102,
            "Connectivity between IBKR and Trader Workstation has been restored - data"
                + " maintained."));
    all.put(
        "error_warning_399",
        new ErrorMessage(
            102,
            399,
            "Order Message:\\nWarning: Your order will not be placed at the exchange until"
                + " 2026-11-23 09:30:00 US/Eastern."));
  }

  private static void contracts(Map<String, ServerMessage> all) {
    all.put("contractDetails_stock", new ContractDetails(9001, detailedStock(), stockDetails()));
    all.put("contractDetails_option", new ContractDetails(9002, option("SMART"), optionDetails()));
    all.put("contractDetailsEnd", new ContractDetailsEnd(9002));
    all.put(
        "securityDefinitionOptionParameter",
        new SecDefOptParams(
            9005,
            "SMART",
            265598,
            "AAPL",
            "100",
            List.of("20261218", "20270115"),
            List.of(n("180"), n("182.5"), n("185"))));
    all.put("securityDefinitionOptionParameterEnd", new SecDefOptParamsEnd(9005));
  }

  private static TwsContract detailedStock() {
    return TwsContract.builder()
        .conId(265598)
        .symbol("AAPL")
        .secType("STK")
        .exchange("SMART")
        .primaryExchange("NASDAQ")
        .currency("USD")
        .localSymbol("AAPL")
        .tradingClass("NMS")
        .build();
  }

  private static ContractDetailsFields stockDetails() {
    return new ContractDetailsFields(
        "",
        "NMS",
        n("0.01"),
        List.of(
            "ACTIVETIM", "AD", "IOC", "LMT", "MIDPX", "MKT", "SNAPMID", "STP", "STPLMT", "WHATIF"),
        List.of("SMART", "AMEX", "NYSE", "ISLAND"),
        1,
        0,
        "APPLE INC",
        "",
        "Technology",
        "Computers",
        "Computers",
        "US/Eastern",
        "20261123:0400-20261123:2000;20261126:CLOSED",
        "20261123:0930-20261123:1600;20261126:CLOSED",
        "",
        n("0"),
        List.of(new TagValue("ISIN", "US0378331005")),
        1,
        "",
        "",
        List.of("26", "26", "26", "26"),
        "",
        "COMMON",
        n("0.0001"),
        n("0.0001"),
        n("100"));
  }

  private static ContractDetailsFields optionDetails() {
    return new ContractDetailsFields(
        "16:00:00 US/Eastern",
        "AAPL",
        n("0.01"),
        List.of("ACTIVETIM", "AD", "IOC", "LMT", "MKT", "SNAPMID", "STP", "STPLMT", "WHATIF"),
        List.of("SMART", "AMEX", "CBOE", "PHLX", "ISE"),
        1,
        265598,
        "APPLE INC",
        "202612",
        "Technology",
        "Computers",
        "Computers",
        "US/Eastern",
        "20261123:0930-20261123:1600",
        "20261123:0930-20261123:1600",
        "",
        n("0"),
        List.of(),
        2,
        "AAPL",
        "STK",
        List.of("32", "109", "109", "109", "109"),
        "20261218",
        "",
        n("1"),
        n("1"),
        n("1"));
  }

  private static void ticks(Map<String, ServerMessage> all) {
    all.put("tickPrice_bid", new TickPrice(1001, 1, n("185.24"), n("300"), 1));
    all.put("tickPrice_noQuote_-1", new TickPrice(1001, 2, n("-1"), n("0"), 0));
    all.put("tickPrice_close", new TickPrice(1001, 9, n("184.9"), n("0"), 0));
    all.put("tickPrice_delayedBid", new TickPrice(1001, 66, n("185.2"), n("200"), 0));
    all.put("tickSize_lastSize", new TickSize(1001, 5, n("0.5")));
    all.put("tickGeneric_halted", new TickGeneric(1001, 49, n("0.0")));
    all.put("tickString_lastTimestamp", new TickString(1001, 45, "1795255199"));
    all.put(
        "tickOptionComputation_model",
        new TickOptionComputation(
            1002,
            13,
            0,
            n("0.25"),
            n("0.5"),
            n("12.75"),
            n("0.1"),
            n("0.05"),
            n("0.02"),
            n("-0.01"),
            n("185.3")));
    all.put(
        "tickOptionComputation_notComputed",
        new TickOptionComputation(1002, 10, 1, null, null, null, null, null, null, null, null));
    all.put("tickSnapshotEnd", new TickSnapshotEnd(1002));
    all.put("marketDataType", new MarketDataType(1001, 3));
    all.put("tickReqParams", new TickReqParams(1001, n("0.01"), "9c0001", 3));
  }

  private static void statuses(Map<String, ServerMessage> all) {
    long permId = 1377295418L;
    all.put(
        "orderStatus_PreSubmitted",
        status(101, "PreSubmitted", "0", "100", "0", permId, "0", 7, ""));
    all.put(
        "orderStatus_Submitted_partial",
        status(101, "Submitted", "40", "60", "185.25", permId, "185.25", 7, ""));
    all.put(
        "orderStatus_Filled",
        status(101, "Filled", "100", "0", "185.2475", permId, "185.24", 7, ""));
    all.put(
        "orderStatus_locateHeld",
        status(103, "PreSubmitted", "0", "100", "0", permId + 2, "0", 7, "locate"));
    all.put(
        "orderStatus_Cancelled",
        status(102, "Cancelled", "1", "1", "3.45", permId + 1, "3.45", 7, ""));
    all.put(
        "orderStatus_otherClient_manual",
        status(0, "Submitted", "0", "5", "0", 1377299999L, "0", 0, ""));
    all.put("openOrderEnd", new OpenOrderEnd());
    all.put("completedOrdersEnd", new CompletedOrdersEnd());
    all.put("orderBound", new OrderBound(1377299999L, 0, -3));
  }

  private static OrderStatus status(
      int orderId,
      String status,
      String filled,
      String remaining,
      String average,
      long permId,
      String last,
      int clientId,
      String whyHeld) {
    return new OrderStatus(
        orderId,
        status,
        n(filled),
        n(remaining),
        n(average),
        permId,
        0,
        n(last),
        clientId,
        whyHeld,
        n("0"));
  }

  private static void executions(Map<String, ServerMessage> all) {
    String stockId = "0000e0d5.67fe667b.01.01";
    all.put("execDetails_stock_live", stockFill(stockId, "185.25"));
    all.put("execDetails_correction", stockFill("0000e0d5.67fe667b.01.02", "185.24"));
    all.put(
        "execDetails_option_requested",
        fill(
            new Row(2001, 102, 1377295419L, "run42/leg2", 1),
            OPTION,
            "0000e0d5.67fe6688.01.01",
            "20261121 10:31:03 US/Eastern",
            "SLD",
            "2",
            "3.45"));
    TwsContract bag =
        TwsContract.builder()
            .conId(28812380)
            .symbol("AAPL")
            .secType("BAG")
            .exchange("SMART")
            .currency("USD")
            .localSymbol("AAPL")
            .tradingClass("COMB")
            .build();
    Row combo = new Row(-1, 104, 1377295421L, "run42/combo", 2);
    String comboTime = "20261121 10:31:04 US/Eastern";
    all.put(
        "execDetails_bag_summary",
        fill(combo, bag, "0000e0d5.67fe6699.01.01", comboTime, "BOT", "1", "-1.15"));
    all.put(
        "execDetails_bag_leg1",
        fill(combo, OPTION, "0000e0d5.67fe6699.02.01", comboTime, "BOT", "1", "3.40"));
    all.put("execDetails_allDistinct", distinctFill());
    all.put("execDetailsEnd", new ExecDetailsEnd(2001));
    all.put(
        "commissionReport_open", new CommissionReport(stockId, n("1.0"), "USD", null, null, null));
    all.put(
        "commissionReport_close",
        new CommissionReport(
            "0000e0d5.67fe6688.01.01", n("1.3012"), "USD", n("42.17"), null, null));
  }

  private record Row(int reqId, int orderId, long permId, String orderRef, int liquidity) {}

  private static ExecDetails stockFill(String execId, String price) {
    Row row = new Row(-1, 101, 1377295418L, "run42/leg1", 2);
    return fill(row, STOCK, execId, "20261121 10:31:02 US/Eastern", "BOT", "100", price);
  }

  private static ExecDetails fill(
      Row row,
      TwsContract contract,
      String execId,
      String time,
      String side,
      String quantity,
      String price) {
    return new ExecDetails(
        row.reqId(),
        row.orderId(),
        contract,
        execId,
        time,
        ACCOUNT,
        contract.exchange(),
        side,
        n(quantity),
        n(price),
        row.permId(),
        7,
        0,
        n(quantity),
        n(price),
        row.orderRef(),
        "",
        null,
        "",
        row.liquidity(),
        false);
  }

  private static ExecDetails distinctFill() {
    TwsContract contract =
        TwsContract.builder()
            .conId(1)
            .symbol("SYM")
            .secType("OPT")
            .lastTradeDateOrContractMonth("20270115")
            .strike(n("2.5"))
            .right("P")
            .multiplier("103")
            .exchange("EXCH")
            .currency("CUR")
            .localSymbol("LOC")
            .tradingClass("TRC")
            .build();
    return new ExecDetails(
        81,
        82,
        contract,
        "ex.1.01.01",
        "20261121 10:31:09 US/Eastern",
        "DU777",
        "EXCH2",
        "SLD",
        n("83.5"),
        n("84.5"),
        85,
        86,
        87,
        n("88.5"),
        n("89.5"),
        "oref",
        "evr",
        n("90.5"),
        "mdl",
        3,
        true);
  }

  private static void accounts(Map<String, ServerMessage> all) {
    all.put("position_stock", new Position(ACCOUNT, stock("NASDAQ"), n("-110"), n("201.8829709")));
    all.put("position_option", new Position(ACCOUNT, option(""), n("2"), n("346.3")));
    all.put("positionEnd", new PositionEnd());
    all.put(
        "accountSummary", new AccountSummary(3001, ACCOUNT, "NetLiquidation", "246447.83", "USD"));
    all.put("accountSummaryEnd", new AccountSummaryEnd(3001));
    all.put("updateAccountValue", new AccountValue("NetLiquidation", "246447.83", "USD", ACCOUNT));
    TwsContract held =
        TwsContract.builder()
            .conId(265598)
            .symbol("AAPL")
            .secType("STK")
            .primaryExchange("NASDAQ")
            .currency("USD")
            .localSymbol("AAPL")
            .tradingClass("NMS")
            .build();
    all.put(
        "updatePortfolio",
        new PortfolioValue(
            held, n("100"), n("185.3"), n("18530.0"), n("185.26"), n("4.0"), n("0.0"), ACCOUNT));
    all.put("updateAccountTime", new AccountTime("10:31"));
    all.put("accountDownloadEnd", new AccountDownloadEnd(ACCOUNT));
    all.put("pnl", new Pnl(4001, n("12.5"), n("-3.25"), null));
    all.put("pnlSingle", new PnlSingle(4002, n("100"), n("12.5"), n("-3.25"), null, n("18530.0")));
  }

  private static TwsContract stock(String exchange) {
    return TwsContract.builder()
        .conId(265598)
        .symbol("AAPL")
        .secType("STK")
        .exchange(exchange)
        .currency("USD")
        .localSymbol("AAPL")
        .tradingClass("NMS")
        .build();
  }

  private static TwsContract option(String exchange) {
    return TwsContract.builder()
        .conId(712345678)
        .symbol("AAPL")
        .secType("OPT")
        .lastTradeDateOrContractMonth("20261218")
        .strike(n("185.5"))
        .right("C")
        .multiplier("100")
        .exchange(exchange)
        .currency("USD")
        .localSymbol("AAPL  261218C00185500")
        .tradingClass("AAPL")
        .build();
  }

  private static BigDecimal n(String text) {
    return new BigDecimal(text);
  }
}
