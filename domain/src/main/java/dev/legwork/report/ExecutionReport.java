package dev.legwork.report;

import dev.legwork.num.Decimals;
import dev.legwork.order.Side;
import dev.legwork.request.ChosenPlacing;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.saga.Reason;
import dev.legwork.saga.TradeState;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a trade was to cost and what it cost. Prices are USD per share, cash is USD with the
 * contract's multiplier and positive when paid; slippage is positive when worse than expected.
 *
 * @param placed how an AUTO trade was placed, and why; null with any other placing
 * @param revision grows with every late fee or correction
 * @param feesPending whether the broker has yet to tell some fees
 * @param quantity units of the ratio
 * @param totalMillis from acceptance to the end, as on the timeline; null while it runs
 * @param analysis null in a report that was made before there were any
 */
public record ExecutionReport(
    String id,
    String account,
    String strategy,
    String underlying,
    BigDecimal quantity,
    ChosenPlacing placed,
    TradeState state,
    Reason reason,
    int revision,
    boolean feesPending,
    Instant acceptedAt,
    Instant finishedAt,
    Long totalMillis,
    Net net,
    Cash cash,
    List<LegReport> legs,
    List<ResidualView> residual,
    Analysis analysis,
    List<TimelineLine> timeline) {

  /**
   * @param expected at what the legs were expected to trade; null if some leg was never priced
   * @param actual null unless all legs executed what was asked for
   * @param slippage null unless both are known
   * @param slippageCash of the whole trade, USD; null as well
   */
  public record Net(
      BigDecimal limit,
      BigDecimal expected,
      BigDecimal actual,
      BigDecimal slippage,
      BigDecimal slippageCash,
      Impact impact) {}

  /**
   * @param bound the most that entering was allowed to cost
   * @param entry what entering cost
   * @param exit what unwinding and hedging cost; negative when received
   * @param unwindCost what was lost between entering and closing again, fees apart
   * @param fees in USD
   * @param otherFees in other currencies, by currency
   * @param total entry, exit and fees in USD together
   */
  public record Cash(
      BigDecimal bound,
      BigDecimal entry,
      BigDecimal exit,
      BigDecimal unwindCost,
      BigDecimal fees,
      Map<String, BigDecimal> otherFees,
      BigDecimal total) {
    public Cash {
      otherFees = Map.copyOf(otherFees);
    }
  }

  /** What an expected price is taken from. */
  public enum Basis {
    /** The quote that the trade was decided on. */
    QUOTE,
    /** The leg's limit. */
    LIMIT
  }

  /**
   * @param wanted shares or contracts asked for
   * @param executed by entry and completion orders
   * @param position what is held now, negative is short
   * @param basis what {@code expectedPrice} is; null without one
   * @param filledMillis when the last fill of entering it was heard of, since the trade was
   *     accepted; null without
   */
  public record LegReport(
      String name,
      Side action,
      String label,
      int multiplier,
      BigDecimal wanted,
      BigDecimal executed,
      BigDecimal position,
      BigDecimal limit,
      BigDecimal expectedPrice,
      Basis basis,
      BigDecimal averagePrice,
      BigDecimal slippage,
      BigDecimal slippageCash,
      Impact impact,
      BigDecimal entryCash,
      BigDecimal exitCash,
      BigDecimal unwindCost,
      BigDecimal fees,
      Long filledMillis,
      List<OrderView> orders) {
    public LegReport {
      orders = List.copyOf(orders);
    }

    static LegReport of(LegFigures leg, Analysis analysis) {
      BigDecimal slippage = leg.slippage();
      return new LegReport(
          leg.leg().name(),
          leg.leg().action(),
          leg.leg().contract().label(),
          leg.leg().contract().multiplier(),
          leg.wanted(),
          leg.executed(),
          leg.position(),
          leg.limit(),
          leg.expectedPrice(),
          basis(leg),
          leg.averagePrice(),
          slippage,
          leg.slippageCash(),
          Impact.of(slippage),
          leg.entryCash(),
          leg.exitCash(),
          leg.unwindCost(),
          Fees.of(leg.orders()).usd(),
          analysis.entryFills(leg.leg().name()).max(Long::compare).orElse(null),
          leg.orders().stream().map(OrderView::of).toList());
    }

    private static Basis basis(LegFigures leg) {
      if (leg.expectedPrice() == null) {
        return null;
      }
      return leg.quoted() == null ? Basis.LIMIT : Basis.QUOTE;
    }

    LegReport with(List<OrderView> shown) {
      return new LegReport(
          name,
          action,
          label,
          multiplier,
          wanted,
          executed,
          position,
          limit,
          expectedPrice,
          basis,
          averagePrice,
          slippage,
          slippageCash,
          impact,
          entryCash,
          exitCash,
          unwindCost,
          fees,
          filledMillis,
          shown);
    }
  }

  /**
   * @param sinceStartMillis since the trade was accepted
   * @param heardAt when the trade learned of it, where that was more than a second later; else null
   */
  public record TimelineLine(
      long sinceStartMillis, Instant at, String event, String leg, String detail, Instant heardAt) {

    /** The detail for people, with when the trade learned of it where that was later. */
    public String text() {
      String told = detail == null ? "" : detail;
      if (heardAt == null) {
        return told;
      }
      long heard = sinceStartMillis + Duration.between(at, heardAt).toMillis();
      return told + (told.isEmpty() ? "" : " ") + "[learned of at +" + heard + "]";
    }
  }

  public ExecutionReport {
    legs = List.copyOf(legs);
    residual = List.copyOf(residual);
    timeline = List.copyOf(timeline);
  }

  /** The report of what is known, at the level DEBUG. */
  public static ExecutionReport of(TradeRecord trade, int revision) {
    ExecutionRequest request = trade.request();
    List<LegFigures> legs = trade.legs();
    Since since = Since.of(trade);
    Cash cash = cash(trade, trade.legsAndHedge());
    Analysis analysis = Analysis.of(trade, cash, new NetFigures(request, legs).expectedCash());
    return new ExecutionReport(
        request.id(),
        request.account(),
        request.strategy(),
        request.underlying(),
        Decimals.of(request.quantity()),
        trade.placed(),
        trade.state(),
        trade.reason(),
        revision,
        trade.feesPending(),
        trade.acceptedAt(),
        trade.finishedAt(),
        since.millis(trade.finishedAt()),
        net(request, legs),
        cash,
        trade.legsAndHedge().stream().map(leg -> LegReport.of(leg, analysis)).toList(),
        trade.residual().stream().map(ResidualView::of).toList(),
        analysis,
        trade.timeline().stream().map(since::line).toList());
  }

  /** The report with only what the level shows. */
  public ExecutionReport at(ReportLevel level) {
    boolean withOrders = level.includes(ReportLevel.COMPREHENSIVE);
    return new ExecutionReport(
        id,
        account,
        strategy,
        underlying,
        quantity,
        placed,
        state,
        reason,
        revision,
        feesPending,
        acceptedAt,
        finishedAt,
        totalMillis,
        net,
        cash,
        level.includes(ReportLevel.DETAILED)
            ? legs.stream().map(leg -> leg.with(orders(leg, level))).toList()
            : List.of(),
        residual,
        analysis == null ? null : analysis.at(level),
        withOrders ? timeline : List.of());
  }

  private static List<OrderView> orders(LegReport leg, ReportLevel level) {
    return switch (level) {
      case SUMMARY, DETAILED -> List.of();
      case COMPREHENSIVE -> leg.orders().stream().map(OrderView::withoutFills).toList();
      case DEBUG -> leg.orders();
    };
  }

  private static Net net(ExecutionRequest request, List<LegFigures> legs) {
    NetFigures figures = new NetFigures(request, legs);
    BigDecimal expected = figures.expected();
    BigDecimal actual = figures.actual();
    boolean known = expected != null && actual != null;
    BigDecimal slippage = known ? Decimals.normal(actual.subtract(expected)) : null;
    BigDecimal slippageCash =
        known ? sum(legs.stream().map(LegFigures::slippageCash).toList()) : null;
    return new Net(
        request.netLimit(), expected, actual, slippage, slippageCash, Impact.of(slippage));
  }

  private static Cash cash(TradeRecord trade, List<LegFigures> legs) {
    BigDecimal entry = sum(legs.stream().map(LegFigures::entryCash).toList());
    BigDecimal exit = sum(legs.stream().map(LegFigures::exitCash).toList());
    Fees fees = Fees.of(trade.orders());
    return new Cash(
        trade.request().cashBound(),
        entry,
        exit,
        sum(legs.stream().map(LegFigures::unwindCost).toList()),
        fees.usd(),
        fees.others(),
        sum(List.of(entry, exit, fees.usd())));
  }

  private static BigDecimal sum(List<BigDecimal> amounts) {
    return OrderLine.sum(amounts);
  }
}
