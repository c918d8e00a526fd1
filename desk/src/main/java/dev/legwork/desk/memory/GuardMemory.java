package dev.legwork.desk.memory;

import dev.legwork.desk.DeskLedger.Wave;
import dev.legwork.guard.AccountSwitch;
import dev.legwork.guard.GuardFacts;
import dev.legwork.guard.GuardLimits;
import dev.legwork.guard.Guards;
import dev.legwork.guard.Opening;
import dev.legwork.order.OrderIntent;
import dev.legwork.saga.Reason;
import dev.legwork.saga.TradeState;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What the ledger's rows tell of an account's limits, in memory. Positions and losses are not kept:
 * their limits are the real ledger's.
 */
final class GuardMemory {
  private record Undone(String underlying, LocalDate day, Instant at) {}

  private final List<AccountSwitch> switches = new ArrayList<>();
  private final Map<String, BigDecimal> reserved = new HashMap<>();
  private final Map<String, String> underlyings = new HashMap<>();
  private final Map<String, LocalDate> days = new HashMap<>();
  private final Map<String, Undone> undone = new HashMap<>();
  private final TreeSet<String> unsettled = new TreeSet<>();
  private GuardLimits limits = GuardLimits.NONE;

  void limits(GuardLimits newLimits) {
    limits = newLimits;
  }

  List<AccountSwitch> switches() {
    return switches;
  }

  /**
   * Judges a wave that opens; what it binds is bound if it may.
   *
   * @param known all orders of the account so far
   */
  Optional<Reason> judge(Wave wave, Collection<OrderIntent> known, Instant now) {
    Opening opening = opening(wave, known);
    Optional<Reason> refusal =
        Guards.judge(limits, opening, facts(wave, opening.underlying(), now));
    if (refusal.isEmpty()) {
      reserved.put(wave.executionId(), opening.capital());
      underlyings.put(wave.executionId(), opening.underlying());
    }
    return refusal;
  }

  private static Opening opening(Wave wave, Collection<OrderIntent> known) {
    List<OrderIntent> earlier =
        known.stream()
            .filter(intent -> intent.ref().executionId().equals(wave.executionId()))
            .filter(intent -> intent.ref().purpose().opens())
            .toList();
    OrderIntent first = wave.intents().getFirst();
    int legs =
        (int)
            Stream.concat(wave.intents().stream(), wave.following().stream())
                .flatMap(one -> one.legs().stream())
                .distinct()
                .count();
    String underlying = first.instruments().getFirst().spec().symbol();
    return Opening.of(
        first.account(),
        underlying,
        legs,
        earlier,
        wave.intents(),
        wave.following(),
        wave.expectedPrices());
  }

  private GuardFacts facts(Wave wave, String underlying, Instant now) {
    String id = wave.executionId();
    List<Undone> session =
        undone.values().stream().filter(one -> one.day().equals(wave.brokerDay())).toList();
    return new GuardFacts(
        switches,
        bound().subtract(reserved.getOrDefault(id, BigDecimal.ZERO)),
        unsettled.stream().filter(other -> !other.equals(id)).toList(),
        session.size(),
        (int) session.stream().filter(one -> one.underlying().equals(underlying)).count(),
        undone.values().stream()
            .filter(one -> one.underlying().equals(underlying))
            .map(Undone::at)
            .max(Instant::compareTo)
            .map(at -> Duration.between(at, now)),
        BigDecimal.ZERO,
        Map.of());
  }

  void placed(String executionId, LocalDate day) {
    days.put(executionId, day);
  }

  /** The trade has ended so, or ends otherwise than it did. */
  void ended(String executionId, TradeState state, Instant now) {
    if (state == TradeState.RESIDUAL) {
      unsettled.add(executionId);
    } else {
      unsettled.remove(executionId);
    }
    if (state != TradeState.COMMITTED && state != TradeState.RESIDUAL) {
      reserved.remove(executionId);
    }
    boolean wasOpen = underlyings.containsKey(executionId);
    if (wasOpen && (state == TradeState.UNWOUND || state == TradeState.RESIDUAL)) {
      undone.putIfAbsent(
          executionId, new Undone(underlyings.get(executionId), days.get(executionId), now));
    }
  }

  /** What the account's trades bind together, USD. */
  BigDecimal bound() {
    return reserved.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
