package dev.legwork.worker;

import dev.legwork.workflow.TradeSearchAttributes;
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
            OperatorServiceStubsOptions.newBuilder().setChannel(stubs.getRawChannel()).build());
    Map<String, IndexedValueType> missing = missing(operator);
    if (!missing.isEmpty()) {
      operator
          .blockingStub()
          .addSearchAttributes(
              AddSearchAttributesRequest.newBuilder()
                  .setNamespace(namespace)
                  .putAllSearchAttributes(missing)
                  .build());
      LOG.info("search attributes {} were added to namespace {}", missing.keySet(), namespace);
    }
  }

  private Map<String, IndexedValueType> missing(OperatorServiceStubs operator) {
    Map<String, IndexedValueType> known =
        operator
            .blockingStub()
            .listSearchAttributes(
                ListSearchAttributesRequest.newBuilder().setNamespace(namespace).build())
            .getCustomAttributesMap();
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
}
