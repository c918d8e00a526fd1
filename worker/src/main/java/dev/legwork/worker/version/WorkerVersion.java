package dev.legwork.worker.version;

import dev.legwork.ledger.Ledger;
import dev.legwork.ledger.presence.BuildPresence;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.deployment.v1.WorkerDeploymentInfo;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.common.VersioningBehavior;
import io.temporal.common.WorkerDeploymentVersion;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.worker.WorkerDeploymentOptions;
import io.temporal.worker.WorkerOptions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This build as a version of the worker deployment. It makes itself the current version (unless
 * told not to, or unless it is an older one while workers of the current one live), and while it is
 * current it takes over the trades that are pinned to a build of which no worker lives any more.
 */
public final class WorkerVersion implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerVersion.class);
  private static final Duration UNTIL_CURRENT = Duration.ofMillis(200);
  private static final Duration LATER = Duration.ofSeconds(3);

  /** Temporal's own releases; the server in memory has none. */
  private static final Pattern RELEASE = Pattern.compile("1\\.(\\d+)\\.");

  private static final int FIRST_THAT_REFUSES = 26;
  private static final String ACTION = "MOVED_TO_BUILD";

  private final String build;
  private final boolean promote;
  private final Deployment deployment;
  private final PinnedTrades trades;
  private final BuildPresence presence;
  private final Ledger ledger;
  private final Thread thread;
  private volatile boolean current;
  private volatile boolean closed;
  private Boolean newer;
  private String lastProblem = "";

  /**
   * @param promote whether it may make itself the current version
   */
  public WorkerVersion(
      String build,
      boolean promote,
      WorkflowServiceStubs stubs,
      String namespace,
      BuildPresence presence,
      Ledger ledger) {
    this.build = build;
    this.promote = promote;
    this.deployment = new Deployment(stubs, namespace);
    this.trades = new PinnedTrades(stubs, namespace);
    this.presence = presence;
    this.ledger = ledger;
    this.thread = Thread.ofPlatform().name("version").daemon().unstarted(this::run);
  }

  /**
   * Whether the server knows worker versions; asked before a worker polls as one. Where it does, a
   * worker has to: the server takes no task of a pinned workflow from a worker without a version.
   *
   * @throws StatusRuntimeException while it cannot be asked
   * @throws IllegalStateException if it knows them and does not let this worker use them
   */
  public static boolean isKnownTo(WorkflowServiceStubs stubs, String namespace) {
    try {
      new Deployment(stubs, namespace).info();
      return true;
    } catch (StatusRuntimeException e) {
      switch (e.getStatus().getCode()) {
        case INVALID_ARGUMENT, FAILED_PRECONDITION, PERMISSION_DENIED ->
            throw new IllegalStateException(
                """
                the Temporal server does not tell about worker deployments in namespace %s (%s), and \
                workflows cannot run without: let this worker's credentials read and change them\
                """
                    .formatted(namespace, e.getStatus()),
                e);
        case UNIMPLEMENTED -> {
          refuseHalfKnown(stubs);
          LOG.info(
              "worker versions are not used, this Temporal server does not offer them: {}",
              e.getStatus());
          return false;
        }
        default -> throw e;
      }
    }
  }

  private static void refuseHalfKnown(WorkflowServiceStubs stubs) {
    String version =
        stubs
            .blockingStub()
            .getSystemInfo(GetSystemInfoRequest.getDefaultInstance())
            .getServerVersion();
    Matcher numbers = RELEASE.matcher(version);
    if (numbers.lookingAt() && Integer.parseInt(numbers.group(1)) >= FIRST_THAT_REFUSES) {
      throw new IllegalStateException(
          """
          Temporal server %s takes no task of a pinned workflow from a worker without a version, and \
          offers no worker deployments: upgrade it to 1.27 or later\
          """
              .formatted(version));
    }
  }

  /** Lets a worker poll as this version. */
  public WorkerOptions.Builder applyTo(WorkerOptions.Builder options) {
    return options.setDeploymentOptions(
        WorkerDeploymentOptions.newBuilder()
            .setVersion(new WorkerDeploymentVersion(Deployment.NAME, build))
            .setUseVersioning(true)
            // Pinned is said by the workflow itself: what does not say so must never be left
            // behind.
            .setDefaultVersioningBehavior(VersioningBehavior.AUTO_UPGRADE)
            .build());
  }

  /** Says that this build is alive, so that nobody takes its trades away; before it polls. */
  public void show() throws SQLException {
    presence.show();
  }

  /** Starts to look after the deployment; the worker polls already. */
  public void start() {
    LOG.info("this is build {} of the worker deployment {}", build, Deployment.NAME);
    thread.start();
  }

  /** Whether new trades come to this build. */
  public boolean isCurrent() {
    return current;
  }

  /** Its trades may be taken over from now on. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    presence.close();
  }

  private void run() {
    while (!closed) {
      try {
        look();
        Thread.sleep(current || !lastProblem.isEmpty() ? LATER : UNTIL_CURRENT);
      } catch (InterruptedException stopping) {
        return;
      } catch (SQLException | RuntimeException e) {
        waitAfter(e);
      }
    }
  }

  private void look() throws SQLException {
    presence.show();
    WorkerDeploymentInfo info = deployment.info().orElse(null);
    if (info == null) {
      return;
    }
    boolean was = current;
    current = Deployment.current(info).equals(build) || promoted(info);
    if (current && !was) {
      LOG.info("build {} is the current version: new trades come here", build);
    }
    if (current) {
      lastProblem = "";
      takeOverStranded();
    }
  }

  private boolean promoted(WorkerDeploymentInfo info) throws SQLException {
    String other = Deployment.current(info);
    if (!promote) {
      problem("build %s is not made current by itself; current is '%s'".formatted(build, other));
      return false;
    }
    if (newer == null) {
      // Asked once: a promotion that is under way already counts as an activation.
      newer = !Deployment.wasActivated(info, build);
    }
    if (!newer && !other.isEmpty() && presence.isPresent(other)) {
      problem(
          "build %s was current before and is left aside while workers of %s live"
              .formatted(build, other));
      return false;
    }
    deployment.makeCurrent(build);
    return true;
  }

  private void takeOverStranded() throws SQLException {
    Map<String, Boolean> alive = new HashMap<>();
    for (WorkflowExecution execution : trades.notOf(build)) {
      String other = trades.buildOf(execution);
      if (other.isEmpty() || other.equals(build)) {
        continue;
      }
      if (!alive.containsKey(other)) {
        alive.put(other, presence.isPresent(other));
      }
      if (!alive.get(other)) {
        takeOver(execution, other);
      }
    }
  }

  private void takeOver(WorkflowExecution execution, String other) {
    trades.move(execution, build);
    LOG.warn(
        "{}: its build {} has no worker any more; build {} goes on with it",
        execution.getWorkflowId(),
        other,
        build);
    ledger
        .audit()
        .record(
            "worker of build " + build,
            ACTION,
            execution.getWorkflowId(),
            "no worker of its build " + other + " lives");
  }

  private void problem(String text) {
    if (!text.equals(lastProblem)) {
      LOG.warn(text);
      lastProblem = text;
    }
  }

  private void waitAfter(Exception e) {
    problem("the worker deployment cannot be looked after now, next try soon: " + e.getMessage());
    try {
      Thread.sleep(current ? LATER : UNTIL_CURRENT);
    } catch (InterruptedException stopping) {
      closed = true;
    }
  }
}
