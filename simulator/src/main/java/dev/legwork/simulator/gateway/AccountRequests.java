package dev.legwork.simulator.gateway;

import dev.legwork.simulator.accounts.Account;
import dev.legwork.simulator.accounts.Position;
import dev.legwork.simulator.accounts.Valuation;
import dev.legwork.simulator.contracts.Instrument;
import dev.legwork.simulator.gateway.Session.PnlSubscription;
import dev.legwork.simulator.gateway.Session.SummarySubscription;
import dev.legwork.simulator.market.TradingHours;
import dev.legwork.tws.message.ClientMessage.ReqAccountSummary;
import dev.legwork.tws.message.ServerMessage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Positions, account values, profit and loss. */
final class AccountRequests {
  private static final int MAX_SUMMARIES = 2;
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm").withZone(TradingHours.ZONE);

  private final Floor floor;

  AccountRequests(Floor floor) {
    this.floor = floor;
  }

  /** Positions of all accounts, and from then on their changes. */
  void positions(Session session) {
    session.positions = true;
    for (Account account : floor.brokerage().ledger().accounts()) {
      for (Position position : account.positions()) {
        if (position.quantity() != 0) {
          tell(session, account, position);
        }
      }
    }
    send(session, new ServerMessage.PositionEnd());
  }

  private void tell(Session session, Account account, Position position) {
    Map<String, String> facts = Names.facts(position.instrument());
    facts.put("account", account.name());
    floor
        .outbox()
        .send(
            session,
            new ServerMessage.Position(
                account.name(),
                Wire.contract(position.instrument()),
                Wire.decimal(position.quantity()),
                money(position.averageCost())),
            facts);
  }

  /** Tells whoever watches that an account's position changed. */
  void traded(String accountName, Instrument instrument) {
    Account account = floor.brokerage().ledger().account(accountName);
    for (Session session : floor.sessions().started()) {
      if (session.positions) {
        tell(session, account, account.position(instrument));
      }
      if (session.updatedAccounts.contains(accountName)) {
        tellPortfolio(session, account, account.position(instrument));
        tellValues(session, account);
      }
    }
  }

  /** Account values for all accounts. */
  void summary(Session session, ReqAccountSummary request) {
    if (session.summaries.containsKey(request.reqId())) {
      floor.error(session, request.reqId(), 322, "Duplicate id");
      return;
    }
    if (session.summaries.size() >= MAX_SUMMARIES) {
      floor.error(
          session,
          request.reqId(),
          322,
          "Error processing request:-'jA' : cause - Maximum number of account summary requests"
              + " exceeded");
      return;
    }
    var tags = new LinkedHashSet<>(List.of(request.tags().strip().split("\\s*,\\s*")));
    session.summaries.put(request.reqId(), new SummarySubscription(tags));
    tellSummary(session, request.reqId(), tags);
    send(session, new ServerMessage.AccountSummaryEnd(request.reqId()));
  }

  /** Tells every summary subscriber again. */
  void refreshSummaries() {
    for (Session session : floor.sessions().started()) {
      session.summaries.forEach((reqId, s) -> tellSummary(session, reqId, s.tags()));
    }
  }

  private void tellSummary(Session session, int reqId, Set<String> tags) {
    for (Account account : floor.brokerage().ledger().accounts()) {
      values(account)
          .forEach(
              (tag, value) -> {
                if (tags.contains(tag)) {
                  String currency = tag.equals("AccountType") ? "" : "USD";
                  send(
                      session,
                      new ServerMessage.AccountSummary(
                          reqId, account.name(), tag, value, currency));
                }
              });
    }
  }

  void cancelSummary(Session session, int reqId) {
    session.summaries.remove(reqId);
  }

  /** Values and portfolio of one account, and from then on their changes. */
  void updates(Session session, boolean subscribe, String name) {
    Account account = floor.brokerage().ledger().account(name);
    if (!subscribe) {
      session.updatedAccounts.remove(name);
    } else if (account == null) {
      floor.error(
          session, -1, 321, "Error validating request:-'bJ' : cause - Invalid account code");
    } else {
      session.updatedAccounts.clear();
      session.updatedAccounts.add(name);
      tellValues(session, account);
      account.positions().forEach(position -> tellPortfolio(session, account, position));
      send(session, new ServerMessage.AccountTime(CLOCK.format(floor.brokerage().now())));
      send(session, new ServerMessage.AccountDownloadEnd(name));
    }
  }

