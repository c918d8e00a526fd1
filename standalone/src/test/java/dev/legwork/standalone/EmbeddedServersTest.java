package dev.legwork.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.SearchAttributeKey;
import io.temporal.common.SearchAttributes;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServersTest {

  @TempDir Path folder;

  private final BlockingQueue<String> console = new LinkedBlockingQueue<>();
  private HomeFolder home;

  @BeforeEach
  void prepare() {
    home = new HomeFolder(folder);
    home.create();
  }

  @Test
  void postgresKeepsItsDataAndIsTakenOverByTheNextParent() throws Exception {
    int port = Ports.anyFree();
    EmbeddedPostgres first = EmbeddedPostgres.start(home, port, console::add);
    execute(first, "create table kept (n int); insert into kept values (7)");
    first.detach();

    try (EmbeddedPostgres second = EmbeddedPostgres.start(home, port, console::add)) {
      assertThat(console).anyMatch(line -> line.startsWith("PostgreSQL: still running"));
      assertThat(number(second)).isEqualTo(7);
    }
    assertThat(Ports.isFree(port)).isTrue();

    try (EmbeddedPostgres third = EmbeddedPostgres.start(home, port, console::add)) {
      assertThat(number(third)).isEqualTo(7);
    }
  }

  @Test
  void temporalKeepsItsExecutionsOverAKill() {
    Optional<Path> program = new TemporalBinary(console::add).installed();
    Assumptions.assumeTrue(
        program.isPresent(), "SKIPPED: no temporal program on this machine (see README)");
    int port = Ports.anyFree();
    int uiPort = Ports.anyFree();
    EmbeddedTemporal first =
        EmbeddedTemporal.start(program.get(), home, port, uiPort, console::add);
    startExecution(first, "execution/kept");
    first.detach();
    first.process().destroyForcibly();
    first.process().onExit().join();

    try (EmbeddedTemporal next =
        EmbeddedTemporal.start(program.get(), home, port, uiPort, console::add)) {
      assertThat(describe(next, "execution/kept")).isEqualTo("WORKFLOW_EXECUTION_STATUS_RUNNING");
    }
  }

  @Test
  void theTestServerTakesExecutionsWithOurSearchAttributes() {
    try (InMemoryTemporal temporal = InMemoryTemporal.start(Ports.anyFree(), console::add)) {
      startExecution(temporal, "execution/brief");

      assertThat(describe(temporal, "execution/brief"))
          .isEqualTo("WORKFLOW_EXECUTION_STATUS_RUNNING");
    }
    assertThat(console).anyMatch(line -> line.contains("no durability"));
  }

  private static void startExecution(TemporalHost temporal, String id) {
    WorkflowServiceStubs stubs = stubs(temporal);
    try {
      WorkflowClient.newInstance(stubs)
          .newUntypedWorkflowStub(
              "ExecutionWorkflow",
              WorkflowOptions.newBuilder()
                  .setWorkflowId(id)
                  .setTaskQueue("nobody")
                  .setTypedSearchAttributes(
                      SearchAttributes.newBuilder()
                          .set(SearchAttributeKey.forKeyword("Account"), "DU1000001")
                          .build())
                  .build())
          .start("{}");
    } finally {
      stubs.shutdownNow();
    }
  }

  private static String describe(TemporalHost temporal, String id) {
    WorkflowServiceStubs stubs = stubs(temporal);
    try {
      WorkflowStub stub = WorkflowClient.newInstance(stubs).newUntypedWorkflowStub(id);
      return stub.describe().getStatus().name();
    } finally {
      stubs.shutdownNow();
    }
  }

  private static WorkflowServiceStubs stubs(TemporalHost temporal) {
    return WorkflowServiceStubs.newServiceStubs(
        WorkflowServiceStubsOptions.newBuilder().setTarget(temporal.target()).build());
  }

  private static void execute(EmbeddedPostgres postgres, String sql) throws Exception {
    try (Connection connection = connect(postgres);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static int number(EmbeddedPostgres postgres) throws Exception {
    try (Connection connection = connect(postgres);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select n from kept")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private static Connection connect(EmbeddedPostgres postgres) throws Exception {
    return DriverManager.getConnection(postgres.url(), postgres.user(), postgres.password());
  }
}
