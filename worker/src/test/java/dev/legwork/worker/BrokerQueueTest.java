package dev.legwork.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.workflow.TaskQueues;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.testserver.TestServer;
import io.temporal.worker.WorkerFactory;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BrokerQueueTest {
  private static final String ACCOUNT = "DU100";
  private static final String CALLERS = "callers";

  @ActivityInterface
  public interface Echo {
    String echo(String word);
  }

  @WorkflowInterface
  public interface Caller {
    @WorkflowMethod
    String call(String word);
  }

  public static final class CallerImpl implements Caller {
    private final Echo echo =
        Workflow.newActivityStub(
            Echo.class,
            ActivityOptions.newBuilder()
                .setTaskQueue(TaskQueues.broker(ACCOUNT))
                .setScheduleToCloseTimeout(Duration.ofSeconds(60))
                .build());

    @Override
    public String call(String word) {
      return echo.echo(word);
    }
  }

  private int port;
  private WorkflowServiceStubs stubs;
  private WorkflowClient client;
  private BrokerQueue queue;

  @BeforeEach
  void prepare() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder()
                .setTarget("127.0.0.1:" + port)
                .setRpcTimeout(Duration.ofSeconds(2))
                .build());
    client = WorkflowClient.newInstance(stubs);
    queue = new BrokerQueue(ACCOUNT, client, (Echo) word -> "echo of " + word);
  }

  @AfterEach
  void close() {
    queue.close();
    stubs.shutdownNow();
  }

  @Test
  void pollsOnceTemporalIsBackThatWasAwayWhenTheSessionCame() throws Exception {
    queue.open();

    TestServer.PortBoundTestServer server = TestServer.createPortBoundServer(port);
    try {
      assertThat(answer()).isEqualTo("echo of hello");
    } finally {
      server.close();
    }
  }

  private String answer() throws Exception {
    WorkerFactory callers = WorkerFactory.newInstance(client);
    callers.newWorker(CALLERS).registerWorkflowImplementationTypes(CallerImpl.class);
    Patience.untilDone("the server", callers::start);
    try {
      Caller caller =
          client.newWorkflowStub(
              Caller.class, WorkflowOptions.newBuilder().setTaskQueue(CALLERS).build());
      return WorkflowClient.execute(caller::call, "hello").get(90, TimeUnit.SECONDS);
    } finally {
      callers.shutdownNow();
      callers.awaitTermination(5, TimeUnit.SECONDS);
    }
  }
}
