package dev.legwork.workflow.execution;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.legwork.saga.Abandoned;
import dev.legwork.saga.TradeState;
import java.time.Instant;

/** What a recovery finds when it opens its trade. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(RecoveryCase.Open.class),
  @JsonSubTypes.Type(RecoveryCase.Closing.class),
  @JsonSubTypes.Type(RecoveryCase.Living.class),
  @JsonSubTypes.Type(RecoveryCase.Unknown.class)
})
public sealed interface RecoveryCase {

  /**
   * The trade's own workflow is closed: nobody else looks after it.
   *
   * @param state as the ledger has it
   * @param lock the lock the trade had to hold: its account, or {@code global}
   * @param fencingToken of the lock it held, 0 if it never did
   * @param acceptedAt when its own workflow was started
   * @param tradedSince when its first order was stored, which may be hours later: what others did
   *     to the account's positions before cannot have taken anything from it; without orders, when
   *     it was accepted
   */
  @JsonTypeName("Open")
  record Open(
      Abandoned trade,
      TradeState state,
      String lock,
      long fencingToken,
      Instant acceptedAt,
      Instant tradedSince)
      implements RecoveryCase {
    public Open {
      tradedSince = tradedSince == null ? acceptedAt : tradedSince;
    }
  }

  /** The trade's ending is stored, and its workflow is about to close. */
  @JsonTypeName("Closing")
  record Closing() implements RecoveryCase {}

  /** The trade's own workflow runs, and looks after it. */
  @JsonTypeName("Living")
  record Living() implements RecoveryCase {}

  /** No such trade was ever registered. */
  @JsonTypeName("Unknown")
  record Unknown() implements RecoveryCase {}
}
