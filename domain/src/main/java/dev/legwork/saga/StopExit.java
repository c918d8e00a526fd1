package dev.legwork.saga;

import dev.legwork.stop.StopPolicy;
import dev.legwork.stop.StopScope;
import dev.legwork.stop.StopState;
import dev.legwork.stop.StopStatus;
import dev.legwork.stop.Tries;
import dev.legwork.unwind.Kept;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Leaves what a stop guards, and ends it. Cancel, proof, remainder: nothing is sold twice. What
 * comes after the end is put right here as well, until nothing is beyond it.
 */
final class StopExit {
  /** For people. */
  private static final String RESTS = "; its stop order rests at the venue";

  private final Trade trade;
  private final TradeWorld world;
  private final StopPolicy patience;
  private final StopJournal journal;
  private final StopClosing closing;
  private final StopAlerts alerts;

  StopExit(
      Trade trade,
      TradeWorld world,
      StopPolicy patience,
      StopJournal journal,
      StopClosing closing,
      StopAlerts alerts) {
    this.trade = trade;
    this.world = world;
    this.patience = patience;
    this.journal = journal;
    this.closing = closing;
    this.alerts = alerts;
  }

  /**
   * Closes what goes beyond what the trade ended with; the stop stands on, and its order stays at
   * the venue where it is not in the way.
   */
  void trim(StopScope scope, Reason why) {
    journal.note("DECIDED_TRIM", null, why.toString());
    Kept standing = scope.standing(trade.book());
    boolean spared = standing.inTheWay(trade.book()).size() < trade.book().live().size();
    Reason stuck = closing.besideStops(standing, why);
    if (!spared && trade.book().live().isEmpty()) {
      journal.enter(StopState.ARMING, why.detail());
    }
    if (stuck != null) {
      Tries inVain =
          journal.status().tries().failed(world.now(), patience.retry(), patience.longestRetry());
      journal.set(status -> status.trying(inVain));
      List<Residual> left = Holdings.beside(scope.standing(trade.book()), trade.book());
      alerts.untrimmed(stuck, left, Duration.between(world.now(), inVain.again()));
    }
    journal.tell();
  }

  /** Closes what is guarded, or what came after the stop had ended. */
  void exit(StopScope scope, Reason why) {
    StopStatus before = journal.status();
    boolean first = before.exit() == null || !before.exit().code().equals(why.code());
    journal.set(status -> status.exiting(why, null));
    journal.enter(StopState.EXITING, why.toString());
    journal.note("DECIDED_EXIT", null, why.toString());
    journal.tell();
    if (first) {
      alerts.exits(why);
    }
    List<Residual> due = Holdings.beside(stays(scope), trade.book());
    Reason stuck = closing.down(stays(scope), scope.leftToPeople(before), why);
    if (stuck == null) {
      end(scope, ended(), why.toString(), Map.of());
      return;
    }
    List<Residual> left = Holdings.beside(stays(scope), trade.book());
    if (first || !left.equals(due)) {
      journal.set(status -> status.trying(Tries.NONE));
    }
    incomplete(why, stuck, left);
  }

  /**
   * Of an exit that is not complete, while the venue trades nothing of what remains: sends nothing,
   * withdraws no stop order, and waits a while for it.
   *
   * @return whether it did
   */
  boolean waitsForMarket(StopScope scope, Reason why) {
    StopStatus status = journal.status();
    if (status.state() != StopState.INCOMPLETE || !why.equals(status.exit())) {
      return false;
    }
    Kept stays = stays(scope);
    Reason closed = closing.othersLive() ? null : closing.closed(stays);
    if (closed == null) {
      return false;
    }
    if (!isWaitingForMarket(status) || status.detail().endsWith(RESTS) != closing.stopRests()) {
      incomplete(why, closed, Holdings.beside(stays, trade.book()));
    }
    journal.tell();
    closing.awaitMarket(stays);
    return true;
  }

