package dev.legwork.worker;

import dev.legwork.workflow.TradeSearchAttributes;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.ListSearchAttributesRequest;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes sure that the namespace knows our search attributes. Without one of them every trade would
 * hang in its first upsert, so nothing is polled before.
 */
final class SearchAttributeSetup {
  private static final Logger LOG = LoggerFactory.getLogger(SearchAttributeSetup.class);

  private final WorkflowServiceStubs stubs;
  private final String namespace;

  SearchAttributeSetup(WorkflowServiceStubs stubs, String namespace) {
    this.stubs = stubs;
    this.namespace = namespace;
  }

  /**
   * Adds what is missing.
   *
   * @throws IllegalStateException if one exists with another type
   */
  void ensure() {
    OperatorServiceStubs operator =
        OperatorServiceStubs.newServiceStubs(
            OperatorServiceStubsOptions.newBuilder()
                .setChannel(stubs.getRawChannel())
                .validateAndBuildWithDefaults());
    missing(operator).forEach((name, type) -> add(operator, name, type));
  }

  private void add(OperatorServiceStubs operator, String name, IndexedValueType type) {
    try {
      operator
          .blockingStub()
          .addSearchAttributes(
              AddSearchAttributesRequest.newBuilder()
                  .setNamespace(namespace)
                  .putSearchAttributes(name, type)
                  .build());
      LOG.info("search attribute {} ({}) was added to namespace {}", name, type, namespace);
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() != Status.Code.ALREADY_EXISTS) {
        throw e;
      }
    }
  }

  private Map<String, IndexedValueType> missing(OperatorServiceStubs operator) {
    Map<String, IndexedValueType> known = known(operator);
    Map<String, IndexedValueType> missing = new TreeMap<>(TradeSearchAttributes.types());
    known.forEach(
        (name, type) -> {
          IndexedValueType wanted = missing.remove(name);
          if (wanted != null && wanted != type) {
            throw new IllegalStateException(
                "search attribute "
                    + name
                    + " of namespace "
                    + namespace
                    + " is "
                    + type
                    + "; Legwork needs "
                    + wanted);
          }
        });
    return missing;
  }

  /** Empty where the server cannot tell, as the one in memory. */
  private Map<String, IndexedValueType> known(OperatorServiceStubs operator) {
    try {
      return operator
          .blockingStub()
          .listSearchAttributes(
              ListSearchAttributesRequest.newBuilder().setNamespace(namespace).build())
          .getCustomAttributesMap();
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() == Status.Code.UNIMPLEMENTED) {
        return Map.of();
      }
      throw e;
    }
  }
}
