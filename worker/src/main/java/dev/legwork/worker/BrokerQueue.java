package dev.legwork.worker;

import dev.legwork.desk.FailStop;
import dev.legwork.workflow.TaskQueues;
import io.temporal.client.WorkflowClient;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The task queue of an account's desk, polled only while this process holds the account's session:
 * a standby that took its tasks could only fail them.
 */
final class BrokerQueue implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BrokerQueue.class);
  private static final int DRAIN_SECONDS = 8;
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final String queue;
  private final WorkerFactory factory;
  private final Worker worker;
  private final ScheduledExecutorService again =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("queue-", 0).factory());
  private boolean wanted;
  private boolean started;

  BrokerQueue(String account, WorkflowClient client, Object... activities) {
    queue = TaskQueues.broker(account);
    factory = WorkerFactory.newInstance(client);
    worker = factory.newWorker(queue);
    worker.registerActivitiesImplementations(activities);
  }

  /** Polls from now on, or as soon as Temporal can be reached. */
  synchronized void open() {
    wanted = true;
    openIfWanted();
  }

  private synchronized void openIfWanted() {
    if (!wanted) {
      return;
    }
    try {
      poll();
      LOG.info("queue {}: polled, the session with the broker stands", queue);
    } catch (RuntimeException e) {
      LOG.error("queue {}: not polled, tried again in {}: {}", queue, RETRY, e.toString());
      again.schedule(this::openIfWanted, RETRY.toMillis(), TimeUnit.MILLISECONDS);
    } catch (Error e) {
      FailStop.because("queue " + queue, e);
    }
  }

  /** Starting asks the server, and fails while it is away: nothing has begun to poll then. */
  private void poll() {
    if (started) {
      worker.resumePolling();
    } else {
      factory.start();
      started = true;
    }
  }

  /** Polls no more until {@link #open}. */
  synchronized void pause() {
    wanted = false;
    if (started) {
      worker.suspendPolling();
      LOG.warn("queue {}: not polled while the session with the broker is lost", queue);
    }
  }

  /** Lets running activities end, for a few seconds. */
  @Override
  public synchronized void close() {
    wanted = false;
    again.shutdownNow();
    factory.shutdown();
    factory.awaitTermination(DRAIN_SECONDS, TimeUnit.SECONDS);
    factory.shutdownNow();
  }
}
