package dev.legwork.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.legwork.standalone.Conversion.Market;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.workflow.v1.WorkflowExecutionVersioningInfo;
import io.temporal.api.workflowservice.v1.DescribeScheduleRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkerDeploymentRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Deploys while trades are open: two builds, one after the other and beside each other (Y8, Y20).
 */
@DisabledIf(value = "temporalIsMissing", disabledReason = "no 'temporal' program on this machine")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ResourceLock(value = EndToEnd.ALONE, mode = ResourceAccessMode.READ_WRITE)
@ExtendWith(ClearOfMidnight.class)
class WorkerVersioningEndToEndTest {

  private static final Duration PATIENCE = Duration.ofSeconds(180);
  private static ProcessHouse house;
  private static WorkflowServiceStubs temporal;
  private static int trades;

  static boolean temporalIsMissing() {
    return new TemporalBinary(line -> {}).installed().isEmpty();
  }

  @BeforeAll
  static void open() {
    house = new ProcessHouse("versions", "--legwork.temporal.build-id=one");
    temporal =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget(house.temporalTarget()).build());
  }

  @AfterAll
  static void close() {
    temporal.shutdownNow();
    house.close();
  }

  /** fault Y20 */
  @Test
  @Order(1)
  void leavesATradeWithItsBuildAndGivesNewOnesToTheNextWhileBothLive() {
    try (MarketMaker first = market("VA");
        MarketMaker second = market("VB")) {
      String open = submitWithRestingCall("VA", "DU1000001");
      assertThat(buildOf(open)).as("before there is another").isEqualTo("one");

      try (Service next = house.secondWorker("--legwork.temporal.build-id=two")) {
        awaitCurrent("two");
        second.become(Market.OPEN);
        Waiting.until("new trades go to build two", PATIENCE, () -> buildOfANewOne().equals("two"));
        assertThat(buildOf(open)).as("the open trade's").isEqualTo("one");

        first.become(Market.OPEN.withCall("2.40", "2.45"));
        awaitCommitted(open);
        assertThat(buildOf(open)).isEqualTo("one");
        assertThat(moves(open)).isEmpty();
        assertThat(next.process().isAlive()).as("both live").isTrue();
      }
    }
  }

  private static String buildOfANewOne() {
    trades++;
    String id = submit(conversion("VB").request("fresh-" + trades, "DU1000002", 1, "99.85"));
    awaitCommitted(id);
    return buildOf(id);
  }

  private static void awaitCommitted(String id) {
    Waiting.until(
        id + " is committed", PATIENCE, () -> house.books().state(id).equals("COMMITTED"));
  }

  /** fault Y8 */
  @Test
  @Order(2)
  void goesOnWithATradeWhoseBuildIsGone() {
    try (MarketMaker market = market("VD")) {
      awaitCurrent("one");
      String open = submitWithRestingCall("VD", "DU1000003");
      assertThat(buildOf(open)).isEqualTo("one");

      house.worker().killForGood();
      house.startWorker(
          "--legwork.temporal.build-id=three", "--legwork.reconciliation.interval=9s");
      Waiting.until(
          "the open trade is with build three", PATIENCE, () -> buildOf(open).equals("three"));
      market.become(Market.OPEN.withCall("2.40", "2.45"));
      Waiting.until(
          "open has ended", PATIENCE, () -> house.books().state(open).equals("COMMITTED"));

      new ChaosVerdict(house).check(open, "DU1000003");
      assertThat(moves(open)).containsExactly("no worker of its build one lives");
    }
  }

  @Test
  @Order(3)
  void reconcilesAsOftenAsTheLatestWorkerIsToldTo() {
    Waiting.until(
        "the schedule that the first worker made is changed",
        PATIENCE,
        () -> interval("reconcile/DU1000003").equals(Duration.ofSeconds(9)));
  }

  private static Duration interval(String schedule) {
    var spec =
        temporal
            .blockingStub()
            .describeSchedule(
                DescribeScheduleRequest.newBuilder()
                    .setNamespace("default")
                    .setScheduleId(schedule)
                    .build())
            .getSchedule()
            .getSpec();
    return Duration.ofSeconds(spec.getInterval(0).getInterval().getSeconds());
  }

  private static void awaitCurrent(String build) {
    Waiting.until("build " + build + " is current", PATIENCE, () -> current().equals(build));
  }

  /** Empty while the server cannot tell: it makes what it knows of a deployment bit by bit. */
  private static String current() {
    try {
      return askCurrent();
    } catch (StatusRuntimeException notNow) {
      return "";
    }
  }

  private static String askCurrent() {
    return temporal
        .blockingStub()
        .describeWorkerDeployment(
            DescribeWorkerDeploymentRequest.newBuilder()
                .setNamespace("default")
                .setDeploymentName("legwork")
                .build())
        .getWorkerDeploymentInfo()
        .getRoutingConfig()
        .getCurrentDeploymentVersion()
        .getBuildId();
  }

  private static List<String> moves(String id) {
    return house
        .books()
        .column(
            "select reason from audit where action = 'MOVED_TO_BUILD' and target = ?",
            "execution/" + id);
  }

  private static String submitWithRestingCall(String symbol, String account) {
    ObjectNode request =
        Conversion.withTimeouts(
            Conversion.withLimits(
                conversion(symbol).request("open-" + symbol, account, 1, "99.70"),
                "100.00",
                "2.05",
                "2.40"),
            Duration.ofMinutes(5),
            Duration.ofMinutes(5));
    String id = submit(request);
    Waiting.until("two legs are filled", PATIENCE, () -> house.venue().positions(id).size() == 2);
    return id;
  }

  private static String submit(ObjectNode request) {
    house.trades().submit(request);
    return request.get("id").asText();
  }

  private static MarketMaker market(String symbol) {
    return new MarketMaker(house.venue(), conversion(symbol), Market.OPEN);
  }

  private static Conversion conversion(String symbol) {
    return new Conversion(symbol, Conversion.expiryAfter(LocalDate.now(Market.ZONE)));
  }

  private static String buildOf(String id) {
    WorkflowExecutionVersioningInfo info =
        temporal
            .blockingStub()
            .describeWorkflowExecution(
                DescribeWorkflowExecutionRequest.newBuilder()
                    .setNamespace("default")
                    .setExecution(WorkflowExecution.newBuilder().setWorkflowId("execution/" + id))
                    .build())
            .getWorkflowExecutionInfo()
            .getVersioningInfo();
    return info.getVersioningOverride().hasPinned()
        ? info.getVersioningOverride().getPinned().getVersion().getBuildId()
        : info.getDeploymentVersion().getBuildId();
  }
}
