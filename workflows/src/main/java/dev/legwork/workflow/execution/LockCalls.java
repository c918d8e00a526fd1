package dev.legwork.workflow.execution;

import dev.legwork.lock.AcquireReply;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.saga.LockAnswer;
import dev.legwork.workflow.RetryForEver;
import dev.legwork.workflow.WorkflowIds;
import io.temporal.activity.LocalActivityOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Function;

/** How a trade gets its lock and gives it back. */
final class LockCalls {
  /** Asks again after so long, for a grant whose signal was lost. */
  private static final Duration ASK_AGAIN = Duration.ofSeconds(30);

  private static final Duration NO_ANSWER_PAUSE = Duration.ofSeconds(1);

  private final String lock;
  private final String requestId;
  private final TradeInbox inbox;
  private final Alarm alarm;
  private final Function<LockActivities, AcquireReply> question;
  private final LockActivities asking = local(Duration.ofSeconds(10));
  private final LockActivities leaving = local(null);

  /** For a trade. */
  static LockCalls of(Registration.Accepted accepted, TradeInbox inbox, Alarm alarm) {
    return new LockCalls(
        accepted.lock(),
        accepted.request().id(),
        inbox,
        alarm,
        asking ->
            asking.acquire(accepted.lock(), accepted.request().id(), accepted.request().account()));
  }

  /** For the recovery of a trade. */
  static LockCalls of(RecoveryCase.Open open, TradeInbox inbox, Alarm alarm) {
    ExecutionRequest request = open.trade().request();
    return new LockCalls(
        open.lock(),
        WorkflowIds.recoveryRequest(request.id()),
        inbox,
        alarm,
        asking -> asking.inherit(open.lock(), request.id(), request.account()));
  }

  private LockCalls(
      String lock,
      String requestId,
      TradeInbox inbox,
      Alarm alarm,
      Function<LockActivities, AcquireReply> question) {
    this.lock = lock;
    this.requestId = requestId;
    this.inbox = inbox;
    this.alarm = alarm;
    this.question = question;
  }

  /**
   * Waits for the lock.
   *
   * @param queued told once when the trade has to wait
   */
  LockAnswer acquire(Duration timeout, Consumer<String> queued) {
    Instant deadline = now().plus(timeout);
    boolean told = false;
    while (inbox.cancelReason() == null && (now().isBefore(deadline) || !told)) {
      switch (ask()) {
        case AcquireReply.Granted granted -> {
          return new LockAnswer.Granted(granted.token());
        }
        case AcquireReply.Queued place -> {
          if (!told) {
            queued.accept("place " + place.position() + " in the queue of lock " + lock);
          }
          told = true;
          awaitGrant(deadline, ASK_AGAIN);
        }
        case AcquireReply.Over ignored -> {
          return new LockAnswer.TimedOut();
        }
        case null -> {
          told = true;
          awaitGrant(deadline, NO_ANSWER_PAUSE);
        }
      }
      if (inbox.grantedToken() != null) {
        return new LockAnswer.Granted(inbox.grantedToken());
      }
    }
    return giveUp();
  }

  /** Harmless when repeated or never held. */
  void release(long token) {
    leaving.release(lock, requestId, token);
    inbox.forgetGrant();
  }

  /** The lock lets go of a grant that is on its way to us as well. */
  private LockAnswer giveUp() {
    leaving.withdraw(lock, requestId);
    if (inbox.grantedToken() != null) {
      release(inbox.grantedToken());
    }
    return inbox.cancelReason() == null
        ? new LockAnswer.TimedOut()
        : new LockAnswer.Cancelled(inbox.cancelReason());
  }

  private AcquireReply ask() {
    try {
      return question.apply(asking);
    } catch (ActivityFailure noAnswer) {
      return null;
    }
  }

  private void awaitGrant(Instant deadline, Duration atMost) {
    Instant until = earlier(deadline, now().plus(atMost));
    while (inbox.grantedToken() == null && inbox.cancelReason() == null && now().isBefore(until)) {
      alarm.setFor(until, now(), "waiting for lock " + lock);
      Workflow.await(
          () -> inbox.grantedToken() != null || inbox.cancelReason() != null || !alarm.isRunning());
    }
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }

  private static Instant now() {
    return Instant.ofEpochMilli(Workflow.currentTimeMillis());
  }

  private static LockActivities local(Duration inAll) {
    LocalActivityOptions.Builder options = RetryForEver.local(Duration.ofSeconds(5));
    if (inAll != null) {
      options.setScheduleToCloseTimeout(inAll);
    }
    return Workflow.newLocalActivityStub(LockActivities.class, options.build());
  }
}
