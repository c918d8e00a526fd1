package dev.legwork.workflow;

import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.common.SearchAttributeKey;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Search attributes of executions. A namespace that lacks one of them blocks the workflow's task
 * for ever at the first upsert, so every worker makes sure of them before it polls.
 */
public final class TradeSearchAttributes {
  public static final SearchAttributeKey<String> EXECUTION_STATE =
      SearchAttributeKey.forKeyword("ExecutionState");
  public static final SearchAttributeKey<String> ACCOUNT = SearchAttributeKey.forKeyword("Account");
  public static final SearchAttributeKey<String> UNDERLYING =
      SearchAttributeKey.forKeyword("Underlying");
  public static final SearchAttributeKey<String> STRATEGY =
      SearchAttributeKey.forKeyword("Strategy");
  public static final SearchAttributeKey<Boolean> NEEDS_ATTENTION =
      SearchAttributeKey.forBoolean("NeedsAttention");

  private TradeSearchAttributes() {}

  /** All of them with their types, as a namespace has to know them. */
  public static Map<String, IndexedValueType> types() {
    Map<String, IndexedValueType> types = new TreeMap<>();
    for (SearchAttributeKey<?> key :
        List.of(EXECUTION_STATE, ACCOUNT, UNDERLYING, STRATEGY, NEEDS_ATTENTION)) {
      types.put(key.getName(), key.getValueType());
    }
    return types;
  }
}
