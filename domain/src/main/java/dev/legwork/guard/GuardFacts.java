package dev.legwork.guard;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an opening is judged by, of one moment.
 *
 * @param switches that stand on the account
 * @param reserved what the account's other trades bind, USD
 * @param unsettled ids of the account's other trades that wait for a person or for their market
 * @param rollbacks trades of the session that ended undone
 * @param rollbacksOfUnderlying those of the trade's underlying
 * @param sinceRollback since when the last of the underlying was undone, by the ledger's clock
 * @param loss what the session's undone trades have cost, USD; negative: they gained
 * @param positions what the account holds by contract, as last known, signed
 */
public record GuardFacts(
    List<AccountSwitch> switches,
    BigDecimal reserved,
    List<String> unsettled,
    int rollbacks,
    int rollbacksOfUnderlying,
    Optional<Duration> sinceRollback,
    BigDecimal loss,
    Map<Long, BigDecimal> positions) {

  /** An account on which nothing has happened. */
  public static final GuardFacts NOTHING =
      new GuardFacts(
          List.of(), BigDecimal.ZERO, List.of(), 0, 0, Optional.empty(), BigDecimal.ZERO, Map.of());

  public GuardFacts {
    switches = List.copyOf(switches);
    unsettled = List.copyOf(unsettled);
    positions = Map.copyOf(positions);
  }
}
