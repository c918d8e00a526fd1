package dev.legwork.worker.version;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.deployment.v1.WorkerDeploymentInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkerDeploymentRequest;
import io.temporal.api.workflowservice.v1.SetWorkerDeploymentCurrentVersionRequest;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Temporal's worker deployment {@code legwork}, as its server knows it. */
final class Deployment {
  static final String NAME = "legwork";
  private static final int SECONDS = 10;

  private final WorkflowServiceStubs stubs;
  private final String namespace;

  Deployment(WorkflowServiceStubs stubs, String namespace) {
    this.stubs = stubs;
    this.namespace = namespace;
  }

  /**
   * What the server knows; empty before the first worker of any version has polled.
   *
   * @throws StatusRuntimeException if the server cannot answer, for good or for the moment
   */
  Optional<WorkerDeploymentInfo> info() {
    try {
      return Optional.of(
          stubs
              .blockingStub()
              .withDeadlineAfter(SECONDS, TimeUnit.SECONDS)
              .describeWorkerDeployment(
                  DescribeWorkerDeploymentRequest.newBuilder()
                      .setNamespace(namespace)
                      .setDeploymentName(NAME)
                      .build())
              .getWorkerDeploymentInfo());
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** The build that new trades go to; empty if there is none. */
  static String current(WorkerDeploymentInfo info) {
    return info.getRoutingConfig().getCurrentDeploymentVersion().getBuildId();
  }

  /** Whether that build was current at any time. */
  static boolean wasActivated(WorkerDeploymentInfo info, String build) {
    return info.getVersionSummariesList().stream()
        .filter(version -> version.getDeploymentVersion().getBuildId().equals(build))
        .anyMatch(version -> version.hasFirstActivationTime() || version.hasCurrentSinceTime());
  }

  /**
   * From now on new trades go to this build.
   *
   * @throws StatusRuntimeException if the server does not know it yet, or cannot now
   */
  void makeCurrent(String build) {
    stubs
        .blockingStub()
        .withDeadlineAfter(SECONDS, TimeUnit.SECONDS)
        .setWorkerDeploymentCurrentVersion(
            SetWorkerDeploymentCurrentVersionRequest.newBuilder()
                .setNamespace(namespace)
                .setDeploymentName(NAME)
                .setBuildId(build)
                .setIdentity("legwork worker " + build)
                .setIgnoreMissingTaskQueues(true)
                .build());
  }
}
