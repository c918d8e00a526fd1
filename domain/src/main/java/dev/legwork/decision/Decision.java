package dev.legwork.decision;

import dev.legwork.saga.Reason;
import java.time.Instant;
import java.util.List;

/** What a trade does next. */
public sealed interface Decision {

  /** Nothing until something happens, or until then. */
  record Wait(Instant until) implements Decision {}

  /** Everything asked for was executed. */
  record Commit() implements Decision {}

  /**
   * Send these legs' orders once more, as new attempts: they are proven never to have reached the
   * market.
   *
   * @param legs by name, in the request's order
   * @param why which proof, for people
   */
  record Resend(List<String> legs, String why) implements Decision {
    public Resend {
      legs = List.copyOf(legs);
    }
  }

  /**
   * Send the next legs: those before them are executed, or cover them.
   *
   * @param legs by name, in the request's order
   * @param later legs that follow after them
   * @param why for people
   */
  record NextWave(List<String> legs, List<String> later, String why) implements Decision {
    public NextWave {
      legs = List.copyOf(legs);
      later = List.copyOf(later);
    }
  }

  /**
   * The time at the quotes is over: cancel, prove and count, then take what is left inside the
   * bound.
   */
  record TakeRest(Reason reason) implements Decision {}

  /** Buy (sell) the one missing leg while that pays. */
  record Complete(String leg, Reason reason) implements Decision {}

  /** Keep so many whole units, and reverse what is beyond them. */
  record Keep(int units, Reason reason) implements Decision {}

  /** Cancel what still works, prove that it ended, count what it executed, and decide again. */
  record Withdraw(Reason reason) implements Decision {}

  /** Nothing was executed and nothing lives: the trade is over. */
  record NotFilled(Reason reason) implements Decision {}

  /** Nothing was ever sent: the trade is over. */
  record Rejected(Reason reason) implements Decision {}

  /** Reverse what was executed. */
  record Unwind(Reason reason) implements Decision {}
}
