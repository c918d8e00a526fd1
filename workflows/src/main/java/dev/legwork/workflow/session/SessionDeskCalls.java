package dev.legwork.workflow.session;

import dev.legwork.session.SessionPlan;
import dev.legwork.session.Step;
import dev.legwork.strategy.Opportunity;
import dev.legwork.workflow.TaskQueues;
import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** How a session has the desk of its account look at chains; each look is one attempt. */
final class SessionDeskCalls {
  /** A session of the broker's that stands polls its queue at once; this long one waits for it. */
  private static final Duration DESK_STARTS_WITHIN = Duration.ofSeconds(30);

  /** A worker that was not heard for so long is dead, and its look is begun anew. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(10);

  private static final Duration CALL = Duration.ofSeconds(5);

  private final String queue;

  SessionDeskCalls(String account) {
    queue = TaskQueues.broker(account);
  }

  /**
   * Has the chains looked at.
   *
   * @param enough lets the look go
   * @return empty where it was let go
   * @throws ActivityFailure if it came to nothing
   */
  Optional<Sighting> watch(SessionPlan plan, Step.Look look, BooleanSupplier enough) {
    SessionDeskActivities desk =
        desk(
            ActivityOptions.newBuilder()
                .setStartToCloseTimeout(look.atMost().plus(CALL))
                .setHeartbeatTimeout(HEARTBEAT)
                .setCancellationType(ActivityCancellationType.TRY_CANCEL)
                .setSummary("watch " + plan.summary()));
    List<Promise<Sighting>> sighting = new ArrayList<>();
    CancellationScope watching =
        Workflow.newCancellationScope(
            () -> sighting.add(Async.function(desk::watch, plan, look.without(), look.atMost())));
    watching.run();
    Workflow.await(() -> sighting.getFirst().isCompleted() || enough.getAsBoolean());
    if (!sighting.getFirst().isCompleted()) {
      watching.cancel("the session has other things to do");
      return Optional.empty();
    }
    return Optional.of(sighting.getFirst().get());
  }

  /**
   * Looks at an opportunity again.
   *
   * @throws ActivityFailure if that came to nothing
   */
  SecondLook lookAgain(SessionPlan plan, Opportunity seen) {
    return desk(ActivityOptions.newBuilder()
            .setStartToCloseTimeout(CALL)
            .setSummary("look again at " + seen.id()))
        .lookAgain(plan, seen);
  }

  /** Where nobody hears it, the desk finds out by itself. */
  void leave(String session) {
    try {
      desk(ActivityOptions.newBuilder().setStartToCloseTimeout(CALL)).leave(session);
    } catch (ActivityFailure nobodyThere) {
      // What a session has watched is forgotten a minute after its last look.
    }
  }

  private SessionDeskActivities desk(ActivityOptions.Builder options) {
    return Workflow.newActivityStub(
        SessionDeskActivities.class,
        options
            .setTaskQueue(queue)
            .setScheduleToStartTimeout(DESK_STARTS_WITHIN)
            .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build())
            .build());
  }
}
