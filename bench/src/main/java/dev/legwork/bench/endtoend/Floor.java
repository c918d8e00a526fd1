package dev.legwork.bench.endtoend;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/**
 * What the same Temporal server takes for nothing at all: an empty workflow's start until its first
 * activity begins, and how many workflows of four bare activities it runs in a second.
 */
final class Floor implements AutoCloseable {
  private static final String QUEUE = "bench-floor";
  private static final Map<String, Long> BEGUN = new ConcurrentHashMap<>();

  private final WorkflowClient client;
  private final WorkerFactory factory;

  Floor(WorkflowClient client) {
    this.client = client;
    this.factory = WorkerFactory.newInstance(client, WorkerFactoryOptions.newBuilder().build());
    var worker = factory.newWorker(QUEUE);
    worker.registerWorkflowImplementationTypes(Bare.class);
    worker.registerActivitiesImplementations(new Begins());
    factory.start();
  }

  /** One start of an empty workflow until its first activity begins, ns. */
  long startToFirstActivity(String id) {
    BareWorkflow workflow = client.newWorkflowStub(BareWorkflow.class, options(id));
    long start = System.nanoTime();
    WorkflowClient.start(workflow::run, 1);
    client.newUntypedWorkflowStub(id).getResult(Void.class);
    return BEGUN.remove(id) - start;
  }

  /** Workflows of four activities per second, so many at a time. */
  double perSecond(int count, int atATime) throws InterruptedException {
    CountDownLatch left = new CountDownLatch(count);
    long start = System.nanoTime();
    Parallel.run(
        atATime,
        count,
        i -> {
          String id = "bench-four-" + start + "-" + i;
          WorkflowClient.start(client.newWorkflowStub(BareWorkflow.class, options(id))::run, 4);
          client.newUntypedWorkflowStub(id).getResult(Void.class);
          left.countDown();
        });
    left.await();
    return count / ((System.nanoTime() - start) / 1e9);
  }

  @Override
  public void close() {
    factory.shutdownNow();
  }

  private static WorkflowOptions options(String id) {
    return WorkflowOptions.newBuilder().setWorkflowId(id).setTaskQueue(QUEUE).build();
  }

  /** Runs so many activities, one after another. */
  @WorkflowInterface
  public interface BareWorkflow {
    @WorkflowMethod
    void run(int activities);
  }

  /** An activity that does nothing but note when it began. */
  @ActivityInterface
  public interface BareActivity {
    void begin(String workflowId);
  }

  /** The workflow that does nothing. */
  public static final class Bare implements BareWorkflow {
    private final BareActivity activity =
        Workflow.newActivityStub(
            BareActivity.class,
            ActivityOptions.newBuilder()
                .setStartToCloseTimeout(Duration.ofSeconds(10))
                .setDisableEagerExecution(true)
                .build());

    @Override
    public void run(int activities) {
      for (int i = 0; i < activities; i++) {
        activity.begin(Workflow.getInfo().getWorkflowId());
      }
    }
  }

  private static final class Begins implements BareActivity {
    @Override
    public void begin(String workflowId) {
      BEGUN.putIfAbsent(workflowId, System.nanoTime());
    }
  }
}
