package dev.legwork.report;

import dev.legwork.allocation.NetPrice;
import dev.legwork.num.Decimals;
import dev.legwork.order.Combo;
import dev.legwork.quote.Quote;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.RequestedLeg;
import java.math.BigDecimal;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The counter-factual: what one guaranteed order of all legs would have cost on the quotes that the
 * trade was decided on. It trades at once where the net of the executable sides is inside its
 * limit, and nothing of it trades where that is not so; that the market would have stood still for
 * either is supposed, and fees are left out.
 *
 * @param limit netLimit rounded down to a cent, USD per share of the underlying for one unit
 * @param executable net at the asks of what is bought and the bids of what is sold
 * @param middle net half-way between bids and asks, at which a patient combo may trade; null where
 *     some quote had one side
 * @param fills whether executable is inside limit
 * @param cash what it would have cost to enter, USD; 0 where it does not fill
 * @param result what it would have earned at the underlying's worst price at expiry, USD; null
 *     where nobody can tell
 * @param advantage what the trade as it was placed earns more than that, USD; negative: the combo
 *     would have been better; null where nobody can tell
 */
public record GuaranteedCombo(
    BigDecimal limit,
    BigDecimal executable,
    BigDecimal middle,
    boolean fills,
    BigDecimal cash,
    BigDecimal result,
    BigDecimal advantage) {

  /** The comparison; null where the quotes at the decision are not known of every leg. */
  static GuaranteedCombo of(TradeRecord trade, Profit profit, BigDecimal worstOfWanted) {
    ExecutionRequest request = trade.request();
    BigDecimal executable = net(request, executable(trade));
    if (executable == null) {
      return null;
    }
    BigDecimal limit = Combo.limit(request.netLimit());
    boolean fills = executable.compareTo(limit) <= 0;
    BigDecimal cash = fills ? cash(request, executable) : BigDecimal.ZERO;
    BigDecimal result = fills ? Profit.less(worstOfWanted, cash) : BigDecimal.ZERO;
    return new GuaranteedCombo(
        limit,
        executable,
        net(request, leg -> middle(trade.quotes().get(leg.name()))),
        fills,
        cash,
        result,
        fills && isWhole(trade)
            ? Profit.less(cash, spent(trade))
            : Profit.less(profit.gross(), result));
  }

  /** Both hold the same then, so that cash alone tells them apart. */
  private static boolean isWhole(TradeRecord trade) {
    return trade.legsAndHedge().stream()
        .allMatch(leg -> leg.position().compareTo(leg.leg().action().signed(leg.wanted())) == 0);
  }

  private static BigDecimal spent(TradeRecord trade) {
    return OrderLine.sum(
        trade.legsAndHedge().stream()
            .flatMap(leg -> Stream.of(leg.entryCash(), leg.exitCash()))
            .toList());
  }

  private static Function<RequestedLeg, BigDecimal> executable(TradeRecord trade) {
    Map<String, Quote> quotes = trade.quotes();
    return leg -> {
      Quote quote = quotes.get(leg.name());
      return quote == null
          ? trade.expectedPrices().get(leg.name())
          : quote.executable(leg.action());
    };
  }

  private static BigDecimal middle(Quote quote) {
    return quote == null ? null : quote.middle();
  }

  private static BigDecimal net(
      ExecutionRequest request, Function<RequestedLeg, BigDecimal> priceOfLeg) {
    return request.legs().stream().anyMatch(leg -> priceOfLeg.apply(leg) == null)
        ? null
        : NetPrice.of(request, priceOfLeg);
  }

  private static BigDecimal cash(ExecutionRequest request, BigDecimal net) {
    return Decimals.normal(
        net.multiply(Decimals.of((long) request.priceMultiplier() * request.quantity())));
  }
}
