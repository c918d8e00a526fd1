package dev.legwork.guard;

import dev.legwork.request.ExecutionRequest;
import dev.legwork.saga.Reason;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Judges whether a trade may open, from facts of one moment. */
public final class Guards {
  /**
   * An opening order is written only if the switches were read so shortly before, ms. Invariant 13
   * allows 1,000.
   */
  public static final int CLEARANCE_MS = 250;

  private Guards() {}

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