  private void tellValues(Session session, Account account) {
    values(account)
        .forEach(
            (key, value) -> {
              String currency = key.equals("AccountType") ? "" : "USD";
              send(session, new ServerMessage.AccountValue(key, value, currency, account.name()));
            });
  }

  private void tellPortfolio(Session session, Account account, Position position) {
    BigDecimal mark = floor.brokerage().marks().mark(position.instrument());
    BigDecimal value = mark == null ? null : position.value(mark);
    send(
        session,
        new ServerMessage.PortfolioValue(
            Wire.contract(position.instrument()),
            Wire.decimal(position.quantity()),
            mark,
            value,
            money(position.averageCost()),
            value == null ? null : money(value.subtract(cost(position))),
            money(position.realized()),
            account.name()));
  }

  private static BigDecimal cost(Position position) {
    return position.averageCost().multiply(BigDecimal.valueOf(position.quantity()));
  }

  private Map<String, String> values(Account account) {
    Valuation value = Valuation.of(account, floor.brokerage().marks());
    var values = new LinkedHashMap<String, String>();
    values.put("AccountType", "INDIVIDUAL");
    put(values, "NetLiquidation", value.netLiquidation());
    put(values, "TotalCashValue", value.cash());
    put(values, "SettledCash", value.cash());
    put(values, "BuyingPower", value.availableFunds().multiply(BigDecimal.TWO));
    put(values, "EquityWithLoanValue", value.equityWithLoan());
    put(values, "GrossPositionValue", value.stockValue().abs().add(value.optionValue().abs()));
    put(values, "StockMarketValue", value.stockValue());
    put(values, "OptionMarketValue", value.optionValue());
    put(values, "InitMarginReq", value.initialMargin());
    put(values, "MaintMarginReq", value.maintenanceMargin());
    put(values, "FullInitMarginReq", value.initialMargin());
    put(values, "FullMaintMarginReq", value.maintenanceMargin());
    put(values, "AvailableFunds", value.availableFunds());
    put(values, "FullAvailableFunds", value.availableFunds());
    put(values, "ExcessLiquidity", value.equityWithLoan().subtract(value.maintenanceMargin()));
    put(values, "UnrealizedPnL", value.unrealized());
    put(values, "RealizedPnL", account.realized());
    return values;
  }

  private static void put(Map<String, String> values, String key, BigDecimal amount) {
    values.put(key, amount.setScale(2, RoundingMode.HALF_UP).toPlainString());
  }

  /** Profit and loss of an account, or of one of its positions. */
  void pnl(Session session, int reqId, String accountName, Integer conId) {
    Instrument instrument = conId == null ? null : floor.brokerage().instruments().byConId(conId);
    if (floor.brokerage().ledger().account(accountName) == null
        || (conId != null && instrument == null)) {
      floor.error(session, reqId, 321, "Error validating request:-'cP' : cause - Invalid account");
      return;
    }
    var subscription = new PnlSubscription(accountName, instrument);
    session.pnls.put(reqId, subscription);
    tell(session, reqId, subscription);
  }

  void cancelPnl(Session session, int reqId) {
    session.pnls.remove(reqId);
  }

  /** Tells every subscriber of profit and loss again. */
  void refreshPnl() {
    for (Session session : floor.sessions().started()) {
      session.pnls.forEach((reqId, subscription) -> tell(session, reqId, subscription));
    }
  }

  private void tell(Session session, int reqId, PnlSubscription subscription) {
    Account account = floor.brokerage().ledger().account(subscription.account());
    if (subscription.instrument() == null) {
      BigDecimal unrealized = Valuation.of(account, floor.brokerage().marks()).unrealized();
      BigDecimal realized = money(account.realized());
      send(session, new ServerMessage.Pnl(reqId, unrealized.add(realized), unrealized, realized));
    } else {
      tellSingle(session, reqId, account.position(subscription.instrument()));
    }
  }

  private void tellSingle(Session session, int reqId, Position position) {
    BigDecimal mark = floor.brokerage().marks().mark(position.instrument());
    BigDecimal value = mark == null ? null : position.value(mark);
    BigDecimal unrealized = value == null ? null : money(value.subtract(cost(position)));
    BigDecimal realized = money(position.realized());
    send(
        session,
        new ServerMessage.PnlSingle(
            reqId,
            Wire.decimal(position.quantity()),
            unrealized == null ? null : unrealized.add(realized),
            unrealized,
            realized,
            value));
  }

  private static BigDecimal money(BigDecimal amount) {
    return amount.setScale(4, RoundingMode.HALF_UP).stripTrailingZeros();
  }

  private void send(Session session, ServerMessage message) {
    floor.outbox().send(session, message);
  }
}
