package dev.legwork.judgement;

import dev.legwork.num.Decimals;
import dev.legwork.saga.Alert;
import dev.legwork.saga.Alert.Severity;
import dev.legwork.saga.TradeState;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What people are told of how a trade goes; each code at most once of a trade. */
public final class ConductRules {
  /** It traded worse than expected by more than the limit. */
  public static final String SLIPPAGE_HIGH = "SLIPPAGE_HIGH";

  /** Too much of the expected profit was lost in entering. */
  public static final String PROFIT_SHORTFALL = "PROFIT_SHORTFALL";

  /** It took, or takes, too long from its first order to its end. */
  public static final String EXECUTION_SLOW = "EXECUTION_SLOW";

  /** It committed with fewer units than were asked for. */
  public static final String TRADE_PARTIAL = "TRADE_PARTIAL";

  /** It ended otherwise than it should. */
  public static final String TRADE_FAILED = "TRADE_FAILED";

  /** An emergency hedge was ordered; that should never be needed. */
  public static final String HEDGED = "HEDGED";

  /** The codes of all these rules. */
  public static final Set<String> CODES =
      Set.of(SLIPPAGE_HIGH, PROFIT_SHORTFALL, EXECUTION_SLOW, TRADE_PARTIAL, TRADE_FAILED, HEDGED);

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final ConductLimits limits;

  public ConductRules(ConductLimits limits) {
    this.limits = limits;
  }

  /** What there is to tell of a trade that runs. */
  public List<Alert> ofRunning(TradeConduct trade) {
    List<Alert> told = new ArrayList<>();
    hedged(trade, told);
    slow(trade, told);
    return told;
  }

  /** What there is to tell of a trade that has ended. */
  public List<Alert> ofEnded(TradeConduct trade) {
    List<Alert> told = new ArrayList<>();
    hedged(trade, told);
    failed(trade, told);
    partial(trade, told);
    slippage(trade, told);
    shortfall(trade, told);
    slow(trade, told);
    return told;
  }

  private void hedged(TradeConduct trade, List<Alert> told) {
    if (trade.hedged()) {
      told.add(
          new Alert(
              Severity.CRITICAL,
              HEDGED,
              "%s ordered an emergency hedge: what it held could not be closed. Its orders are those of the leg hedge; it is taken off by itself with the position."
                  .formatted(name(trade)),
              List.of()));
    }
  }

  private void failed(TradeConduct trade, List<Alert> told) {
    if (limits.failed().contains(trade.state())) {
      told.add(
          warning(
              TRADE_FAILED,
              "%s ended %s (%s)%s."
                  .formatted(
                      name(trade),
                      trade.state(),
                      trade.reason() == null ? "no reason given" : trade.reason(),
                      Decimals.isZero(trade.unwindCost())
                          ? ""
                          : ", unwinding cost " + usd(trade.unwindCost()) + " USD before fees")));
    }
  }

  private void partial(TradeConduct trade, List<Alert> told) {
    if (trade.state() == TradeState.COMMITTED && trade.units() < trade.asked()) {
      told.add(
          warning(
              TRADE_PARTIAL,
              "%s committed with %d of %d units (%s)."
                  .formatted(name(trade), trade.units(), trade.asked(), trade.reason())));
    }
  }

  private void slippage(TradeConduct trade, List<Alert> told) {
    if (trade.slippage() != null && trade.slippage().compareTo(limits.slippage()) > 0) {
      told.add(
          warning(
              SLIPPAGE_HIGH,
              "%s traded %s USD a share worse than expected; told from %s on."
                  .formatted(name(trade), usd(trade.slippage()), usd(limits.slippage()))));
    }
  }

  private void shortfall(TradeConduct trade, List<Alert> told) {
    BigDecimal capture = trade.profitCapture();
    if (capture != null
        && BigDecimal.ONE.subtract(capture).compareTo(limits.profitShortfall()) > 0) {
      told.add(
          warning(
              PROFIT_SHORTFALL,
              "%s was to earn %s USD a share and earns %s, %s %% of it; told when more than %s %% are missing."
                  .formatted(
                      name(trade),
                      usd(trade.expectedProfit()),
                      usd(trade.profit()),
                      percent(capture),
                      percent(limits.profitShortfall()))));
    }
  }

  private void slow(TradeConduct trade, List<Alert> told) {
    if (trade.took() != null && trade.took().compareTo(limits.duration()) > 0) {
      told.add(
          warning(
              EXECUTION_SLOW,
              trade.state().isEnding()
                  ? "%s took %s s from its first order to its end (%s); told from %s s on."
                      .formatted(
                          name(trade), seconds(trade), trade.state(), limits.duration().toSeconds())
                  : "%s has not ended %s s after its first order; it is %s."
                      .formatted(name(trade), limits.duration().toSeconds(), trade.state())));
    }
  }

  private static Alert warning(String code, String text) {
    return new Alert(Severity.WARNING, code, text, List.of());
  }

  /** {@code SFR on TWX, twx-0001}. */
  private static String name(TradeConduct trade) {
    String kind = trade.strategy() == null ? "a trade" : trade.strategy();
    return trade.underlying() == null
        ? kind + ", " + trade.id() + ","
        : kind + " on " + trade.underlying() + ", " + trade.id() + ",";
  }

  private static String seconds(TradeConduct trade) {
    return BigDecimal.valueOf(trade.took().toMillis(), 3)
        .setScale(1, RoundingMode.HALF_UP)
        .toPlainString();
  }

  private static String usd(BigDecimal amount) {
    return Decimals.normal(amount.setScale(4, RoundingMode.HALF_UP)).toPlainString();
  }

  private static String percent(BigDecimal share) {
    return Decimals.normal(share.multiply(HUNDRED).setScale(1, RoundingMode.HALF_UP))
        .toPlainString();
  }
}
