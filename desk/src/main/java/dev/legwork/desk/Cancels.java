package dev.legwork.desk;

import dev.legwork.fault.CrashPoint;
import dev.legwork.order.OrderRef;
import dev.legwork.order.WriteOutcome;
import dev.legwork.tws.message.ClientMessage;
import dev.legwork.tws.session.Pacer;
import dev.legwork.tws.session.TwsSession;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Cancel requests: ahead of everything, repeatable, and never a conclusion. */
final class Cancels {
  private static final Logger LOG = LoggerFactory.getLogger(Cancels.class);

  private final DeskSettings settings;
  private final Timers timers;
  private final TwsSession session;
  private final Serving serving;
  private final OrderRegister register;
  private final OrderLoader loader;
  private final Outbox outbox;
  private final Waves waves;
  private final Predicate<OrderRef> mayStillBeIntended;
  private final Map<OrderRef, CompletableFuture<Void>> waiting = new TreeMap<>();

  Cancels(
      DeskSettings settings,
      Timers timers,
      TwsSession session,
      Serving serving,
      OrderRegister register,
      OrderLoader loader,
      Outbox outbox,
      Waves waves,
      Predicate<OrderRef> mayStillBeIntended) {
    this.settings = settings;
    this.timers = timers;
    this.session = session;
    this.serving = serving;
    this.register = register;
    this.loader = loader;
    this.outbox = outbox;
    this.waves = waves;
    this.mayStillBeIntended = mayStillBeIntended;
  }

  CompletableFuture<Void> cancel(Collection<OrderRef> refs, String reason) {
    LOG.info("Cancel {}: {}", refs, reason);
    refs.forEach(this::stopBeforeItIsWritten);
    CompletableFuture<Void> answer = new CompletableFuture<>();
    loader.loadUrgently(
        refs,
        failure -> {
          if (failure == null) {
            cancelLoaded(refs, answer);
          } else {
            // What is in memory is cancelled all the same; the rest needs another try.
            cancelLoaded(refs, new CompletableFuture<>());
            answer.completeExceptionally(
                new DeskUnavailable("the ledger did not answer: " + failure.getMessage()));
          }
        });
    return answer;
  }

  private void cancelLoaded(Collection<OrderRef> refs, CompletableFuture<Void> answer) {
    CompletableFuture<?>[] all =
        refs.stream().distinct().map(this::cancel).toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(all)
        .whenComplete(
            (done, failure) -> {
              if (failure == null) {
                answer.complete(null);
              } else {
                answer.completeExceptionally(
                    failure.getCause() == null ? failure : failure.getCause());
              }
            });
  }

  private CompletableFuture<Void> cancel(OrderRef ref) {
    TrackedOrder order = register.byRef(ref).orElse(null);
    if (order == null) {
      return CompletableFuture.completedFuture(null);
    }
    if (!mayLive(order)) {
      return CompletableFuture.completedFuture(null);
    }
    if (order.stored.clientId() != settings.clientId()) {
      return CompletableFuture.failedFuture(
          new DeskUnavailable(
              "only client id %d can cancel %s, and this desk is client id %d"
                  .formatted(order.stored.clientId(), ref, settings.clientId())));
    }
    CompletableFuture<Void> same = waiting.get(ref);
    return same == null ? write(order) : same;
  }

  private void stopBeforeItIsWritten(OrderRef ref) {
    if (mayStillBeIntended.test(ref) && !register.has(ref)) {
      waves.bury(ref);
    }
    waves.withdraw(ref);
  }

  private boolean mayLive(TrackedOrder order) {
    return !order.isOver()
        && !order.hasTerminalAnswer()
        && (order.written() != WriteOutcome.NOT_WRITTEN || order.isKnown());
  }

  /**
   * Cancels what works several times, also if a first cancel has ended a part of it already.
   *
   * @return whether the session takes it
   */
  boolean again(TrackedOrder order) {
    if (!mayLive(order)
        || order.stored.clientId() != settings.clientId()
        || waiting.containsKey(order.ref())
        || !serving.isConnected()
        || !canWrite()) {
      return false;
    }
    LOG.warn("{}: cancelled, for it works under {}", order.ref(), order.permIds());
    write(order);
    return true;
  }

  private boolean canWrite() {
    return session.isReady() && serving.session() != DeskHealth.Session.SUPERVISING;
  }

  private CompletableFuture<Void> write(TrackedOrder order) {
    if (!canWrite()) {
      return CompletableFuture.failedFuture(
          new DeskUnavailable("no session to cancel " + order.ref() + " in"));
    }
    CompletableFuture<Void> answer = new CompletableFuture<>();
    waiting.put(order.ref(), answer);
    outbox.send(
        new Outbox.Letter(
            Pacer.Priority.CANCEL,
            List.of(new ClientMessage.CancelOrder(order.placed.orderId())),
            Long.MAX_VALUE,
            outcome -> {
              waiting.remove(order.ref());
              if (outcome == WriteOutcome.WRITTEN) {
                CrashPoint.DURING_CANCEL.reached();
                order.cancelAsked(timers.stamp());
                answer.complete(null);
              } else {
                answer.completeExceptionally(
                    new DeskUnavailable("the cancel of " + order.ref() + " was " + outcome));
              }
            }));
    return answer;
  }
}
