package dev.legwork.desk;

import dev.legwork.order.BrokerEvent;
import dev.legwork.order.OrderRef;
import dev.legwork.order.OrderSnapshot;
import dev.legwork.order.PlacedOrder;
import dev.legwork.order.Verdict;
import dev.legwork.order.WriteOutcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/** Answers what can be proven about orders, and waits while a proof is under way. */
final class Snapshots {

  private record Run(
      List<OrderRef> asked, long deadline, CompletableFuture<OrderSnapshot> answer) {}

  private final DeskSettings settings;
  private final Timers timers;
  private final OrderRegister register;
  private final OrderLoader loader;
  private final Waves waves;
  private final Serving serving;
  private final ProofSeeker proofs;
  private final Predicate<OrderRef> mayStillBeIntended;
  private final List<Run> runs = new ArrayList<>();

  /**
   * @param mayStillBeIntended whether a command under way may yet store an intent for it
   */
  Snapshots(
      DeskSettings settings,
      Timers timers,
      OrderRegister register,
      OrderLoader loader,
      Waves waves,
      Serving serving,
      ProofSeeker proofs,
      Predicate<OrderRef> mayStillBeIntended) {
    this.settings = settings;
    this.timers = timers;
    this.register = register;
    this.loader = loader;
    this.waves = waves;
    this.serving = serving;
    this.proofs = proofs;
    this.mayStillBeIntended = mayStillBeIntended;
  }

  CompletableFuture<OrderSnapshot> snapshot(Collection<OrderRef> refs) {
    List<OrderRef> asked = List.copyOf(new TreeSet<>(refs));
    long deadline = timers.now() + settings.snapshotWithin().toNanos();
    CompletableFuture<OrderSnapshot> answer = new CompletableFuture<>();
    loader.loadUrgently(
        asked,
        failure -> {
          if (failure == null) {
            begin(new Run(asked, deadline, answer));
          } else {
            answer.completeExceptionally(
                new DeskUnavailable("the ledger did not answer: " + failure.getMessage()));
          }
        });
    return answer;
  }

  private void begin(Run run) {
    runs.add(run);
    timers.at(run.deadline(), () -> advance(run));
    advance(run);
  }

  /** There may be more evidence. */
  void advance() {
    List.copyOf(runs).forEach(this::advance);
  }

  private void advance(Run run) {
    if (!runs.contains(run)) {
      return;
    }
    // Each time anew: a wave may have been stored since, and its orders split.
    List<OrderRef> refs = register.withSiblings(run.asked());
    Map<OrderRef, Verdict> verdicts = new LinkedHashMap<>();
    boolean waitingHelps = false;
    for (OrderRef ref : refs) {
      TrackedOrder order = register.byRef(ref).orElse(null);
      if (order == null) {
        boolean open = mayStillBeIntended.test(ref);
        waitingHelps |= open;
        verdicts.put(ref, open ? Verdict.UNKNOWN : Verdict.NEVER_INTENDED);
      } else {
        recordIfGivenUp(order);
        waitingHelps |= waitingHelps(order);
        verdicts.put(ref, proofs.verdict(order));
      }
    }
    end(run, verdicts, waitingHelps);
  }

  private boolean waitingHelps(TrackedOrder order) {
    return switch (serving.session()) {
      case SERVING -> proofs.seek(order);
      case SUPERVISING -> proofs.watch(order);
      case AWAY, IMPAIRED, STANDBY, REFUSED, RECOVERING -> !order.isOver();
    };
  }

  private void recordIfGivenUp(TrackedOrder order) {
    if (order.written() == null && waves.isBuried(order.ref()) && !waves.isUnderWay(order.ref())) {
      waves.recordNeverWritten(order);
    }
  }

  private void end(Run run, Map<OrderRef, Verdict> verdicts, boolean waitingHelps) {
    boolean allOver = verdicts.values().stream().allMatch(Verdict::isOver);
    boolean late = timers.now() >= run.deadline();
    if (allOver || (serving.canTell() && (!waitingHelps || late))) {
      runs.remove(run);
      run.answer().complete(answer(verdicts));
    } else if (late || !(serving.isConnected() || serving.canTell())) {
      runs.remove(run);
      run.answer().completeExceptionally(new DeskUnavailable(serving.why()));
    }
  }

  private OrderSnapshot answer(Map<OrderRef, Verdict> verdicts) {
    List<PlacedOrder> placed = new ArrayList<>();
    Map<OrderRef, WriteOutcome> written = new HashMap<>();
    List<BrokerEvent> events = new ArrayList<>();
    for (OrderRef ref : verdicts.keySet()) {
      register
          .byRef(ref)
          .ifPresentOrElse(
              order -> {
                placed.add(order.placed);
                written.put(ref, order.writtenOrUnknown());
                events.addAll(order.events());
              },
              () -> buryIfNever(ref, verdicts.get(ref)));
    }
    events.sort(Comparator.comparingLong(BrokerEvent::sequence));
    return new OrderSnapshot(verdicts, placed, written, events);
  }

  private void buryIfNever(OrderRef ref, Verdict verdict) {
    if (verdict == Verdict.NEVER_INTENDED) {
      // A command that comes after this answer must not make it untrue.
      waves.bury(ref);
    }
  }
}
