package dev.legwork.workflow.execution;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.legwork.saga.GuardedTrade;
import java.time.Instant;

/** What a stop's workflow finds when it takes up its trade. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(StopCase.Open.class),
  @JsonSubTypes.Type(StopCase.Waiting.class),
  @JsonSubTypes.Type(StopCase.Over.class),
  @JsonSubTypes.Type(StopCase.Unknown.class)
})
public sealed interface StopCase {

  /**
   * There is something to guard, or to settle.
   *
   * @param acceptedAt when the trade was
   * @param tradedSince when its first order was stored: what others did before took nothing from it
   */
  @JsonTypeName("Open")
  record Open(GuardedTrade trade, Instant acceptedAt, Instant tradedSince) implements StopCase {}

  /** The trade's recovery runs, and one alone trades for a trade: look again. */
  @JsonTypeName("Waiting")
  record Waiting() implements StopCase {}

  /** The stop is over, and nothing came since. */
  @JsonTypeName("Over")
  record Over() implements StopCase {}

  /** No such trade has committed with a stop. */
  @JsonTypeName("Unknown")
  record Unknown() implements StopCase {}
}
