package dev.legwork.api.account;

import dev.legwork.guard.AccountSwitch;
import dev.legwork.guard.AccountSwitch.Kind;
import java.time.Instant;
import java.util.List;

/**
 * What stands on an account.
 *
 * @param killSwitch nothing opens, and entries that work are withdrawn
 * @param reducingOnly nothing opens
 * @param paused underlyings of which no trade is begun
 */
public record AccountAnswer(
    String account, Standing killSwitch, Standing reducingOnly, List<Pause> paused) {

  /**
   * A switch of the whole account.
   *
   * @param operator who has set it; this and what follows is null while it is off
   */
  public record Standing(boolean on, String operator, String reason, Instant since) {
    private static final Standing OFF = new Standing(false, null, null, null);
  }

  /** An underlying that somebody has paused. */
  public record Pause(String underlying, String operator, String reason, Instant since) {}

  static AccountAnswer of(String account, List<AccountSwitch> switches) {
    return new AccountAnswer(
        account,
        standing(switches, Kind.KILL_SWITCH),
        standing(switches, Kind.REDUCING_ONLY),
        switches.stream()
            .filter(one -> one.kind() == Kind.PAUSED)
            .map(one -> new Pause(one.underlying(), one.operator(), one.reason(), one.since()))
            .toList());
  }

  private static Standing standing(List<AccountSwitch> switches, Kind kind) {
    return switches.stream()
        .filter(one -> one.kind() == kind)
        .findFirst()
        .map(one -> new Standing(true, one.operator(), one.reason(), one.since()))
        .orElse(Standing.OFF);
  }
}
