package dev.legwork.saga;

import dev.legwork.book.HedgeBook;
import dev.legwork.book.LegBook;
import dev.legwork.book.TradeBook;
import dev.legwork.decision.EntryDecisions;
import dev.legwork.decision.Policy;
import dev.legwork.decision.RecoveryDecisions;
import dev.legwork.hedge.HedgeContract;
import dev.legwork.order.Combo;
import dev.legwork.order.OrderRef;
import dev.legwork.order.Purpose;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.Placing;
import dev.legwork.unwind.Kept;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Settles a trade that nobody looks after any more: the end of {@link ExecutionSaga}, entered from
 * what the ledger knows (order-rules: The holder that vanished). It opens nothing. Run again, after
 * a crash or because more was heard, it does what is left to do, and nothing where nothing is.
 */
public final class RecoverySaga {
  /** Three waves at most enter a leg: the first, one resend, and one that takes what is left. */
  private static final int LAST_ENTRY = 3;

  /** Twice the usual time of a trade: nobody keeps a position open for a lock that is not given. */
  private static final Duration LOCK_PATIENCE = Duration.ofSeconds(30);

  /** A number is given up whenever a wave was not stored; seldom are there several in a row. */
  private static final int NEXT_REDUCING = 3;

  private final ExecutionRequest request;
  private final Ending former;
  private final TradeWorld world;
  private final Policy policy;
  private final Trade trade;
  private final Reason why;
  private final int ordersBefore;
  private final boolean livedBefore;
  private List<OrderRef> givenUp = List.of();

  public RecoverySaga(Abandoned abandoned, TradeWorld world, Policy policy) {
    this.request = abandoned.request();
    this.former = abandoned.former();
    this.world = world;
    this.policy = policy;
    this.trade = new Trade(abandoned, world);
    this.why =
        new Reason(
            former == null ? ReasonCode.VANISHED : ReasonCode.LATE_EXECUTION, abandoned.why());
    this.ordersBefore = trade.book().orders().size();
    this.livedBefore = !trade.book().live().isEmpty();
  }

  /** Settles the trade; the ending that stands then is stored when this returns. */
  public Ending run() {
    resolveDoubtful();
    withdraw();
    long token = lock();
    withdraw();
    Reason stuck = isSettled() ? null : unwind(token);
    Ending ending = ending(token, stuck);
    world.finish(ending);
    unlock(token);
    return ending;
  }

  private void unlock(long token) {
    if (token > 0) {
      world.releaseLock(token);
    }
  }

  /**
   * What was being placed when its workflow vanished may be stored a moment later. Whoever is told
   * that it never will be can rely on it, so that no hedge stays that nobody knows of.
   */
  private void resolveDoubtful() {
    trade.await(world.now());
    List<OrderRef> reducing = nextReducing();
    List<OrderRef> doubtful = new ArrayList<>(reducing);
    if (former == null) {
      doubtful.addAll(nextEntries());
    }
    if (!doubtful.isEmpty()) {
      trade.fold(new Resolution(trade, world).of(doubtful));
    }
    givenUp = reducing;
  }

  /** The orders that could have been on their way to reduce what is held. */
  private List<OrderRef> nextReducing() {
    List<OrderRef> refs = new ArrayList<>();
    if (trade.book().hasExecuted()) {
      for (LegBook leg : trade.book().legs()) {
        if (!leg.orders().isEmpty()) {
          next(refs, leg.leg().name(), Purpose.UNWIND, leg.lastAttempt(Purpose.UNWIND));
        }
      }
      HedgeBook hedge = trade.book().hedge();
      if (request.partial().hedge() && HedgeContract.of(request).isPresent()) {
        next(refs, HedgeBook.NAME, Purpose.HEDGE, hedge.lastAttempt(Purpose.HEDGE));
        next(refs, HedgeBook.NAME, Purpose.UNWIND, hedge.lastAttempt(Purpose.UNWIND));
      }
    }
    return refs;
  }

  private void next(List<OrderRef> refs, String leg, Purpose purpose, int last) {
    for (int n = last + 1; n <= last + NEXT_REDUCING; n++) {
      refs.add(new OrderRef(request.id(), leg, purpose, n));
    }
  }

  /** The opening orders that could have been under way: the next ones of each leg. */
  private List<OrderRef> nextEntries() {
    List<OrderRef> refs = new ArrayList<>();
    int last = 0;
    for (LegBook leg : trade.book().legs()) {
      last = Math.max(last, leg.lastAttempt(Purpose.ENTRY));
    }
    int most = lastEntry();
    Placing placing = trade.request().placing();
    if ((placing == Placing.COMBO || placing == Placing.AUTO) && last < most) {
      refs.add(new OrderRef(request.id(), Combo.NAME, Purpose.ENTRY, last + 1));
    }
    if (placing == Placing.COMBO) {
      return refs;
    }
    for (LegBook leg : trade.book().legs()) {
      for (int n = leg.lastAttempt(Purpose.ENTRY) + 1; n <= Math.min(last + 1, most); n++) {
        refs.add(new OrderRef(request.id(), leg.leg().name(), Purpose.ENTRY, n));
      }
      int next = leg.lastAttempt(Purpose.COMPLETION) + 1;
      if (mayBeCompleting(leg)) {
        refs.add(new OrderRef(request.id(), leg.leg().name(), Purpose.COMPLETION, next));
      }
    }
    return refs;
  }

