package dev.legwork.invariant;

/** One invariant, or the part of it that two accounts of the same events can show. */
interface Check {

  /** When an invariant can be asked for. */
  enum When {
    /** In the middle of anything. */
    ANY_INSTANT,
    /** Once nothing is under way. */
    SETTLED,
    /** Once nothing is under way and nothing has been broken for a while. */
    HEALTHY
  }

  /** Its number in invariants-and-faults.md. */
  int number();

  When when();

  void run(Facts facts, Findings findings);
}
