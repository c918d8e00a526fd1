package dev.legwork.workflow.session;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.legwork.strategy.Opportunity;

/** What a look at an opportunity just before it is executed says. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(SecondLook.Stands.class),
  @JsonSubTypes.Type(SecondLook.Fallen.class)
})
public sealed interface SecondLook {

  /** It is there, at the prices and with the limit of this moment. */
  @JsonTypeName("Stands")
  record Stands(Opportunity opportunity) implements SecondLook {}

  /** It must not be executed. */
  @JsonTypeName("Fallen")
  record Fallen(String code, String meaning) implements SecondLook {}
}
