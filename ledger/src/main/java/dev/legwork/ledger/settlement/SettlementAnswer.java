package dev.legwork.ledger.settlement;

import dev.legwork.proof.Settlement;
import dev.legwork.request.FieldError;
import java.time.Instant;
import java.util.List;

/** What came of settling an order by a person's word. */
public sealed interface SettlementAnswer {

  /**
   * It is over by this word.
   *
   * @param repeated whether it was before, by the same word
   */
  record Stored(Settlement settlement, Instant at, boolean repeated) implements SettlementAnswer {}

  /** No such order was ever stored. */
  record NoSuchOrder() implements SettlementAnswer {}

  /**
   * It needs no such word, or not now: it is proven over, or the broker can still tell of it.
   *
   * @param why for people
   */
  record NotInDoubt(String why) implements SettlementAnswer {}

  /** The broker has said otherwise. */
  record Contradicted(List<FieldError> errors) implements SettlementAnswer {
    public Contradicted {
      errors = List.copyOf(errors);
    }
  }
}
