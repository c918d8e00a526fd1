package dev.legwork.workflow.session;

import dev.legwork.request.Pricing;
import dev.legwork.request.Timeouts;
import dev.legwork.session.Claim;
import dev.legwork.session.ClaimAnswer;
import dev.legwork.session.PlanChange;
import dev.legwork.session.SessionBook;
import dev.legwork.session.SessionPlan;
import dev.legwork.session.SessionState;
import dev.legwork.session.SessionWish;
import dev.legwork.session.Step;
import dev.legwork.strategy.Opportunity;
import dev.legwork.workflow.NotHere;
import dev.legwork.workflow.RetryForEver;
import io.temporal.common.InitialVersioningBehavior;
import io.temporal.common.VersioningBehavior;
import io.temporal.common.converter.RawValue;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.ContinueAsNewOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInfo;
import io.temporal.workflow.WorkflowVersioningBehavior;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.MDC;

/**
 * Handlers change the book and nothing else; one loop does what the book says. Its runs last a
 * quarter of an hour, each from the state that the one before left, and never end while a trade of
 * the session runs. A run stays with the build it began on; the next one begins on the current.
 */
public class TradingSessionWorkflowImpl implements TradingSessionWorkflow {
  static final Duration RUN = Duration.ofMinutes(15);

  /** Well below what a server warns of, whatever happened in so short a time. */
  private static final long EVENTS_PER_RUN = 2_000;

  private static final Duration AFTER_A_FAILED_LOOK = Duration.ofSeconds(2);

  /** A trade that waits longer is none of what was seen; nobody expects it any more. */
  private static final Duration LOCK = Duration.ofSeconds(15);

  private static final Logger LOG = Workflow.getLogger(TradingSessionWorkflowImpl.class);

  private final SessionLedgerActivities ledger =
      Workflow.newLocalActivityStub(
          SessionLedgerActivities.class,
          RetryForEver.local(Duration.ofSeconds(5))
              .setDoNotIncludeArgumentsIntoMarker(true)
              .build());
  private final String runId = Workflow.getInfo().getFirstExecutionRunId();
  private CancellationScope outer;
  private SessionBook book;
  private SessionDeskCalls desk;
  private SessionTrades trades;
  private SessionState told;

  /** Counts what handlers were asked: whoever waits looks whether it has grown. */
  private int news;

  @Override
  @WorkflowVersioningBehavior(VersioningBehavior.PINNED)
  public SessionState trade(RawValue plan, SessionState state) {
    outer = CancellationScope.current();
    boolean[] over = new boolean[1];
    // A cancel of the workflow is a wish to the session: its trade's ending must be heard.
    Workflow.newDetachedCancellationScope(
            () -> {
              open(state == null ? begun(plan) : state);
              over[0] = isOver();
            })
        .run();
    if (!over[0]) {
      Workflow.continueAsNew(
          ContinueAsNewOptions.newBuilder()
              .setInitialVersioningBehavior(InitialVersioningBehavior.AUTO_UPGRADE)
              .build(),
          plan,
          book.state());
    }
    return book.state();
  }

  private SessionState begun(RawValue plan) {
    WorkflowInfo info = Workflow.getInfo();
    byte[] input = plan == null ? new byte[0] : plan.getPayload().getData().toByteArray();
    return switch (ledger.begin(info.getWorkflowId(), runId, input, now())) {
      case SessionOpening.Accepted accepted -> accepted.state();
      case SessionOpening.Invalid invalid ->
          throw ApplicationFailure.newBuilder()
              .setType(INVALID_PLAN)
              .setMessage(invalid.errors().toString())
              .setNonRetryable(true)
              .setCategory(ApplicationErrorCategory.BENIGN)
              .setDetails(invalid.errors())
              .build();
    };
  }

  private void open(SessionState state) {
    SessionPlan plan = state.plan();
    MDC.put("session", plan.name());
    told = state;
    desk = new SessionDeskCalls(plan.account());
    trades = new SessionTrades(ledger, plan.account(), plan.name());
    book = new SessionBook(state);
  }

  /** Whether the session is; else its next run goes on. */
  private boolean isOver() {
    while (true) {
      heedCancel();
      // What is asked from here on finds its way into the next round, whatever this one waits for.
      int before = news;
      Step step = book.next(now());
      if (step instanceof Step.End end) {
        finish(end.why());
        return true;
      }
      tell();
      if (isRunFull()) {
        closeRun();
        return false;
      }
      if (!isAsked(before)) {
        take(step, before);
      }
    }
  }

  private void heedCancel() {
    if (outer.isCancelRequested()) {
      book.stop(new SessionWish("Temporal", "the workflow was cancelled"));
    }
  }

  private void take(Step step, int before) {
    switch (step) {
      case Step.Look look -> look(look, before);
      case Step.Wait wait -> await(wait.until(), before);
      case Step.StandStill still -> standStill(still, before);
      case Step.End ignored -> throw new IllegalStateException("it has ended above");
    }
  }

