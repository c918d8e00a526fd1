package dev.legwork.statistics;

import dev.legwork.saga.ReasonCode;
import dev.legwork.saga.TradeState;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Trades of which something had executed that had to be taken back.
 *
 * @param clean those that hold nothing any more
 * @param left those that ended with a residual
 * @param cleanRate clean of all, percent
 * @param unwindCost what was lost between entering and closing again, USD, fees apart
 * @param fees USD
 * @param meanMillis from acceptance to the end
 * @param underlyings the dearest first
 * @param reasons why, the most frequent first
 */
public record Rollbacks(
    int trades,
    int clean,
    int left,
    BigDecimal cleanRate,
    BigDecimal unwindCost,
    BigDecimal fees,
    BigDecimal meanMillis,
    List<OnUnderlying> underlyings,
    List<Frequency> reasons) {

  /**
   * @param unwindCost USD
   */
  public record OnUnderlying(String underlying, int trades, BigDecimal unwindCost) {}

  /** How often a reason was given. */
  public record Frequency(ReasonCode reason, int trades) {
    static List<Frequency> of(List<TradeFigures> trades) {
      return trades.stream()
          .filter(trade -> trade.reason() != null)
          .collect(Collectors.groupingBy(TradeFigures::reason))
          .entrySet()
          .stream()
          .map(entry -> new Frequency(entry.getKey(), entry.getValue().size()))
          .sorted(
              Comparator.comparing(Frequency::trades).reversed().thenComparing(Frequency::reason))
          .toList();
    }
  }

  static Rollbacks of(List<TradeFigures> all) {
    List<TradeFigures> undone = all.stream().filter(TradeFigures::isUndone).toList();
    int left = (int) undone.stream().filter(one -> one.state() == TradeState.RESIDUAL).count();
    int clean = undone.size() - left;
    return new Rollbacks(
        undone.size(),
        clean,
        left,
        Sums.percent(clean, undone.size()),
        Sums.of(undone, TradeFigures::unwindCost),
        Sums.of(undone, TradeFigures::fees),
        Sums.mean(undone, Rollbacks::millis),
        underlyings(undone),
        Frequency.of(undone));
  }

  private static BigDecimal millis(TradeFigures trade) {
    return trade.totalMillis() == null ? null : BigDecimal.valueOf(trade.totalMillis());
  }

  private static List<OnUnderlying> underlyings(List<TradeFigures> undone) {
    Map<String, List<TradeFigures>> byUnderlying =
        undone.stream().collect(Collectors.groupingBy(name()));
    return byUnderlying.entrySet().stream()
        .map(
            entry ->
                new OnUnderlying(
                    entry.getKey(),
                    entry.getValue().size(),
                    Sums.of(entry.getValue(), TradeFigures::unwindCost)))
        .sorted(
            Comparator.comparing(OnUnderlying::unwindCost)
                .reversed()
                .thenComparing(OnUnderlying::underlying))
        .toList();
  }

  private static Function<TradeFigures, String> name() {
    return trade -> trade.underlying() == null ? "-" : trade.underlying();
  }
}
