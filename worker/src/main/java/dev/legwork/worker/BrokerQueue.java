package dev.legwork.worker;

import dev.legwork.workflow.TaskQueues;
import io.temporal.client.WorkflowClient;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
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

  private final String queue;
  private final WorkerFactory factory;
  private final Worker worker;
  private boolean started;

  BrokerQueue(String account, WorkflowClient client, Object... activities) {
    queue = TaskQueues.broker(account);
    factory = WorkerFactory.newInstance(client);
    worker = factory.newWorker(queue);
    worker.registerActivitiesImplementations(activities);
  }

  /** Polls from now on. */
  synchronized void open() {
    if (!started) {
      started = true;
      factory.start();
    } else {
      worker.resumePolling();
    }
    LOG.info("queue {}: polled, the session with the broker stands", queue);
  }

  /** Polls no more until {@link #open}. */
  synchronized void pause() {
    if (started) {
      worker.suspendPolling();
      LOG.warn("queue {}: not polled while the session with the broker is lost", queue);
    }
  }

  /** Lets running activities end, for a few seconds. */
  @Override
  public synchronized void close() {
    factory.shutdown();
    factory.awaitTermination(DRAIN_SECONDS, TimeUnit.SECONDS);
    factory.shutdownNow();
  }
}
