package dev.legwork.worker;

import dev.legwork.lock.LockStatistics;
import dev.legwork.lock.LockView;
import dev.legwork.workflow.WorkflowIds;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How much the locks are contended, as their workflows count it. Every worker shows the same of a
 * lock: over several take the maximum, not the sum.
 */
final class LockMetrics implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LockMetrics.class);
  private static final Duration EVERY = Duration.ofSeconds(15);

  private final Function<String, LockView> locks;
  private final Set<String> names;
  private final Map<String, LockView> seen = new ConcurrentHashMap<>();
  private final Thread thread;

  /**
   * @param names of the locks: accounts, or {@code global}
   */
  LockMetrics(WorkflowClient client, Set<String> names, MeterRegistry metrics) {
    this(lock -> view(client, lock), names, metrics);
  }

  /**
   * @param locks a lock as it stands, null where there is none
   */
  LockMetrics(Function<String, LockView> locks, Set<String> names, MeterRegistry metrics) {
    this.locks = locks;
    this.names = Set.copyOf(names);
    this.thread = Thread.ofPlatform().name("lock-metrics").daemon().unstarted(this::run);
    this.names.forEach(lock -> register(lock, metrics));
  }

  void start() {
    thread.start();
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  /** One look at all of them; what cannot be asked now stays as it was. */
  void look() {
    for (String lock : names) {
      try {
        LockView view = locks.apply(lock);
        if (view != null) {
          seen.put(lock, view);
        }
      } catch (RuntimeException e) {
        LOG.debug("lock {}: cannot be asked for its statistics now: {}", lock, e.toString());
      }
    }
  }

  private void run() {
    try {
      while (true) {
        look();
        Thread.sleep(EVERY);
      }
    } catch (InterruptedException stopping) {
      LOG.debug("stopped");
    }
  }

  private static LockView view(WorkflowClient client, String lock) {
    try {
      return client.newUntypedWorkflowStub(WorkflowIds.lock(lock)).query("state", LockView.class);
    } catch (WorkflowNotFoundException nobodyHasAskedForItYet) {
      return null;
    }
  }

  private void register(String lock, MeterRegistry metrics) {
    gauge(lock, metrics, "legwork.lock.held", "1 while somebody holds the lock", null, this::held);
    gauge(
        lock,
        metrics,
        "legwork.lock.waiters",
        "who waits for it now",
        null,
        v -> v.waiters().size());
    gauge(
        lock,
        metrics,
        "legwork.lock.wait.longest",
        "longest wait until a grant, since the lock's first run",
        "seconds",
        view -> seconds(view.statistics().longestWait()));
    gauge(
        lock,
        metrics,
        "legwork.lock.hold.longest",
        "longest finished hold, since the lock's first run",
        "seconds",
        view -> seconds(view.statistics().longestHold()));
    counter(lock, metrics, "legwork.lock.acquisitions", null, LockStatistics::acquisitions);
    counter(lock, metrics, "legwork.lock.contended", null, LockStatistics::waits);
    counter(lock, metrics, "legwork.lock.forced", null, LockStatistics::forced);
    counter(lock, metrics, "legwork.lock.occupied", "seconds", s -> seconds(s.totalHold()));
  }

  private double held(LockView view) {
    return view.holder() == null ? 0 : 1;
  }

  private void gauge(
      String lock,
      MeterRegistry metrics,
      String name,
      String description,
      String unit,
      ToDoubleFunction<LockView> value) {
    Gauge.builder(name, this, self -> self.of(lock, value))
        .description(description)
        .baseUnit(unit)
        .tag("lock", lock)
        .register(metrics);
  }

  private void counter(
      String lock,
      MeterRegistry metrics,
      String name,
      String unit,
      ToDoubleFunction<LockStatistics> value) {
    FunctionCounter.builder(
            name, this, self -> self.of(lock, view -> value.applyAsDouble(view.statistics())))
        .description(
            "since the lock's first run: grants, requests that had to queue, releases by force,"
                + " time held")
        .baseUnit(unit)
        .tag("lock", lock)
        .register(metrics);
  }

  private double of(String lock, ToDoubleFunction<LockView> value) {
    return value.applyAsDouble(
        seen.getOrDefault(
            lock, new LockView(lock, null, List.of(), LockStatistics.NONE, List.of())));
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1000.0;
  }
}
