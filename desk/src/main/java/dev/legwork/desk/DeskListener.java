package dev.legwork.desk;

import dev.legwork.order.BrokerEvent;
import dev.legwork.saga.Alert;
import java.util.List;

/** Hears what workflows must learn. Called on the desk's thread: return at once, throw nothing. */
public interface DeskListener {

  /** One commit of the inbox: these events are stored. */
  void committed(List<BrokerEvent> events);

  /** Nothing can be sent to the broker any more, and nothing is heard. */
  void sessionLost(String why);

  /** The session stands again, and everything that happened meanwhile is stored. */
  void sessionRestored();

  /**
   * Somebody else sits on the client id: what happens is seen and stored, and nothing can be placed
   * or cancelled. Ends with {@link #sessionRestored} or {@link #sessionLost}.
   */
  default void supervising(String why) {}

  /**
   * A person must know this. Told once; again only with another text. It is in the log in any case.
   *
   * @param executionId null for what concerns the account
   */
  default void raised(String executionId, Alert alert) {}

  /** What was raised under this code is over. */
  default void settled(String executionId, String code) {}
}
