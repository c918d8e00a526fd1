package dev.legwork.simulation.temporal;

import dev.legwork.lock.AcquireReply;
import dev.legwork.lock.LockBook;
import dev.legwork.lock.LockHolder;
import dev.legwork.lock.LockState;
import dev.legwork.simulation.fault.FaultKind;
import dev.legwork.simulation.ledger.DeskRows;
import dev.legwork.simulation.worker.CrashPoint;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The workflow that keeps an account's lock, around the real {@link LockBook}: answers at once,
 * grants to waiters by signal, asks after holders whose lease is over.
 */
public final class LockServer {
  private static final String RECOVERY = "/recovery";

  private final TemporalServer server;
  private final Workflows workflows;
  private final DeskRows ledger;
  private final String account;
  private final LockBook book = new LockBook(LockState.NEW);
  private final Set<String> forced = new TreeSet<>();
  private boolean watching;

  public LockServer(TemporalServer server, Workflows workflows, DeskRows ledger, String account) {
    this.server = server;
    this.workflows = workflows;
    this.ledger = ledger;
    this.account = account;
    ledger.raiseFence(1);
    ledger.forcedOut(forced::contains);
    book.seed(1);
  }

  public LockBook book() {
    return book;
  }

  /** Trades whose lock was taken away. */
  public Set<String> forced() {
    return forced;
  }

  private Instant now() {
    return server.now();
  }

  void acquire(String execution, Consumer<AcquireReply> then) {
    server.reach(
        () -> true,
        () ->
            server.workflowTask(
                () -> {
                  AcquireReply reply = book.acquire(execution, account, now());
                  watch();
                  server.story().tell("lock", execution + " asks: " + reply);
                  server.workers().stream()
                      .flatMap(worker -> worker.process().stream())
                      .findFirst()
                      .ifPresent(process -> process.crossed(CrashPoint.LOCK_CHANGED));
                  server.scheduler().in(server.latency(), () -> then.accept(reply));
                }));
  }

  /** The recovery of a trade asks: it takes over what the trade holds, or waits ahead of others. */
  void inherit(String execution, Consumer<AcquireReply> then) {
    server.reach(
        () -> true,
        () ->
            server.workflowTask(
                () -> {
                  AcquireReply reply = book.inherit(heirOf(execution), execution, account, now());
                  watch();
                  server.story().tell("lock", heirOf(execution) + " asks: " + reply);
                  server.scheduler().in(server.latency(), () -> then.accept(reply));
                }));
  }

  /** The name under which the recovery of a trade asks. */
  static String heirOf(String execution) {
    return execution + RECOVERY;
  }

  static String executionOf(String request) {
    return request.endsWith(RECOVERY)
        ? request.substring(0, request.length() - RECOVERY.length())
        : request;
  }

  void release(String execution, long token, Runnable then) {
    signal(
        () -> {
          if (book.release(execution, token, now())) {
            server.story().tell("lock", execution + " releases " + token);
          }
        },
        then);
  }

  void withdraw(String execution, Runnable then) {
    signal(() -> book.cancelRequest(execution, now()), then);
  }

  private void signal(Runnable change, Runnable then) {
    server.reach(
        () -> true,
        () -> {
          server.workflowTask(
              () -> {
                change.run();
                grantNext();
                server.workers().stream()
                    .flatMap(worker -> worker.process().stream())
                    .findFirst()
                    .ifPresent(process -> process.crossed(CrashPoint.LOCK_CHANGED));
              });
          then.run();
        });
  }

  /** An operator takes the lock from whoever holds it; its token is fenced off first. */
  public void forceRelease(String operator) {
    server.reach(
        () -> true,
        () ->
            server.workflowTask(
                () -> {
                  LockHolder holder = book.holder().orElse(null);
                  if (holder == null) {
                    return;
                  }
                  server.hits().hit(FaultKind.Y16_FORCED_RELEASE);
                  long fence = holder.token() + 1;
                  ledger.raiseFence(fence);
                  forced.add(executionOf(holder.requestId()));
                  server.story().tell("lock", operator + " takes it from " + holder.requestId());
                  book.forceRelease(holder.requestId(), holder.token(), fence, operator, now());
                  grantNext();
                }));
  }

  private void grantNext() {
    Optional<LockHolder> next = book.grantNext(now());
    next.ifPresent(
        holder -> {
          server.story().tell("lock", "granted to " + holder.requestId() + " " + holder.token());
          if (!workflows.granted(holder.requestId(), holder.token())) {
            book.skip(holder.requestId(), holder.token(), now());
            grantNext();
          }
        });
    watch();
  }

  private void watch() {
    if (watching || book.holder().isEmpty()) {
      return;
    }
    watching = true;
    long wait =
        Math.max(0, java.time.Duration.between(now(), book.holder().get().leaseUntil()).toNanos());
    server.scheduler().in(wait, () -> server.workflowTask(this::inspect));
  }

  private void inspect() {
    watching = false;
    book.holder()
        .filter(holder -> book.isLeaseOver(now()))
        .ifPresent(
            holder -> {
              switch (workflows.status(holder.requestId())) {
                case ENDED -> {
                  book.free(holder.requestId(), holder.token(), now());
                  grantNext();
                }
                case RUNNING -> book.extendLease(holder.requestId(), holder.token(), now());
                case VANISHED -> {
                  book.extendLease(holder.requestId(), holder.token(), now());
                  workflows.vanished(executionOf(holder.requestId()));
                }
              }
            });
    watch();
  }
}
