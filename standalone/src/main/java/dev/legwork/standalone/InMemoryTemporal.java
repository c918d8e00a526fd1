package dev.legwork.standalone;

import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import io.temporal.testserver.TestServer;
import java.util.Optional;
import java.util.function.Consumer;

/** The SDK's test server in our own process: the last resort, with nothing kept on a disk. */
final class InMemoryTemporal implements TemporalHost {

  private final TestServer.PortBoundTestServer server;
  private final int port;

  private InMemoryTemporal(int port) {
    this.port = port;
    this.server = TestServer.createPortBoundServer(port);
  }

  static InMemoryTemporal start(int port, Consumer<String> console) {
    InMemoryTemporal temporal = new InMemoryTemporal(port);
    temporal.registerSearchAttributes();
    console.accept(
        "Temporal: no server program to be had, using the in-memory test server on port "
            + port
            + ": it has no schedules, no list of executions, no Web UI and no durability"
            + " (everything is lost when this process ends)");
    return temporal;
  }

  @Override
  public String target() {
    return "127.0.0.1:" + port;
  }

  @Override
  public Optional<String> webUi() {
    return Optional.empty();
  }

  @Override
  public void close() {
    server.close();
  }

  private void registerSearchAttributes() {
    AddSearchAttributesRequest.Builder request =
        AddSearchAttributesRequest.newBuilder().setNamespace("default");
    EmbeddedTemporal.SEARCH_ATTRIBUTES.forEach(
        (name, type) -> request.putSearchAttributes(name, typeNamed(type)));
    OperatorServiceStubs stubs =
        OperatorServiceStubs.newServiceStubs(
            OperatorServiceStubsOptions.newBuilder()
                .setTarget(target())
                .validateAndBuildWithDefaults());
    try {
      stubs.blockingStub().addSearchAttributes(request.build());
    } finally {
      stubs.shutdownNow();
    }
  }

  private static IndexedValueType typeNamed(String type) {
    return type.equals("Bool")
        ? IndexedValueType.INDEXED_VALUE_TYPE_BOOL
        : IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD;
  }
}
