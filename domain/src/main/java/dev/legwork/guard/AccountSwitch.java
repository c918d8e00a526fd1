package dev.legwork.guard;

import dev.legwork.saga.Reason;
import dev.legwork.saga.ReasonCode;
import java.time.Instant;
import java.util.Objects;

/**
 * A switch that a person has set on an account. It stays until a person clears it, whatever is
 * restarted.
 *
 * @param underlying which one is paused; empty for a switch of the whole account
 * @param since when it was set, by the ledger's clock
 * @param flattening what the account's trades hold is closed as well; of a kill switch only, null
 *     where it is not
 */
public record AccountSwitch(
    Kind kind,
    String account,
    String underlying,
    String operator,
    String reason,
    Instant since,
    Flattening flattening) {

  /** What a switch forbids. */
  public enum Kind {
    /** Nothing opens any more, and entries that work are withdrawn. */
    KILL_SWITCH(ReasonCode.KILL_SWITCH),
    /** Nothing is opened any more: what works goes on, no later wave and no completion is sent. */
    REDUCING_ONLY(ReasonCode.REDUCING_ONLY),
    /** No trade of this underlying is begun. */
    PAUSED(ReasonCode.UNDERLYING_PAUSED);

    private final ReasonCode code;

    Kind(ReasonCode code) {
      this.code = code;
    }

    /** What a trade is refused with. */
    public ReasonCode code() {
      return code;
    }
  }

  /**
   * Who has ordered that all is closed, which may be another than who set the switch.
   *
   * @param reason why, in that person's words
   */
  public record Flattening(String operator, String reason) {
    public Flattening {
      Objects.requireNonNull(operator, "operator");
      Objects.requireNonNull(reason, "reason");
    }
  }

  public AccountSwitch {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(account, "account");
    Objects.requireNonNull(operator, "operator");
    Objects.requireNonNull(reason, "reason");
    underlying = underlying == null ? "" : underlying;
    if ((kind == Kind.PAUSED) == underlying.isEmpty()) {
      throw new IllegalArgumentException(kind + " of underlying '" + underlying + "'");
    }
  }

  /** A switch that flattens nothing. */
  public AccountSwitch(
      Kind kind, String account, String underlying, String operator, String reason, Instant since) {
    this(kind, account, underlying, operator, reason, since, null);
  }

  /** Whether what the account's trades hold is closed as well. */
  public boolean flattens() {
    return flattening != null;
  }

  /** Whether it is about everything that the account could open. */
  public boolean isOfWholeAccount() {
    return kind != Kind.PAUSED;
  }

  /** Why a trade is refused, for machines and people. */
  public Reason refusal() {
    return new Reason(
        kind.code(),
        "%s of %s was switched on by %s at %s: %s"
            .formatted(what(), account, operator, since, reason));
  }

  private String what() {
    return switch (kind) {
      case KILL_SWITCH -> "the kill switch";
      case REDUCING_ONLY -> "reducing only";
      case PAUSED -> "the pause of " + underlying;
    };
  }
}
