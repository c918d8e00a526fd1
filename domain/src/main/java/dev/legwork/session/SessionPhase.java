package dev.legwork.session;

/** What a session is doing. */
public enum SessionPhase {
  /** It looks at chains. */
  SCANNING,
  /** A trade of its own runs; it looks at nothing meanwhile. */
  EXECUTING,
  /** Another session of the account executes; this one goes on when that is over. */
  STANDING_STILL,
  /** A person has paused it, or it has paused itself and waits for one. */
  PAUSED,
  /** It is over. */
  ENDED;

  public boolean isOver() {
    return this == ENDED;
  }
}