  /** Whether handlers were asked something since, or the workflow was cancelled. */
  private boolean isAsked(int before) {
    return news != before || outer.isCancelRequested();
  }

  /** The next run takes for told what it is given. */
  private void closeRun() {
    do {
      Workflow.await(Workflow::isEveryHandlerFinished);
      tell();
    } while (!Workflow.isEveryHandlerFinished());
    heedCancel();
  }

  private void finish(String why) {
    book.end(why, now());
    tell();
    desk.leave(book.plan().name());
    Workflow.await(Workflow::isEveryHandlerFinished);
  }

  private static boolean isRunFull() {
    WorkflowInfo info = Workflow.getInfo();
    return Workflow.currentTimeMillis() - info.getRunStartedTimestampMillis() >= RUN.toMillis()
        || info.getHistoryLength() > EVENTS_PER_RUN
        || info.isContinueAsNewSuggested();
  }

  /** Looks at the chains, and takes up what is found unless somebody wants something else. */
  private void look(Step.Look look, int before) {
    SessionPlan plan = book.plan();
    try {
      Optional<Sighting> sighting = desk.watch(plan, look, () -> isAsked(before));
      if (sighting.isPresent() && sighting.get().best() != null) {
        book.found(sighting.get().found());
        takeUp(plan, sighting.get().best(), before);
      }
    } catch (ActivityFailure failure) {
      lookFailed(plan, failure, before);
    }
  }

  private void lookFailed(SessionPlan plan, ActivityFailure failure, int before) {
    if (NotHere.isTold(failure)) {
      NotHere.pause();
      return;
    }
    if (failure.getCause() instanceof ApplicationFailure told
        && told.getType().equals(INVALID_PLAN)) {
      if (plan.equals(book.plan())) {
        book.pause(SessionWish.own(told.getOriginalMessage()));
      }
      return;
    }
    LOG.warn("session {}: a look came to nothing: {}", plan.name(), failure.getCause());
    await(now().plus(AFTER_A_FAILED_LOOK), before);
  }

  private void takeUp(SessionPlan plan, Opportunity seen, int before) {
    Instant askedAt = now();
    switch (desk.lookAgain(plan, seen)) {
      case SecondLook.Fallen fallen -> {
        LOG.info("session {}: {} has fallen: {}", plan.name(), seen.id(), fallen.code());
        book.fallen(seen.id(), now());
      }
      case SecondLook.Stands ignored when isOvertaken(before, askedAt) -> drop(plan, seen);
      case SecondLook.Stands stands -> take(plan, stands.opportunity(), before, askedAt);
    }
  }

  /** A pause or a stop that was asked meanwhile comes first; a new plan may not want it. */
  private boolean isOvertaken(int before, Instant askedAt) {
    return isAsked(before) || book.isTooLateFor(askedAt, now());
  }

  /**
   * Leaves it to whoever finds it next. A claim may be there that this code does not know of: that
   * of a workflow task which was lost with its worker.
   */
  private void drop(SessionPlan plan, Opportunity opportunity) {
    LOG.info("session {}: does not begin {}", plan.name(), opportunity.id());
    ledger.release(plan.account(), plan.name());
  }

  private void take(SessionPlan plan, Opportunity opportunity, int before, Instant askedAt) {
    if (plan.dryRun()) {
      LOG.info("session {}: would execute {}", plan.name(), opportunity.id());
      book.wouldTrade(
          opportunity.id(),
          opportunity.strategy(),
          opportunity.symbol(),
          opportunity.figures().minProfitNet(),
          now());
      return;
    }
    switch (ledger.claim(plan.account(), plan.name(), opportunity.id())) {
      // The ledger may have been away for long.
      case ClaimAnswer.Granted ignored when isOvertaken(before, askedAt) -> drop(plan, opportunity);
      case ClaimAnswer.Granted granted -> execute(plan, opportunity, granted.execution());
      case ClaimAnswer.Taken ignored -> book.taken(opportunity.id(), now());
      case ClaimAnswer.Busy busy -> book.standStillFor(busy.session(), busy.execution(), now());
    }
  }

  /** Nothing is waited for until the trade is begun: whoever asks then is told that it runs. */
  private void execute(SessionPlan plan, Opportunity opportunity, String execution) {
    book.began(
        opportunity.id(),
        execution,
        opportunity.strategy(),
        opportunity.symbol(),
        opportunity.figures().minProfitNet(),
        now());
    SessionTrades.Begun trade =
        trades.begin(
            opportunity.request(
                execution,
                plan.account(),
                plan.placingOf(opportunity.legs().size()),
                plan.pricing(),
                timeouts(plan)));
    tell();
    book.ended(trades.end(trade), now());
  }

  private static Timeouts timeouts(SessionPlan plan) {
    return new Timeouts(
        LOCK,
        Timeouts.DEFAULT.total(),
        Timeouts.DEFAULT.afterFirstFill(),
        plan.pricing() == Pricing.HYBRID ? Timeouts.HYBRID_LIMIT : null);
  }

