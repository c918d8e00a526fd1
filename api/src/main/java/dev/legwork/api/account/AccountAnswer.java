package dev.legwork.api.account;

import dev.legwork.guard.AccountSwitch;
import dev.legwork.guard.AccountSwitch.Kind;
import dev.legwork.ledger.stop.FlattenedTrade;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * What stands on an account.
 *
 * @param killSwitch nothing opens, and entries that work are withdrawn
 * @param reducingOnly nothing opens
 * @param paused underlyings of which no trade is begun
 * @param flattened trades whose positions are being closed, or were since the kill switch was set,
 *     and those that have not ended, of which whatever they leave is closed as they end
 */
public record AccountAnswer(
    String account,
    Standing killSwitch,
    Standing reducingOnly,
    List<Pause> paused,
    List<Flattened> flattened) {

  /**
   * A trade of a flattened account.
   *
   * @param state of its exit: EXITED once nothing is left; NOT_ENDED while the trade goes on
   * @param exit where it is told in full
   */
  public record Flattened(String execution, String state, String detail, String exit) {
    private static final String NOT_ENDED = "NOT_ENDED";

    private static Flattened unfinished(String id) {
      return new Flattened(
          id,
          NOT_ENDED,
          "it was told to end, and closes what it does not keep by itself; what it leaves is closed"
              + " from its end on",
          "/api/executions/" + id);
    }

    static Flattened of(FlattenedTrade trade) {
      return new Flattened(
          trade.executionId(),
          trade.status().state().name(),
          trade.status().detail(),
          "/api/executions/" + trade.executionId() + "/stop");
    }
  }

  /**
   * A switch of the whole account.
   *
   * @param operator who has set it; this and what follows is null while it is off
   * @param flatten whether the kill switch also closes what the account's trades hold
   * @param flattenedBy who has ordered that, null where nobody has
   * @param flattenReason why
   */
  public record Standing(
      boolean on,
      String operator,
      String reason,
      Instant since,
      Boolean flatten,
      String flattenedBy,
      String flattenReason) {
    private static final Standing OFF = new Standing(false, null, null, null, null, null, null);

    private static Standing of(AccountSwitch one) {
      AccountSwitch.Flattening flattening = one.flattening();
      return new Standing(
          true,
          one.operator(),
          one.reason(),
          one.since(),
          one.kind() == Kind.KILL_SWITCH ? one.flattens() : null,
          flattening == null ? null : flattening.operator(),
          flattening == null ? null : flattening.reason());
    }
  }

  /** An underlying that somebody has paused. */
  public record Pause(String underlying, String operator, String reason, Instant since) {}

  static AccountAnswer of(
      String account,
      List<AccountSwitch> switches,
      List<FlattenedTrade> flattened,
      List<String> unfinished) {
    return new AccountAnswer(
        account,
        standing(switches, Kind.KILL_SWITCH),
        standing(switches, Kind.REDUCING_ONLY),
        switches.stream()
            .filter(one -> one.kind() == Kind.PAUSED)
            .map(one -> new Pause(one.underlying(), one.operator(), one.reason(), one.since()))
            .toList(),
        Stream.concat(
                flattened.stream().filter(trade -> isOfNow(trade, switches)).map(Flattened::of),
                unfinished.stream().map(Flattened::unfinished))
            .toList());
  }

  private static boolean isOfNow(FlattenedTrade trade, List<AccountSwitch> switches) {
    return !trade.status().state().isOver()
        || switches.stream()
            .anyMatch(one -> one.flattens() && !trade.status().since().isBefore(one.since()));
  }

  private static Standing standing(List<AccountSwitch> switches, Kind kind) {
    return switches.stream()
        .filter(one -> one.kind() == kind)
        .findFirst()
        .map(Standing::of)
        .orElse(Standing.OFF);
  }
}
