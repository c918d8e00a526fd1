package dev.legwork.desk.chain;

import java.util.Objects;

/**
 * Why a chain is not told as it was wished for.
 *
 * @param detail one line for people
 */
public record ChainTrouble(Code code, String detail) {

  /** For programs. */
  public enum Code {
    /** The venue knows no such stock, or several. */
    UNKNOWN_SYMBOL(true),
    /** The stock has no listed options. */
    NO_OPTIONS(true),
    /** It has options, but none expires in the wished days. */
    NO_EXPIRIES(true),
    /** The venue does not trade it now; what is told is what was last heard. */
    MARKET_CLOSED(true),
    /** The login may not see quotes of the stock, or of its options. */
    NO_DATA_PERMISSION(true),
    /** Quotes come late: none of them is used. */
    DELAYED_DATA(true),
    /** The gateway gives fewer lines than the wishes need at the least. */
    LINES_EXHAUSTED(false),
    /** Another login of the same user takes the data. */
    COMPETING_SESSION(false),
    /** The venue did not answer; it is asked again. */
    NO_ANSWER(false),
    /** No session with the gateway; what was heard before is worth nothing. */
    GATEWAY_AWAY(false);

    private final boolean lasting;

    Code(boolean lasting) {
      this.lasting = lasting;
    }

    /** Whether waiting does not help. */
    public boolean isLasting() {
      return lasting;
    }
  }

  public ChainTrouble {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(detail, "detail");
  }
}
