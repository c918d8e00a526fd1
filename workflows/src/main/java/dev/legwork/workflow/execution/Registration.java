package dev.legwork.workflow.execution;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.legwork.report.ExecutionView;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.FieldError;
import java.time.Instant;
import java.util.List;

/** What came of registering a request. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(Registration.Accepted.class),
  @JsonSubTypes.Type(Registration.Repeated.class),
  @JsonSubTypes.Type(Registration.Invalid.class),
  @JsonSubTypes.Type(Registration.Duplicate.class)
})
public sealed interface Registration {

  /**
   * The id is this run's.
   *
   * @param lock the lock it has to hold: its account, or {@code global}
   * @param acceptedAt when its workflow was started
   */
  @JsonTypeName("Accepted")
  record Accepted(ExecutionRequest request, String lock, Instant acceptedAt)
      implements Registration {}

  /** The same request was executed before. */
  @JsonTypeName("Repeated")
  record Repeated(ExecutionView outcome) implements Registration {}

  /** The request may not be traded; nothing was stored. */
  @JsonTypeName("Invalid")
  record Invalid(List<FieldError> errors) implements Registration {
    public Invalid {
      errors = List.copyOf(errors);
    }
  }

  /** The id belongs to another request. */
  @JsonTypeName("Duplicate")
  record Duplicate(String detail) implements Registration {}
}