  /** Whether what remains of an exit was all closed when last looked for. */
  static boolean isWaitingForMarket(StopStatus status) {
    return status.state() == StopState.INCOMPLETE
        && status.detail().startsWith(ReasonCode.MARKET_CLOSED.name());
  }

  private Kept stays(StopScope scope) {
    StopStatus status = journal.status();
    return status.ended() == null
        ? scope.due(trade.book())
        : scope.stays(trade.book(), status.ended(), status.left());
  }

  private StopState ended() {
    if (journal.status().ended() != null) {
      return journal.status().ended();
    }
    return closing.isOurs() ? StopState.EXITED : StopState.CLOSED_BY_OTHERS;
  }

  private void incomplete(Reason why, Reason stuck, List<Residual> left) {
    Duration again =
        switch (stuck.code()) {
          case MARKET_CLOSED -> Duration.ZERO;
          case NO_OPPOSITE_QUOTE -> patience.retry();
          default -> later();
        };
    journal.set(status -> status.exiting(why, world.now().plus(again)));
    String detail = stuck + (closing.stopRests() ? RESTS : "");
    journal.set(status -> status.in(StopState.INCOMPLETE, detail, world.now()));
    journal.note("STOP_INCOMPLETE", null, Holdings.text(left) + ": " + detail);
    alerts.incomplete(stuck, left, again, closing.stopRests());
    journal.tell();
  }

  /** Nobody trades inside the collar: each time that nothing was executed, twice as late. */
  private Duration later() {
    Tries inVain =
        journal
            .status()
            .tries()
            .failed(world.now(), patience.retryExhausted(), patience.longestRetry());
    journal.set(status -> status.trying(inVain));
    return Duration.between(world.now(), inVain.again());
  }

  /**
   * The stop ends so, once nothing of ours lives.
   *
   * @param gone by leg name, signed: what others closed
   */
  void end(StopScope scope, StopState state, String why, Map<String, BigDecimal> gone) {
    closing.withdraw(new Reason(ReasonCode.MANUAL_EXIT, why));
    boolean sold = state != StopState.EXITED && closing.isLeft(scope);
    StopState so = sold ? StopState.EXITED : state;
    String text = sold ? "the stop order filled; " + why : why;
    List<Residual> tooMuch = closing.tooMuch(scope, gone);
    if (!tooMuch.isEmpty()) {
      alerts.closedTooMuch(tooMuch);
    }
    List<Residual> left = Holdings.beside(scope.due(trade.book(), so), trade.book());
    if (so == StopState.CLOSED_BY_OTHERS) {
      alerts.stoodDown(left);
    }
    journal.note("STOP_" + so, null, text);
    journal.set(status -> status.over(so, text, world.now(), left));
    journal.tell();
  }

  /**
   * Looks again at a stop that is over.
   *
   * @return whether something came that it has to close
   */
  boolean reopen(StopScope scope) {
    StopState ended = journal.status().state();
    Reason why = new Reason(ReasonCode.LATE_EXECUTION, "something came after the stop's end");
    closing.withdraw(why);
    Kept stays = scope.stays(trade.book(), ended, journal.status().left());
    List<Residual> beyond = Holdings.beside(stays, trade.book());
    journal.set(status -> status.endedAs(ended));
    if (beyond.isEmpty()) {
      return false;
    }
    journal.note("STOP_REOPENED", null, Holdings.text(beyond) + " after it had ended " + ended);
    if (!stays.isReached(trade.book())) {
      alerts.residual(beyond);
      return true;
    }
    lessThanTold(scope, ended, beyond);
    return false;
  }

  /** Nothing is to be closed, but a person was told of a position that is no more. */
  private void lessThanTold(StopScope scope, StopState ended, List<Residual> beyond) {
    if (ended == StopState.CLOSED_BY_OTHERS) {
      alerts.closedTooMuch(beyond);
    } else {
      alerts.filledLate(beyond);
    }
    List<Residual> left = Holdings.beside(scope.due(trade.book(), ended), trade.book());
    journal.set(status -> status.over(ended, "less is held than was told", world.now(), left));
  }
}
