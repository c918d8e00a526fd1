package dev.legwork.ledger.alert;

/** A way in which alerts reach people who look at no screen. */
public enum Channel {
  /** An HTTP POST. */
  WEBHOOK,
  /** An e-mail. */
  MAIL
}
