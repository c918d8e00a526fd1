package dev.legwork.statistics;

import dev.legwork.request.Placing;
import dev.legwork.saga.TradeState;
import dev.legwork.statistics.Rollbacks.Frequency;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the trades of some time were worth.
 *
 * @param total all of them
 * @param groups by strategy (of a trade that names none its shape) and mode, by name
 * @param rollbacks what had to be taken back
 * @param top the trades that earn most, best first, five at most; none that earns nothing
 * @param refusals why trades ended without an execution, the most frequent first
 */
public record Statistics(
    Tally total,
    List<Group> groups,
    Rollbacks rollbacks,
    List<Performer> top,
    List<Frequency> refusals) {
  private static final int TOP = 5;
  private static final String NO_MODE = "-";

  /**
   * @param kind strategy or shape
   * @param mode {@code -} where none was chosen
   */
  public record Group(String kind, String mode, Tally tally) {}

  /**
   * @param netProfit USD
   * @param roiPercent null where no capital was bound
   */
  public record Performer(
      String id, String kind, String underlying, BigDecimal netProfit, BigDecimal roiPercent) {}

  private record Key(String kind, String mode) {}

  /** The statistics of these trades, in any order. */
  public static Statistics of(List<TradeFigures> trades) {
    return new Statistics(
        Tally.of(trades),
        groups(trades),
        Rollbacks.of(trades),
        top(trades),
        Frequency.of(trades.stream().filter(Statistics::isRefused).toList()));
  }

  private static boolean isRefused(TradeFigures trade) {
    return trade.state() == TradeState.REJECTED || trade.state() == TradeState.NOT_FILLED;
  }

  private static List<Group> groups(List<TradeFigures> trades) {
    Map<Key, List<TradeFigures>> byKey =
        trades.stream().collect(Collectors.groupingBy(Statistics::key));
    return byKey.entrySet().stream()
        .map(
            entry ->
                new Group(entry.getKey().kind(), entry.getKey().mode(), Tally.of(entry.getValue())))
        .sorted(Comparator.comparing(Group::kind).thenComparing(Group::mode))
        .toList();
  }

  private static Key key(TradeFigures trade) {
    Placing mode = trade.mode();
    return new Key(trade.kind(), mode == null ? NO_MODE : mode.name());
  }

  private static List<Performer> top(List<TradeFigures> trades) {
    return trades.stream()
        .filter(trade -> trade.netProfit() != null && trade.netProfit().signum() > 0)
        .sorted(
            Comparator.comparing(TradeFigures::netProfit)
                .reversed()
                .thenComparing(TradeFigures::id))
        .limit(TOP)
        .map(
            trade ->
                new Performer(
                    trade.id(),
                    trade.kind(),
                    trade.underlying(),
                    trade.netProfit(),
                    trade.roiPercent()))
        .toList();
  }
}
