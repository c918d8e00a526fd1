package dev.legwork.workflow.session;

import dev.legwork.session.SessionPlan;
import dev.legwork.strategy.Opportunity;
import io.temporal.activity.Activity;
import io.temporal.client.ActivityCompletionException;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** A desk in whose chains there is what a test puts there, in that order. */
final class ScriptedChains implements SessionDeskActivities {
  final List<Opportunity> there = new CopyOnWriteArrayList<>();
  final List<String> looks = Collections.synchronizedList(new ArrayList<>());
  final List<SessionPlan> plans = Collections.synchronizedList(new ArrayList<>());
  final Set<String> fallsOnTheSecondLook = ConcurrentHashMap.newKeySet();

  /** The ledger's, which a real desk asks. */
  volatile Predicate<String> claimed = id -> false;

  /** What happens meanwhile. */
  volatile Runnable beforeTheSecondLook = () -> {};

  final AtomicInteger running = new AtomicInteger();
  volatile boolean isAway;
  volatile String wrongWithThePlan;

  @Override
  public Sighting watch(SessionPlan plan, Set<String> without, Duration atMost) {
    running.incrementAndGet();
    try {
      return look(plan, without);
    } finally {
      running.decrementAndGet();
    }
  }

  private Sighting look(SessionPlan plan, Set<String> without) {
    looks.add("watch " + plan.name());
    plans.add(plan);
    if (isAway) {
      throw new IllegalStateException("no session with the broker");
    }
    if (wrongWithThePlan != null) {
      throw ApplicationFailure.newNonRetryableFailure(wrongWithThePlan, INVALID_PLAN);
    }
    while (true) {
      List<Opportunity> left =
          there.stream().filter(o -> !without.contains(o.id()) && !claimed.test(o.id())).toList();
      if (!left.isEmpty()) {
        return new Sighting(left.getFirst(), left.size());
      }
      try {
        Activity.getExecutionContext().heartbeat(null);
      } catch (ActivityCompletionException nobodyWaits) {
        looks.add("let go " + plan.name());
        throw nobodyWaits;
      }
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
  }

  @Override
  public SecondLook lookAgain(SessionPlan plan, Opportunity seen) {
    looks.add("look again " + seen.id());
    beforeTheSecondLook.run();
    return fallsOnTheSecondLook.remove(seen.id())
        ? new SecondLook.Fallen("NOT_THERE_ANY_MORE", "not found again")
        : new SecondLook.Stands(seen);
  }

  @Override
  public void leave(String session) {
    looks.add("leave " + session);
  }
}
