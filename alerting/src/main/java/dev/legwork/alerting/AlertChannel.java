package dev.legwork.alerting;

import dev.legwork.ledger.alert.Channel;
import dev.legwork.ledger.alert.StoredAlert;
import dev.legwork.saga.Alert.Severity;

/** A way to bring an alert to people. */
interface AlertChannel {

  Channel name();

  /** What is less severe is not sent. */
  Severity leastSeverity();

  /**
   * Sends it and returns when the other side has taken it. It may be sent once more where nobody
   * knows whether it was.
   *
   * @throws NotSent if it was not taken
   */
  void send(StoredAlert alert) throws NotSent, InterruptedException;

  /** The other side did not take it; it may later. */
  final class NotSent extends Exception {
    NotSent(String why, Throwable cause) {
      super(why, cause);
    }
  }
}
