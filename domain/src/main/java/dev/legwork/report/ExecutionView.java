package dev.legwork.report;

import dev.legwork.num.Decimals;
import dev.legwork.order.Side;
import dev.legwork.request.ChosenPlacing;
import dev.legwork.request.Lean;
import dev.legwork.request.PartialPolicy;
import dev.legwork.request.Placing;
import dev.legwork.request.Pricing;
import dev.legwork.request.Timeouts;
import dev.legwork.saga.Ending;
import dev.legwork.saga.Reason;
import dev.legwork.saga.TimelineEntry;
import dev.legwork.saga.TradeState;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * A trade as REST and the workflow's query answer it: the request's fields and what became of it.
 *
 * @param quantity units of the ratio
 * @param placed how an AUTO trade is placed, and why; null with any other placing, and until the
 *     first orders are decided
 * @param breakEven null where the caller named none
 * @param partial what is done when only some legs filled
 * @param lean how much the hedge side must show while risk legs are in the market; null: no matter
 * @param reason null where there is none
 * @param fencingToken null if it never held the lock
 * @param finishedAt null while it runs
 * @param fees USD
 * @param feesPending whether the broker has yet to tell some of them
 * @param residual empty unless RESIDUAL
 * @param formerEndings those that a recovery replaced, oldest first
 */
public record ExecutionView(
    String id,
    String account,
    String strategy,
    String underlying,
    List<LegView> legs,
    BigDecimal quantity,
    BigDecimal netLimit,
    Placing placing,
    ChosenPlacing placed,
    Pricing pricing,
    Timeouts timeouts,
    BigDecimal breakEven,
    PartialPolicy partial,
    Lean lean,
    TradeState state,
    Reason reason,
    Long fencingToken,
    Instant acceptedAt,
    Instant finishedAt,
    NetView net,
    BigDecimal fees,
    boolean feesPending,
    List<ResidualView> residual,
    List<FormerEnding> formerEndings,
    List<TimelineEntry> timeline,
    Links links) {

  /**
   * How a trade had ended before something came after its end.
   *
   * @param reason null where there was none
   */
  public record FormerEnding(
      TradeState state, Reason reason, List<ResidualView> residual, Instant finishedAt) {
    public FormerEnding {
      residual = List.copyOf(residual);
    }

    /** The view of an ending. */
    public static FormerEnding of(Ending ending) {
      return new FormerEnding(
          ending.state(),
          ending.reason(),
          ending.residual().stream().map(ResidualView::of).toList(),
          ending.finishedAt());
    }
  }

  /**
   * A leg and what became of it.
   *
   * @param limit the caller's, USD per share, or null
   * @param executed shares or contracts that entry and completion orders executed
   * @param averagePrice of these, USD per share; null while nothing executed
   * @param position what is held now, negative is short: 0 after unwinding
   */
  public record LegView(
      String name,
      Side action,
      int ratio,
      ContractView contract,
      BigDecimal limit,
      BigDecimal executed,
      BigDecimal averagePrice,
      BigDecimal position,
      List<OrderView> orders) {
    public LegView {
      orders = List.copyOf(orders);
    }

    static LegView of(LegFigures leg) {
      return new LegView(
          leg.leg().name(),
          leg.leg().action(),
          leg.leg().ratio(),
          ContractView.of(leg.leg().contract()),
          leg.leg().limit(),
          leg.executed(),
          leg.averagePrice(),
          leg.position(),
          leg.orders().stream().map(OrderView::of).toList());
    }
  }

  /**
   * USD per share of the underlying for one unit.
   *
   * @param actual null unless all legs executed what was asked for
   */
  public record NetView(BigDecimal limit, BigDecimal actual) {}

  /**
   * Where to go on.
   *
   * @param temporal the workflow in the Temporal Web UI, null where its address is not known
   */
  public record Links(String self, String report, String temporal, String stop) {
    /** Of a trade without a protective stop. */
    public Links(String self, String report, String temporal) {
      this(self, report, temporal, null);
    }

    /** The same of a trade with a protective stop. */
    public Links withStop() {
      return new Links(self, report, temporal, self + "/stop");
    }

    /** Paths below the API's address. */
    public static Links of(String id) {
      String self = "/api/executions/" + id;
      return new Links(self, self + "/report", null);
    }
  }

  public ExecutionView {
    legs = List.copyOf(legs);
    residual = List.copyOf(residual);
    // Views that were stored before there were former endings have none.
    formerEndings = formerEndings == null ? List.of() : List.copyOf(formerEndings);
    timeline = List.copyOf(timeline);
  }

  /** The view of what is known. */
  public static ExecutionView of(TradeRecord trade) {
    var request = trade.request();
    List<LegFigures> legs = trade.legs();
    return new ExecutionView(
        request.id(),
        request.account(),
        request.strategy(),
        request.underlying(),
        trade.legsAndHedge().stream().map(LegView::of).toList(),
        Decimals.of(request.quantity()),
        request.netLimit(),
        request.placing(),
        trade.placed(),
        request.pricing(),
        request.timeouts(),
        request.breakEven(),
        request.partial(),
        request.lean(),
        trade.state(),
        trade.reason(),
        trade.fencingToken() == 0 ? null : trade.fencingToken(),
        trade.acceptedAt(),
        trade.finishedAt(),
        new NetView(request.netLimit(), new NetFigures(request, legs).actual()),
        Fees.of(trade.orders()).usd(),
        trade.feesPending(),
        trade.residual().stream().map(ResidualView::of).toList(),
        List.of(),
        trade.timeline(),
        Links.of(request.id()));
  }

  /** The same with another timeline. */
  public ExecutionView with(List<TimelineEntry> other) {
    return with(formerEndings, other, links);
  }

  /** The same with other links. */
  public ExecutionView with(Links other) {
    return with(formerEndings, timeline, other);
  }

  /** The same with the endings that were replaced, oldest first. */
  public ExecutionView after(List<Ending> replaced) {
    return with(replaced.stream().map(FormerEnding::of).toList(), timeline, links);
  }

  private ExecutionView with(
      List<FormerEnding> formerEndings, List<TimelineEntry> timeline, Links links) {
    return new ExecutionView(
        id,
        account,
        strategy,
        underlying,
        legs,
        quantity,
        netLimit,
        placing,
        placed,
        pricing,
        timeouts,
        breakEven,
        partial,
        lean,
        state,
        reason,
        fencingToken,
        acceptedAt,
        finishedAt,
        net,
        fees,
        feesPending,
        residual,
        formerEndings,
        timeline,
        links);
  }
}
