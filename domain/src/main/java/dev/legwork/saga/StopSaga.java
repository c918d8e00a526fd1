package dev.legwork.saga;

import dev.legwork.decision.Policy;
import dev.legwork.stop.StopDecisions;
import dev.legwork.stop.StopPolicy;
import dev.legwork.stop.StopScope;
import dev.legwork.stop.StopSituation;
import dev.legwork.stop.StopState;
import dev.legwork.stop.StopStatus;
import dev.legwork.stop.StopStep;
import dev.legwork.stop.StopWish;
import dev.legwork.stop.Tries;

/**
 * The life of a committed trade's protective stop, until what it guards is closed, by whomever, or
 * a person ends it. It is the only one that trades for the ended trade: the stop order, its
 * fallback and an exit that a person asks for are decided here one after the other, and each waits
 * for the proof of the one before.
 */
public final class StopSaga {
  private final GuardedTrade guarded;
  private final TradeWorld world;
  private final StopLink link;
  private final Trade trade;
  private final StopSight sight;
  private final StopAlerts alerts;
  private final StopClosing closing;
  private final StopJournal journal;
  private final StopOrders orders;
  private final StopExit exit;
  private StopWish wish;

  public StopSaga(
      GuardedTrade guarded, TradeWorld world, StopLink link, Policy policy, StopPolicy patience) {
    this.guarded = guarded;
    this.world = world;
    this.link = link;
    this.trade =
        Trade.reopened(guarded.request(), guarded.known(), guarded.status().timeline(), world);
    SeenPositions seen = new SeenPositions();
    StopMarket market = new StopMarket(trade, world);
    if (StopExit.isWaitingForMarket(guarded.status())) {
      market.wasClosedBefore();
    }
    this.sight = new StopSight(trade, world, policy, patience, guarded, seen, market);
    this.alerts = new StopAlerts(world);
    this.closing = new StopClosing(trade, world, policy, market, alerts, seen);
    this.journal = new StopJournal(trade, world, link, guarded.status());
    this.orders = new StopOrders(trade, world, patience, journal, sight, alerts);
    this.exit = new StopExit(trade, world, patience, journal, closing, alerts);
    this.wish = guarded.asked();
  }

  /**
   * Runs until the stop is over, or has looked so often; then it is taken up anew from what the
   * ledger knows.
   *
   * @return as it stands, stored
   */
  public StopStatus run(int looks) {
    trade.await(world.now());
    hear();
    if (journal.status().state().isOver()) {
      reopen();
    }
    for (int look = 0; look < looks && !journal.status().state().isOver(); look++) {
      step();
    }
    journal.tell();
    return journal.status();
  }

  private StopScope scope() {
    return guarded.scope(journal.status().whole());
  }

  /** A wish that was answered before, as after a crash, is none. */
  private void hear() {
    StopWish next = wish == null ? link.takeWish() : wish;
    wish = next == null || next.id().equals(journal.status().answered()) ? null : next;
    if (wish != null) {
      journal.note("STOP_ASKED", null, wish.kind() + " by " + wish.text());
    }
  }

  private StopWish taken() {
    StopWish taken = wish;
    wish = null;
    if (taken != null) {
      journal.set(status -> status.answering(taken.id()));
    }
    return taken;
  }

  /** Of a stop that is over, only all that the trade still holds can be asked for. */
  private void reopen() {
    StopWish asked = taken();
    if (asked != null && asked.kind() == StopWish.Kind.FLATTEN && !trade.book().holdsNothing()) {
      journal.set(StopStatus::closingAll);
      exit.exit(scope(), new Reason(ReasonCode.FLATTENED, asked.text()));
    } else if (exit.reopen(scope())) {
      exit.exit(
          scope(), new Reason(ReasonCode.LATE_EXECUTION, "something came after the stop's end"));
    }
  }

  private void step() {
    trade.await(world.now());
    hear();
    StopWish asked = taken();
    if (asked != null && asked.kind() == StopWish.Kind.FLATTEN) {
      journal.set(StopStatus::closingAll);
    }
    StopSituation now = sight.look(scope(), journal.status(), asked);
    journal.set(status -> status.missing(sight.missingSince()));
    noticeBlindness(now);
    boolean exits = journal.status().exit() != null;
    if (!exits && journal.status().tries().inARow() > 0 && !StopDecisions.isBeyond(now)) {
      journal.set(status -> status.trying(Tries.NONE));
    }
    take(inHours(now));
  }

  /** No quote closes or triggers anything while the venue does not trade it. */
  private StopStep inHours(StopSituation now) {
    StopStep next = StopDecisions.next(now);
    boolean asks = next.isByQuote() && now.status().exit() == null;
    return asks && sight.isClosed(now.scope(), now.status())
        ? StopDecisions.next(now.whileClosed())
        : next;
  }

  private void take(StopStep next) {
    switch (next) {
      case StopStep.Wait wait -> {
        journal.enter(wait.state(), "");
        orders.rests();
        journal.tell();
        sight.await(wait.until());
      }
      case StopStep.Place place -> orders.place(place.order());
      case StopStep.Trigger trigger -> trigger(trigger.why());
      case StopStep.Suspect suspect -> {
        journal.set(status -> status.triggered(world.now()));
        journal.note("STOP_SUSPECTED", null, suspect.why());
      }
      case StopStep.Recede back -> {
        journal.set(status -> status.triggered(null));
        journal.note("STOP_RECEDED", null, back.why());
        journal.enter(back.state(), back.why());
      }
      case StopStep.Unsent unsent -> orders.unsent(unsent.why());
      case StopStep.Lost lost -> orders.lost(lost);
      case StopStep.Resize resize -> {
        journal.note("STOP_RESIZED", null, resize.why().toString());
        closing.withdraw(resize.why());
        journal.set(status -> status.triggered(null));
        journal.enter(StopState.ARMING, resize.why().detail());
      }
      case StopStep.Trim trim -> exit.trim(scope(), trim.why());
      case StopStep.Exit leave -> {
        if (!exit.waitsForMarket(scope(), leave.why())) {
          exit.exit(scope(), leave.why());
        }
      }
      case StopStep.End end -> exit.end(scope(), end.state(), end.why(), sight.missing());
    }
  }

  private void trigger(String why) {
    journal.set(status -> status.triggered(world.now()));
    journal.enter(StopState.TRIGGERED, why);
    journal.note("STOP_TRIGGERED", null, why);
    alerts.triggered(why);
  }

  private void noticeBlindness(StopSituation now) {
    boolean sees = sight.sees(now);
    if (sees == journal.status().blind()) {
      journal.set(status -> status.seeing(sees));
      if (!sees) {
        alerts.blind(now.status().state());
      }
    }
  }
}
