package dev.legwork.simulation.temporal;

import dev.legwork.lock.AcquireReply;
import dev.legwork.saga.LockAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** How a trade, or its recovery, gets its lock and gives it back. */
final class LockCalls {
  private static final Duration ASK_AGAIN = Duration.ofSeconds(30);
  private static final Duration NO_ANSWER_PAUSE = Duration.ofSeconds(1);
  private static final Duration ACQUIRE_WITHIN = Duration.ofSeconds(10);

  private final TradeWorkflow workflow;
  private final Mailbox mailbox;
  private final LockServer lock;
  private final String requestId;
  private final Consumer<Consumer<AcquireReply>> question;

  private LockCalls(
      TradeWorkflow workflow,
      LockServer lock,
      String requestId,
      Consumer<Consumer<AcquireReply>> question) {
    this.workflow = workflow;
    this.mailbox = workflow.mailbox();
    this.lock = lock;
    this.requestId = requestId;
    this.question = question;
  }

  static LockCalls ofTrade(TradeWorkflow workflow, LockServer lock, String id) {
    return new LockCalls(workflow, lock, id, then -> lock.acquire(id, then));
  }

  static LockCalls ofRecovery(TradeWorkflow workflow, LockServer lock, String id) {
    return new LockCalls(workflow, lock, LockServer.heirOf(id), then -> lock.inherit(id, then));
  }

  LockAnswer acquire(Duration timeout) {
    Instant deadline = workflow.now().plus(timeout);
    boolean told = false;
    while (mailbox.cancelReason() == null && (workflow.now().isBefore(deadline) || !told)) {
      switch (ask()) {
        case AcquireReply.Granted granted -> {
          return new LockAnswer.Granted(granted.token());
        }
        case AcquireReply.Queued place -> {
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
      if (mailbox.grantedToken() != null) {
        return new LockAnswer.Granted(mailbox.grantedToken());
      }
    }
    return giveUp();
  }

  private AcquireReply ask() {
    List<AcquireReply> answer = new ArrayList<>();
    question.accept(reply -> workflow.happened(() -> answer.add(reply)));
    workflow.await(() -> !answer.isEmpty(), workflow.now().plus(ACQUIRE_WITHIN));
    return answer.isEmpty() ? null : answer.getFirst();
  }

  private void awaitGrant(Instant deadline, Duration atMost) {
    Instant soon = workflow.now().plus(atMost);
    workflow.await(
        () -> mailbox.grantedToken() != null || mailbox.cancelReason() != null,
        deadline.isBefore(soon) ? deadline : soon);
  }

  private LockAnswer giveUp() {
    workflow.<Boolean>local(() -> then -> lock.withdraw(requestId, () -> then.accept(true, null)));
    if (mailbox.grantedToken() != null) {
      release(mailbox.grantedToken());
    }
    return mailbox.cancelReason() == null
        ? new LockAnswer.TimedOut()
        : new LockAnswer.Cancelled(mailbox.cancelReason());
  }

  void release(long token) {
    workflow.<Boolean>local(
        () -> then -> lock.release(requestId, token, () -> then.accept(true, null)));
    mailbox.forgetGrant();
  }
}
