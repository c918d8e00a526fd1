package dev.legwork.guard;

import dev.legwork.contract.Instrument;
import dev.legwork.order.OrderIntent;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.saga.Reason;
import dev.legwork.saga.ReasonCode;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Judges whether a trade may open, from facts of one moment. */
public final class Guards {
  /**
   * An opening order is written only if the switches were read so shortly before, ms. Invariant 13
   * allows 1,000.
   */
  public static final int CLEARANCE_MS = 250;

  private Guards() {}

  /**
   * Judges a wave that is about to open. Switches bind every wave; what a session has done to the
   * account binds the first wave of a trade only, for later ones bring a trade to its end.
   *
   * @return why nothing of it may be stored; empty if it may
   */
  public static Optional<Reason> judge(GuardLimits limits, Opening opening, GuardFacts facts) {
    Optional<Reason> refusal = barred(facts.switches());
    if (opening.begins()) {
      refusal =
          refusal
              .or(() -> paused(facts.switches(), opening.underlying()))
              .or(() -> SessionGuards.judge(limits, opening, facts));
    }
    return refusal
        .or(() -> capital(limits, opening, facts))
        .or(() -> position(limits, opening, facts));
  }

  private static Optional<Reason> capital(GuardLimits limits, Opening opening, GuardFacts facts) {
    if (limits.capital() == null) {
      return Optional.empty();
    }
    BigDecimal together = facts.reserved().add(opening.capital());
    return together.compareTo(limits.capital()) <= 0
        ? Optional.empty()
        : refused(
            ReasonCode.CAPITAL_LIMIT,
            "the trade would bind %s USD beside the %s USD that %s has bound; its limit is %s USD",
            opening.capital().toPlainString(),
            facts.reserved().toPlainString(),
            opening.account(),
            limits.capital().toPlainString());
  }

  private static Optional<Reason> position(GuardLimits limits, Opening opening, GuardFacts facts) {
    if (limits.position() == null) {
      return Optional.empty();
    }
    Map<Long, BigDecimal> after = new HashMap<>();
    for (OrderIntent order : opening.orders()) {
      for (String leg : order.legs()) {
        Instrument contract = order.instrument(leg);
        BigDecimal held = facts.positions().getOrDefault(contract.conId(), BigDecimal.ZERO);
        BigDecimal more = order.side(leg).signed(order.quantity(leg, order.quantity()));
        BigDecimal then = after.getOrDefault(contract.conId(), held).add(more);
        after.put(contract.conId(), then);
        if (then.abs().compareTo(limits.position()) > 0 && then.abs().compareTo(held.abs()) > 0) {
          return refused(
              ReasonCode.POSITION_LIMIT,
              "%s would hold %s of %s, where it holds %s; its limit is %s",
              opening.account(),
              then.toPlainString(),
              contract.label(),
              held.toPlainString(),
              limits.position().toPlainString());
        }
      }
    }
    return Optional.empty();
  }

  static Optional<Reason> refused(ReasonCode code, String text, Object... numbers) {
    return Optional.of(new Reason(code, text.formatted(numbers)));
  }

  /** What a trade's underlying is: as the request names it, else that of its first leg. */
  public static String underlyingOf(ExecutionRequest request) {
    return request.underlying() != null
        ? request.underlying()
        : request.legs().getFirst().contract().symbol();
  }

  /** Why nothing may be opened on an account now, the kill switch first; empty if it may. */
  public static Optional<Reason> barred(List<AccountSwitch> switches) {
    return switches.stream()
        .filter(AccountSwitch::isOfWholeAccount)
        .min(Comparator.comparing(AccountSwitch::kind))
        .map(AccountSwitch::refusal);
  }

  /** Why a trade of this underlying may not be begun; empty if it may. */
  public static Optional<Reason> paused(List<AccountSwitch> switches, String underlying) {
    return switches.stream()
        .filter(one -> one.kind() == AccountSwitch.Kind.PAUSED)
        .filter(one -> one.underlying().equals(underlying))
        .findFirst()
        .map(AccountSwitch::refusal);
  }
}
