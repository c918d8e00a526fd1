package dev.legwork.api.execution;

import com.google.protobuf.ByteString;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.workflow.execution.ExecutionStart;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.Payload;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowServiceException;
import io.temporal.common.converter.RawValue;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.EnumSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Starts the workflow of a trade, at most once for an id. */
@Component
class TradeStarter {
  private static final Logger LOG = LoggerFactory.getLogger(TradeStarter.class);

  /** Answers of the server that say it did not do it. */
  private static final Set<Status.Code> REFUSALS =
      EnumSet.of(
          Status.Code.INVALID_ARGUMENT,
          Status.Code.NOT_FOUND,
          Status.Code.PERMISSION_DENIED,
          Status.Code.UNAUTHENTICATED,
          Status.Code.FAILED_PRECONDITION,
          Status.Code.UNIMPLEMENTED,
          Status.Code.RESOURCE_EXHAUSTED);

  private final WorkflowClient client;

  TradeStarter(WorkflowClient client) {
    this.client = client;
  }

  /** What came of it. */
  sealed interface Start {
    record Started() implements Start {}

    /** Some workflow has, or had, this id. */
    record Taken() implements Start {}

    /** The call failed before anything could start. */
    record NotStarted(String why) implements Start {}

    /** The call failed, and the trade may have started. */
    record Unknown(String why) implements Start {}
  }

  Start start(ExecutionRequest request, String canonicalText) {
    try {
      client
          .newUntypedWorkflowStub(ExecutionStart.TYPE, ExecutionStart.options(request))
          .start(new RawValue(payload(canonicalText)));
      LOG.info("execution {}: started for account {}", request.id(), request.account());
      return new Start.Started();
    } catch (WorkflowExecutionAlreadyStarted e) {
      return new Start.Taken();
    } catch (WorkflowServiceException e) {
      LOG.error("execution {}: the start failed; the caller is told so", request.id(), e);
      return failed(e);
    }
  }

  private static Payload payload(String json) {
    return Payload.newBuilder()
        .putMetadata("encoding", ByteString.copyFromUtf8("json/plain"))
        .setData(ByteString.copyFromUtf8(json))
        .build();
  }

  private static Start failed(WorkflowServiceException e) {
    String why = "Temporal does not answer";
    if (!(e.getCause() instanceof StatusRuntimeException status)) {
      return new Start.Unknown(why);
    }
    if (REFUSALS.contains(status.getStatus().getCode())) {
      return new Start.NotStarted(
          "Temporal refuses: " + String.valueOf(status.getStatus().getDescription()));
    }
    return neverConnected(status) ? new Start.NotStarted(why) : new Start.Unknown(why);
  }

  private static boolean neverConnected(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectException || cause instanceof UnknownHostException) {
        return true;
      }
    }
    return false;
  }
}
