package dev.legwork.worker.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import io.temporal.api.workflowservice.v1.DescribeWorkerDeploymentRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkerDeploymentResponse;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.api.workflowservice.v1.GetSystemInfoResponse;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whether a worker has to poll as a version, by what the server answers on the wire. */
class WorkerVersionTest {
  /** A server that answers the question about deployments with a status. */
  private static final class Answering extends WorkflowServiceGrpc.WorkflowServiceImplBase {
    private Status deployments = Status.NOT_FOUND;
    private String version = "";

    @Override
    public void describeWorkerDeployment(
        DescribeWorkerDeploymentRequest request,
        StreamObserver<DescribeWorkerDeploymentResponse> answer) {
      answer.onError(deployments.withDescription("says the server").asRuntimeException());
    }

    @Override
    public void getSystemInfo(
        GetSystemInfoRequest request, StreamObserver<GetSystemInfoResponse> answer) {
      answer.onNext(GetSystemInfoResponse.newBuilder().setServerVersion(version).build());
      answer.onCompleted();
    }
  }

  private final Answering answering = new Answering();
  private Server server;
  private ManagedChannel channel;
  private WorkflowServiceStubs stubs;

  @BeforeEach
  void start() throws IOException {
    String name = InProcessServerBuilder.generateName();
    server = InProcessServerBuilder.forName(name).addService(answering).build().start();
    channel = InProcessChannelBuilder.forName(name).build();
    stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setChannel(channel).build());
  }

  @AfterEach
  void stop() {
    stubs.shutdownNow();
    channel.shutdownNow();
    server.shutdownNow();
  }

  private boolean isKnown() {
    return WorkerVersion.isKnownTo(stubs, "default");
  }

  @Test
  void areUsedOnAServerThatKnowsThemThoughNoWorkerWasThereYet() {
    assertThat(isKnown()).isTrue();
  }

  @Test
  void areNotUsedOnAServerThatHasNone() {
    answering.deployments = Status.UNIMPLEMENTED;
    assertThat(isKnown()).isFalse();

    answering.version = "1.24.2";
    assertThat(isKnown()).isFalse();
  }

  /** Without a version every workflow task would be refused, for ever and in silence. */
  @Test
  void saysWhatIsMissingWhereTheServerDeniesThem() {
    answering.deployments = Status.PERMISSION_DENIED;

    assertThatThrownBy(this::isKnown)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("namespace default")
        .hasMessageContaining("PERMISSION_DENIED")
        .hasMessageContaining("let this worker's credentials");
  }

  @Test
  void saysWhichServerIsNeededWhereItKnowsThemByHalf() {
    answering.deployments = Status.UNIMPLEMENTED;
    answering.version = "1.26.2";

    assertThatThrownBy(this::isKnown)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("1.26.2")
        .hasMessageContaining("upgrade it to 1.27");
  }
}
