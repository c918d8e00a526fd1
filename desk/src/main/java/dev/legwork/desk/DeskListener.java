package dev.legwork.desk;

import dev.legwork.order.BrokerEvent;
import java.util.List;

/** Hears what workflows must learn. Called on the desk's thread: return at once, throw nothing. */
public interface DeskListener {

  /** One commit of the inbox: these events are stored. */
  void committed(List<BrokerEvent> events);

  /** Nothing can be sent to the broker any more, and nothing is heard. */
  void sessionLost(String why);

  /** The session stands again, and everything that happened meanwhile is stored. */
  void sessionRestored();
}
