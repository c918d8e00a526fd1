package dev.legwork.simulator.faults;

import java.util.regex.Pattern;

/** What a fault does. */
public enum FaultVerb {
  /** A request is answered with an error and nothing else happens. */
  REJECT("reject"),
  /** The message is lost. */
  DROP("drop"),
  /** The request takes effect, and its client hears nothing of the order. */
  SILENCE("silence"),
  /** The answer is told with another value. */
  ALTER("alter"),
  /** The message takes effect later. */
  DELAY("delay"),
  /** The message takes effect twice. */
  DUPLICATE("duplicate"),
  /** The message changes places with the next one to the same client. */
  REORDER("reorder"),
  /** The order trades after its cancel was confirmed. */
  FILL_AFTER_CANCEL("fillAfterCancel"),
  /** The order trades more than was ordered. */
  OVER_FILL("overFill"),
  /** The order goes Inactive and works again later. */
  HOLD_INACTIVE("holdInactive"),
  /** A second order with another permId lives under the same id. */
  TWIN("twin"),
  /** The execution is replaced by one with another quantity or price. */
  CORRECT_EXECUTION("correctExecution"),
  /** The commission report comes late. */
  DELAY_COMMISSION("delayCommission"),
  /** A query's answer stops halfway, without its end marker. */
  TRUNCATE_SNAPSHOT("truncateSnapshot"),
  /** The socket is closed. */
  DISCONNECT("disconnect"),
  /** The gateway loses its own server for a while: 1100, later 1101 or 1102. */
  LOSE_1100("lose1100"),
  /** As {@link #LOSE_1100}, told by 2110. */
  LOSE_2110("lose2110"),
  /** A notice about the connection that means nothing more. */
  NOTICE("notice"),
  /** The gateway says that its port changes, 1300, and closes its sockets. */
  RESET_PORT("resetPort"),
  /** The gateway stops reading and writing without closing the socket. */
  HALF_OPEN("halfOpen"),
  /** The gateway restarts: sockets close, what it had not handled is lost. */
  RESTART("restart"),
  /** Quotes stop, and nobody says so. */
  FREEZE_QUOTES("freezeQuotes"),
  /** Quotes stop between 2103 and 2104. */
  BREAK_FARM("breakFarm"),
  /** Quotes stop, and 10197 says so of each subscription. */
  COMPETING_SESSION("competingSession"),
  /** A subscription gets delayed quotes, and 10167. */
  DELAYED_QUOTES("delayedQuotes"),
  /** A what-if is never answered. */
  WHAT_IF_SILENT("whatIfSilent"),
  /** A what-if is answered by a warning without margins first, then by the margins. */
  WHAT_IF_SENTINEL("whatIfSentinel"),
  /** The next valid id goes back to one that was used already. */
  REWIND_NEXT_VALID_ID("rewindNextValidId");

  private static final Pattern REQUEST_NAME =
      Pattern.compile("startApi|placeOrder|cancel[A-Z].*|req[A-Z].*");

  private final String word;

  FaultVerb(String word) {
    this.word = word;
  }

  /** The word in a rule. */
  public String word() {
    return word;
  }

  /** Whether the verb can strike a message of this name. */
  public boolean fits(String on) {
    boolean request = REQUEST_NAME.matcher(on).matches();
    return switch (this) {
      case DISCONNECT, LOSE_1100, LOSE_2110, NOTICE, RESET_PORT, HALF_OPEN, RESTART -> true;
      case FREEZE_QUOTES, BREAK_FARM, COMPETING_SESSION -> true;
      case DELAYED_QUOTES -> on.equals("reqMktData");
      case WHAT_IF_SILENT, WHAT_IF_SENTINEL -> on.equals("placeOrder");
      case SILENCE -> on.equals("placeOrder") || on.equals("cancelOrder");
      case ALTER -> Alteration.fits(on);
      case FILL_AFTER_CANCEL -> on.equals("cancelOrder") || on.equals(FaultRule.NOW);
      case HOLD_INACTIVE, TWIN -> on.equals("placeOrder") || on.equals(FaultRule.NOW);
      case OVER_FILL -> on.equals("execDetails") || on.equals(FaultRule.NOW);
      case REWIND_NEXT_VALID_ID -> on.equals("startApi") || on.equals("reqIds");
      case CORRECT_EXECUTION -> on.equals("execDetails") || on.equals(FaultRule.NOW);
      case DELAY_COMMISSION -> on.equals("commissionReport") || on.equals("execDetails");
      case TRUNCATE_SNAPSHOT -> on.startsWith("req");
      case REJECT -> request;
      case REORDER -> !request && !on.equals(FaultRule.NOW);
      case DROP, DELAY, DUPLICATE -> !on.equals(FaultRule.NOW);
    };
  }

  /** The verb with this word, or null. */
  public static FaultVerb byWord(String word) {
    for (FaultVerb verb : values()) {
      if (verb.word.equals(word)) {
        return verb;
      }
    }
    return null;
  }
}
