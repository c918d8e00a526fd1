package dev.legwork.audit;

import dev.legwork.invariant.BrokerTruth;
import java.util.List;

/** Somebody who tells the broker's side. */
public interface Witness {

  /**
   * What the broker holds to be true now.
   *
   * @throws CannotReach if it cannot be asked, or does not answer everything
   */
  BrokerTruth tell();

  /** What cannot be checked with this witness, for people. */
  List<String> cannotTell();

  /** The witness cannot be asked. */
  final class CannotReach extends RuntimeException {
    CannotReach(String why) {
      super(why);
    }
  }
}
