package dev.legwork.workflow.lock;

/** What became of a lock's holder, by its workflow and by the ledger. */
public enum HolderStatus {
  /** Its workflow runs: never robbed, however long it takes. */
  RUNNING,
  /** It has a stored ending and no live order: only its release was lost. */
  ENDED,
  /** Its workflow is closed without a stored ending, or orders of it may still be live. */
  VANISHED
}
