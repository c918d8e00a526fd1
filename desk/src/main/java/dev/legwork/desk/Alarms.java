package dev.legwork.desk;

import dev.legwork.saga.Alert;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What people must know, each once however often it is seen. The account's alerts of a process that
 * died are settled by its successor's first word on them.
 */
final class Alarms {
  private static final Logger LOG = LoggerFactory.getLogger(Alarms.class);

  /** Orders work that only another client id may cancel. */
  static final String ORDERS_OF_OTHER_CLIENT = "ORDERS_OF_OTHER_CLIENT";

  /** The login does not have the account that this desk is configured for. */
  static final String WRONG_ACCOUNT = "WRONG_ACCOUNT";

  /** Another login of the same user takes the market data (10197). */
  static final String COMPETING_SESSION = "COMPETING_SESSION";

  /** One order of ours works twice at the venue. */
  static final String TWO_INCARNATIONS = "TWO_INCARNATIONS";

  /** Another process sits on the client id. */
  static final String DESK_PAUSED = "DESK_PAUSED";

  /** The gateway answers a protocol version that is not spoken here. */
  static final String SESSION_GAVE_UP = "SESSION_GAVE_UP";

  private record Key(String executionId, String code) {}

  private final DeskListener listener;

  /** The text that stands, empty once it is settled. */
  private final Map<Key, String> told = new HashMap<>();

  Alarms(DeskListener listener) {
    this.listener = listener;
  }

  /** Raises what concerns the account. */
  void raise(Alert.Severity severity, String code, String text) {
    raise(null, severity, code, text);
  }

  /**
   * @param executionId null for what concerns the account
   */
  void raise(String executionId, Alert.Severity severity, String code, String text) {
    if (!text.equals(told.put(new Key(executionId, code), text))) {
      LOG.error("{} {}: {}", code, executionId == null ? "" : executionId, text);
      listener.raised(executionId, new Alert(severity, code, text, List.of()));
    }
  }

  boolean stands(String code) {
    return !told.getOrDefault(new Key(null, code), "").isEmpty();
  }

  /** What concerned the account under this code is over. */
  void over(String code) {
    if (!"".equals(told.put(new Key(null, code), ""))) {
      LOG.info("{} is over", code);
      listener.settled(null, code);
    }
  }
}
