package dev.legwork.desk;

import java.time.Duration;

/**
 * How a desk is.
 *
 * @param session what the session with the broker is doing
 * @param sessionDetail for people
 * @param queued messages that wait for the pacer
 * @param sinceLastMessage since the broker was last heard; null: never
 * @param highWater the highest order id used
 * @param openOrders orders that are not proven over
 * @param unstoredEvents broker events that the ledger has not taken yet
 * @param ledgerFailing whether the ledger refuses them
 * @param marketDataLines quote subscriptions held
 * @param venueOffset venue time − wall time, null while unknown
 */
public record DeskHealth(
    Session session,
    String sessionDetail,
    int queued,
    Duration sinceLastMessage,
    int highWater,
    int openOrders,
    int unstoredEvents,
    boolean ledgerFailing,
    int marketDataLines,
    Duration venueOffset) {

  /** Of a process that has no desk at present, and is ready to take over. */
  public static DeskHealth standby(String why) {
    return none(Session.STANDBY, why);
  }

  /** Of a process that must not have a desk, as it is configured. */
  public static DeskHealth refused(String why) {
    return none(Session.REFUSED, why);
  }

  private static DeskHealth none(Session state, String why) {
    return new DeskHealth(state, why, 0, null, 0, 0, 0, false, 0, null);
  }

  public enum Session {
    /** No connection, or not yet through the handshake. */
    AWAY,
    /** Connected, but the broker's own connection to its servers is lost. */
    IMPAIRED,
    /** Another process holds the account's lease; this one waits to take over. */
    STANDBY,
    /** This process must not serve the account as it is configured; a person has to act. */
    REFUSED,
    /**
     * Another connection sits on the client id: everything is watched with another one, nothing can
     * be placed or cancelled.
     */
    SUPERVISING,
    /** Connected; what happened meanwhile is being found out. */
    RECOVERING,
    /** Orders can be placed. */
    SERVING
  }
}
