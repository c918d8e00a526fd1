package dev.legwork.invariant;

import dev.legwork.num.Decimals;
import dev.legwork.saga.Residual;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What our ledger holds to be true.
 *
 * @param alerts the open ones
 * @param fences what is known of each account's, oldest first; the last one stands
 * @param divergences the open ones
 * @param foreign positions that are known to be other people's
 * @param forced executions whose lock an operator took away
 * @param locks who holds the locks; empty if nobody asked, which leaves out what needs it
 * @param stops when nothing could be opened, because a person had said so
 */
public record LedgerTruth(
    List<LedgerTrade> trades,
    List<OpenAlert> alerts,
    List<Fence> fences,
    List<OpenDivergence> divergences,
    List<ForeignPosition> foreign,
    Set<String> forced,
    Optional<List<LockHold>> locks,
    List<Stop> stops) {

  /**
   * An alert that nobody has closed.
   *
   * @param executionId empty for one about the account
   * @param positions exact positions, where it is about positions
   */
  public record OpenAlert(
      String account, String executionId, String code, List<Residual> positions) {
    public OpenAlert {
      executionId = executionId == null ? "" : executionId;
      positions = List.copyOf(positions);
    }
  }

  /**
   * The lowest token that may open.
   *
   * @param raisedAt by the ledger's clock
   */
  public record Fence(String account, long token, Instant raisedAt) {}

  /**
   * A difference that reconciliation has recorded and that has not gone.
   *
   * @param conId of the contract it is about, 0 if about none
   */
  public record OpenDivergence(String account, String kind, String key, long conId) {}

  /** A position, or a part of one, that reconciliation knows to be other people's; signed. */
  public record ForeignPosition(String account, long conId, BigDecimal quantity) {
    public ForeignPosition {
      quantity = Decimals.normal(quantity);
    }
  }

  /** A lock that is held: by which trade, under which token. */
  public record LockHold(String account, String executionId, long token) {}

  /**
   * A kill switch, or a setting to reduce only.
   *
   * @param since by the ledger's clock
   * @param until null while it stands
   */
  public record Stop(String account, String kind, Instant since, Instant until) {}

  /** A ledger whose accounts nobody has stopped. */
  public LedgerTruth(
      List<LedgerTrade> trades,
      List<OpenAlert> alerts,
      List<Fence> fences,
      List<OpenDivergence> divergences,
      List<ForeignPosition> foreign,
      Set<String> forced,
      Optional<List<LockHold>> locks) {
    this(trades, alerts, fences, divergences, foreign, forced, locks, List.of());
  }

  public LedgerTruth {
    trades = List.copyOf(trades);
    alerts = List.copyOf(alerts);
    fences = List.copyOf(fences);
    divergences = List.copyOf(divergences);
    foreign = List.copyOf(foreign);
    forced = Set.copyOf(forced);
    stops = List.copyOf(stops);
    locks = Objects.requireNonNull(locks, "locks").map(List::copyOf);
  }

  /** A ledger of these trades, in which nothing else happened. */
  public static LedgerTruth of(List<LedgerTrade> trades) {
    return new LedgerTruth(
        trades, List.of(), List.of(), List.of(), List.of(), Set.of(), Optional.empty());
  }
}