  /** Children have an attempt each: how many there were is nothing that attempts tell. */
  private int lastEntry() {
    boolean split =
        trade.book().orders().values().stream().anyMatch(order -> order.intent().child() != null);
    return split ? Integer.MAX_VALUE : LAST_ENTRY;
  }

  /** A completing order is only sent for a leg that is missing while others have executed. */
  private boolean mayBeCompleting(LegBook leg) {
    return trade.book().hasExecuted() && !leg.isFilled() && request.partial().completes();
  }

  /** Needs no lock: a cancel reduces risk, and what still lives must not wait. */
  private void withdraw() {
    if (!trade.book().live().isEmpty()) {
      trade.note("DECIDED_WITHDRAW", null, why.toString());
      new Withdrawal(trade, world).run(why);
    }
  }

  /**
   * Takes over what the vanished holder held. Where something is to be sent it queues, but not for
   * ever: what only closes needs no token, and another trade may hold the lock for an hour.
   */
  private long lock() {
    return switch (world.acquireLock(isSettled() ? Duration.ZERO : LOCK_PATIENCE)) {
      case LockAnswer.Granted granted -> {
        trade.note("LOCK_GRANTED", null, "fencing token " + granted.token());
        trade.await(world.now());
        yield granted.token();
      }
      case LockAnswer.TimedOut ignored -> 0;
      case LockAnswer.Cancelled ignored -> 0;
    };
  }

  private boolean isSettled() {
    return stays().isReached(trade.book());
  }

  private Kept stays() {
    return RecoveryDecisions.stays(trade.book(), former);
  }

  /** Why more remains than may; null if it does not. */
  private Reason unwind(long token) {
    trade.note("DECIDED_UNWIND", null, why.toString());
    trade.entered(TradeState.UNWINDING, Holdings.text(Holdings.beside(stays(), trade.book())));
    Runnable unlock = () -> unlock(token);
    return new Unwinding(trade, world, policy, stays(), why, unlock)
        .comparedWith(new AccountCheck(trade, world))
        .numberedAfter(givenUp)
        .run();
  }

  private Ending ending(long token, Reason stuck) {
    TradeBook book = trade.book();
    boolean keepsRequest = RecoveryDecisions.keepsRequest(book, former);
    List<Residual> residual = Holdings.beside(RecoveryDecisions.due(book, former), book);
    TradeState state = state(keepsRequest, residual);
    Integer units = state == TradeState.COMMITTED && former != null ? former.units() : null;
    Ending ending =
        new Ending(
            state, reason(state, residual, stuck), residual, token, world.now(), List.of(), units);
    if (former != null && former.hasOutcomeOf(ending) && !hasActed()) {
      return former;
    }
    trade.note(state.name(), null, ending.reason() == null ? "" : ending.reason().toString());
    return new Ending(
        state, ending.reason(), residual, token, ending.finishedAt(), trade.timeline(), units);
  }

  private boolean hasActed() {
    return livedBefore || trade.book().orders().size() > ordersBefore;
  }

  private TradeState state(boolean keepsRequest, List<Residual> residual) {
    if (!residual.isEmpty()) {
      return TradeState.RESIDUAL;
    }
    if (keepsRequest) {
      return TradeState.COMMITTED;
    }
    if (trade.book().hasExecuted()) {
      return TradeState.UNWOUND;
    }
    if (former != null && former.state() != TradeState.RESIDUAL) {
      return former.state();
    }
    return EntryDecisions.isNeverSent(trade.book()) ? TradeState.REJECTED : TradeState.NOT_FILLED;
  }

  private Reason reason(TradeState state, List<Residual> residual, Reason stuck) {
    if (former != null && former.state() == state && former.residual().equals(residual)) {
      return former.reason();
    }
    return switch (state) {
      case COMMITTED -> former == null ? null : former.reason();
      case RESIDUAL -> residualReason(stuck);
      default ->
          former == null
              ? why
              : new Reason(
                  why.code(),
                  why.detail()
                      + "; it ended before "
                      + former.state()
                      + " ("
                      + former.reason()
                      + ")");
    };
  }

  private Reason residualReason(Reason stuck) {
    TradeBook book = trade.book();
    if (RecoveryDecisions.keepsRequest(book, former)) {
      boolean exceeds = !RecoveryDecisions.due(book, former).isReached(book);
      return new Reason(
          exceeds ? ReasonCode.OVER_FILLED : ReasonCode.FILL_REVERSED,
          "the positions are not what was asked for" + (stuck == null ? "" : "; " + stuck));
    }
    return stuck == null ? former.reason() : new Reason(stuck.code(), stuck.detail() + "; " + why);
  }
}