  /** Goes on when it is told to, or when it finds out by itself that nobody executes any more. */
  private void standStill(Step.StandStill still, int before) {
    String execution = book.standsStillFor().execution();
    await(still.askAt(), before);
    if (isAsked(before)) {
      return;
    }
    Claim open = ledger.executing(book.plan().account(), book.plan().name());
    if (open == null) {
      book.goOnAfter(execution);
    } else if (!isAsked(before)) {
      book.standStillFor(open.session(), open.execution(), now());
    }
  }

  /** Until then, until somebody wants something, or until the run is full. */
  private void await(Instant until, int before) {
    Duration longest = RUN;
    if (until != null && Duration.between(now(), until).compareTo(RUN) < 0) {
      longest = Duration.between(now(), until);
    }
    if (longest.isPositive()) {
      Workflow.await(longest, () -> isAsked(before));
    }
  }

  /** Until the ledger has what is so now: handlers may be asked while it is told. */
  private void tell() {
    while (!book.state().equals(told)) {
      SessionState now = book.state();
      ledger.told(runId, now);
      told = now;
      Workflow.setCurrentDetails(now.phase() + " " + now.detail());
    }
  }

  @Override
  public void standStill(String session, String execution) {
    if (book != null && !book.state().phase().isOver()) {
      book.standStillFor(session, execution, now());
      news++;
    }
  }

  @Override
  public void goOn(String execution) {
    if (book != null && book.goOnAfter(execution)) {
      news++;
    }
  }

  @Override
  public SessionState pause(SessionWish wish) {
    return changed(() -> book.pause(wish));
  }

  @Override
  public SessionState resume(SessionWish wish) {
    return changed(
        () -> {
          LOG.info("session {}: resumed by {}", book.plan().name(), wish);
          book.resume();
        });
  }

  @Override
  public SessionState stop(SessionWish wish) {
    return changed(() -> book.stop(wish));
  }

  @Override
  public SessionState change(PlanChange change) {
    return changed(
        () -> {
          // The validator may have been asked before the plan was read.
          String wrong = wrongWith(change);
          if (wrong != null) {
            throw ApplicationFailure.newNonRetryableFailure(wrong, REFUSED);
          }
          book.change(change.next());
        });
  }

  @Override
  public void pauseNow(SessionWish wish) {
    wished(() -> book.pause(signed(wish)));
  }

  @Override
  public void stopNow(SessionWish wish) {
    wished(() -> book.stop(signed(wish)));
  }

  /** A signal must never fail: nobody would hear it, and its workflow task is tried for ever. */
  private void wished(Runnable wish) {
    Workflow.await(() -> book != null);
    if (!book.state().phase().isOver()) {
      wish.run();
      news++;
    }
  }

  private static SessionWish signed(SessionWish wish) {
    return wish != null && wish.isComplete()
        ? wish
        : new SessionWish("a signal", "no operator and reason given");
  }

  private SessionState changed(Runnable change) {
    Workflow.await(() -> book != null);
    change.run();
    news++;
    return book.state();
  }

  @Override
  public void checkPause(SessionWish wish) {
    refuseUnless(wish != null && wish.isComplete(), "a pause names its operator and its reason");
    refuseIfOver();
  }

  @Override
  public void checkResume(SessionWish wish) {
    refuseUnless(wish != null && wish.isComplete(), "a resume names its operator and its reason");
    refuseIfOver();
    refuseUnless(book != null && book.isPaused(), "the session is not paused");
  }

  @Override
  public void checkStop(SessionWish wish) {
    refuseUnless(wish != null && wish.isComplete(), "a stop names its operator and its reason");
    refuseIfOver();
  }

  @Override
  public void checkChange(PlanChange change) {
    refuseUnless(
        change != null && change.isComplete(),
        "a change has the plan that it was made from and the whole new one");
    refuseIfOver();
    String wrong = book == null ? null : wrongWith(change);
    refuseUnless(wrong == null, wrong);
  }

  /** Why the session does not follow it, or null. */
  private String wrongWith(PlanChange change) {
    SessionPlan plan = book.plan();
    SessionPlan next = change.next();
    if (!next.name().equals(plan.name()) || !next.account().equals(plan.account())) {
      return "a session keeps its name and its account";
    }
    return change.base().equals(plan)
        ? null
        : "its plan was changed meanwhile: read it again and repeat the change";
  }

  private void refuseIfOver() {
    refuseUnless(book == null || book.state().endedAt() == null, "the session is over");
  }

  private static void refuseUnless(boolean holds, String why) {
    if (!holds) {
      throw new IllegalArgumentException(why);
    }
  }

  @Override
  public SessionState progress() {
    return book == null ? null : book.state();
  }

  private static Instant now() {
    return Instant.ofEpochMilli(Workflow.currentTimeMillis());
  }
}
