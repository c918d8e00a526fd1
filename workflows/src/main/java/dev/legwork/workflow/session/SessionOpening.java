package dev.legwork.workflow.session;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.legwork.request.FieldError;
import dev.legwork.session.SessionState;
import java.util.List;

/** What reading and remembering a session's plan came to. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(SessionOpening.Accepted.class),
  @JsonSubTypes.Type(SessionOpening.Invalid.class)
})
public sealed interface SessionOpening {

  /** It may begin. */
  @JsonTypeName("Accepted")
  record Accepted(SessionState state) implements SessionOpening {}

  /**
   * @param errors all that is wrong with the plan
   */
  @JsonTypeName("Invalid")
  record Invalid(List<FieldError> errors) implements SessionOpening {
    public Invalid {
      errors = List.copyOf(errors);
    }
  }
}
