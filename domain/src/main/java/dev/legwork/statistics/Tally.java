package dev.legwork.statistics;

import dev.legwork.saga.TradeState;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Some trades together. Money is USD, rates are percent of the trades that were sent, to four
 * places; null where there is nothing to divide by. A figure that is not known of a trade is left
 * out of sums and means.
 *
 * @param states how many ended how; states that none ended in are left out
 * @param sent trades of which an order was decided
 * @param fillRate committed
 * @param unwindRate unwound or residual
 * @param meanSlippage of the net, USD per share, of trades that are whole
 * @param expectedProfit of committed trades, at the underlying's worst price, before fees
 * @param grossProfit of committed trades, the same
 * @param profitCapture gross of expected profit of committed trades, percent
 * @param netProfit of all trades, fees and unwinding included
 * @param comboAdvantage what all trades earn more than guaranteed combos would have
 * @param medianMillis from acceptance to the end, of trades that were sent
 * @param longestMillis the same
 */
public record Tally(
    int trades,
    SortedMap<TradeState, Integer> states,
    int sent,
    BigDecimal fillRate,
    BigDecimal unwindRate,
    BigDecimal meanSlippage,
    BigDecimal slippageCash,
    BigDecimal expectedProfit,
    BigDecimal grossProfit,
    BigDecimal profitCapture,
    BigDecimal netProfit,
    BigDecimal fees,
    BigDecimal unwindCost,
    BigDecimal comboAdvantage,
    Long medianMillis,
    Long longestMillis) {

  static Tally of(Collection<TradeFigures> trades) {
    List<TradeFigures> sent = trades.stream().filter(TradeFigures::sent).toList();
    List<TradeFigures> committed =
        trades.stream().filter(trade -> trade.state() == TradeState.COMMITTED).toList();
    List<Long> millis =
        sent.stream().map(TradeFigures::totalMillis).filter(Objects::nonNull).sorted().toList();
    BigDecimal expected = Sums.of(committed, TradeFigures::expectedProfit);
    BigDecimal gross = Sums.of(committed, TradeFigures::grossProfit);
    return new Tally(
        trades.size(),
        states(trades),
        sent.size(),
        Sums.percent(committed.size(), sent.size()),
        Sums.percent(sent.stream().filter(TradeFigures::isUndone).count(), sent.size()),
        Sums.mean(trades, TradeFigures::slippage),
        Sums.of(trades, TradeFigures::slippageCash),
        expected,
        gross,
        Sums.percent(gross, expected),
        Sums.of(trades, TradeFigures::netProfit),
        Sums.of(trades, TradeFigures::fees),
        Sums.of(trades, TradeFigures::unwindCost),
        Sums.of(trades, TradeFigures::comboAdvantage),
        millis.isEmpty() ? null : millis.get((millis.size() - 1) / 2),
        millis.isEmpty() ? null : millis.getLast());
  }

  private static SortedMap<TradeState, Integer> states(Collection<TradeFigures> trades) {
    SortedMap<TradeState, Integer> states = new TreeMap<>();
    trades.forEach(trade -> states.merge(trade.state(), 1, Integer::sum));
    return states;
  }

  /** How many ended so. */
  public int in(TradeState state) {
    return states.getOrDefault(state, 0);
  }
}
