package dev.legwork.session;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * A trade of a session.
 *
 * @param opportunity its id
 * @param execution the id of its execution; of a dry run, the one that it would have had
 * @param minProfitNet worst case when it was looked at last, less fees, carry and dividends, USD
 * @param begunAt when its execution was started
 * @param endedAt null while it runs
 * @param outcome how its execution ended, {@link dev.legwork.saga.TradeState}; {@code DRY_RUN};
 *     null while it runs
 */
public record SessionTrade(
    String opportunity,
    String execution,
    String strategy,
    String symbol,
    BigDecimal minProfitNet,
    Instant begunAt,
    Instant endedAt,
    String outcome) {

  /** What a dry run would have traded. */
  public static final String DRY_RUN = "DRY_RUN";

  SessionTrade ended(String how, Instant at) {
    return new SessionTrade(
        opportunity, execution, strategy, symbol, minProfitNet, begunAt, at, how);
  }
}
