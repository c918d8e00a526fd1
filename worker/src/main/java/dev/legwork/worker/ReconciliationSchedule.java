package dev.legwork.worker;

import dev.legwork.workflow.TaskQueues;
import dev.legwork.workflow.TradeDataConverter;
import dev.legwork.workflow.WorkflowIds;
import dev.legwork.workflow.reconciliation.ReconciliationWorkflow;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.ScheduleOverlapPolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.schedules.Schedule;
import io.temporal.client.schedules.ScheduleActionStartWorkflow;
import io.temporal.client.schedules.ScheduleAlreadyRunningException;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleClientOptions;
import io.temporal.client.schedules.ScheduleException;
import io.temporal.client.schedules.ScheduleHandle;
import io.temporal.client.schedules.ScheduleIntervalSpec;
import io.temporal.client.schedules.ScheduleOptions;
import io.temporal.client.schedules.SchedulePolicy;
import io.temporal.client.schedules.ScheduleSpec;
import io.temporal.client.schedules.ScheduleUpdate;
import io.temporal.common.converter.DataConverterException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;

/**
 * Has an account reconciled every few seconds: by a Temporal Schedule, which outlives every worker,
 * or, on a server that has none, by a timer of this process.
 */
final class ReconciliationSchedule implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReconciliationSchedule.class);
  private static final Duration CATCH_UP = Duration.ofMinutes(5);
  private static final Duration RETRY = Duration.ofSeconds(5);
  private static final Duration SHORTER = Duration.ofSeconds(1);

  /** Without any, the SDK cannot read the schedule back, and so cannot change it. */
  private static final String DETAILS =
      "Compares what the broker says with the ledger; what differs for long opens an alert.";

  private final String account;
  private final WorkflowClient client;
  private final Duration interval;
  private final Clock clock;
  private final ScheduledExecutorService executor;

  /**
   * @param interval from one start to the next; a run that takes longer is ended before
   */
  ReconciliationSchedule(String account, WorkflowClient client, Duration interval, Clock clock) {
    this.account = account;
    this.client = client;
    this.interval = interval;
    this.clock = clock;
    this.executor =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("reconcile-" + account).factory());
  }

  /** Sees to it that the schedule stands, in the background and until it does. */
  void start() {
    executor.execute(this::ensure);
  }

  /** Starts a run now, in the background; a run that is under way shares its census. */
  void runSoon(String why) {
    LOG.info("account {}: to be reconciled now: {}", account, why);
    executor.execute(this::run);
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }

  private void ensure() {
    try {
      createOrUpdate();
      LOG.info("account {}: reconciled every {} s", account, interval.toSeconds());
    } catch (RuntimeException e) {
      if (isUnimplemented(e)) {
        LOG.info(
            "account {}: this Temporal server has no schedules; reconciled every {} s by this"
                + " process",
            account,
            interval.toSeconds());
        executor.scheduleAtFixedRate(
            this::run, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
      } else if (!executor.isShutdown()) {
        LOG.warn(
            "account {}: its schedule cannot be made or changed now, next try in {} s: {}",
            account,
            RETRY.toSeconds(),
            NestedExceptionUtils.getMostSpecificCause(e).toString());
        executor.schedule(this::ensure, RETRY.toMillis(), TimeUnit.MILLISECONDS);
      }
    }
  }

  private void createOrUpdate() {
    ScheduleClient schedules =
        ScheduleClient.newInstance(
            client.getWorkflowServiceStubs(),
            ScheduleClientOptions.newBuilder()
                .setNamespace(client.getOptions().getNamespace())
                .setDataConverter(TradeDataConverter.create())
                .build());
    String id = WorkflowIds.reconciliations(account);
    Schedule wanted = schedule();
    try {
      schedules.createSchedule(
          id, wanted, ScheduleOptions.newBuilder().setTriggerImmediately(true).build());
    } catch (ScheduleAlreadyRunningException stands) {
      update(schedules.getHandle(id), wanted);
    }
  }

  /** One that the SDK cannot read back is deleted, and made anew by the next try. */
  private static void update(ScheduleHandle schedule, Schedule wanted) {
    try {
      schedule.update(input -> new ScheduleUpdate(wanted));
    } catch (ScheduleException e) {
      if (e.getCause() instanceof DataConverterException) {
        schedule.delete();
      }
      throw e;
    }
  }

  private Schedule schedule() {
    return Schedule.newBuilder()
        .setAction(
            ScheduleActionStartWorkflow.newBuilder()
                .setWorkflowType(ReconciliationWorkflow.class)
                .setArguments(account)
                .setOptions(options(WorkflowIds.reconciliations(account)))
                .build())
        .setSpec(
            ScheduleSpec.newBuilder()
                .setIntervals(
                    List.of(new ScheduleIntervalSpec(interval, offset(account, interval))))
                .build())
        .setPolicy(
            SchedulePolicy.newBuilder()
                .setOverlap(ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_SKIP)
                .setCatchupWindow(CATCH_UP)
                .build())
        .build();
  }

  /**
   * When in the interval, in whole seconds: intervals begin at the same moment for everybody, and
   * all accounts reconciled at once would keep trades waiting. Accounts whose numbers follow one
   * another get seconds that do.
   */
  static Duration offset(String account, Duration interval) {
    return Duration.ofSeconds(Math.floorMod(account.hashCode(), Math.max(1, interval.toSeconds())));
  }

  private void run() {
    try {
      ReconciliationWorkflow run =
          client.newWorkflowStub(
              ReconciliationWorkflow.class,
              options(WorkflowIds.reconciliation(account, clock.instant())));
      WorkflowClient.start(run::reconcile, account);
    } catch (RuntimeException e) {
      LOG.warn("account {}: reconciliation could not be started: {}", account, "" + e);
    }
  }

  private WorkflowOptions options(String id) {
    return WorkflowOptions.newBuilder()
        .setWorkflowId(id)
        .setTaskQueue(TaskQueues.LEGWORK)
        .setWorkflowRunTimeout(interval.minus(SHORTER))
        .setWorkflowTaskTimeout(TaskQueues.TASK_TIMEOUT)
        .setStaticSummary("broker against ledger, " + account)
        .setStaticDetails(DETAILS)
        .build();
  }

  private static boolean isUnimplemented(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof StatusRuntimeException status) {
        return status.getStatus().getCode() == Status.Code.UNIMPLEMENTED;
      }
    }
    return false;
  }
}
