package dev.legwork.saga;

import java.util.Objects;

/** A reason for machines and for people. */
public record Reason(ReasonCode code, String detail) {
  /** In front of what is told with the cancel of a kill switch that flattens. */
  public static final String FLATTENING = ReasonCode.KILL_SWITCH + ": flattening, ";

  public Reason {
    Objects.requireNonNull(code, "code");
    detail = detail == null ? "" : detail;
  }

  /**
   * Of a wish to end the trade, as it was told with its cancel: the kill switch is known by its
   * code in front.
   */
  public static Reason ofCancel(String told) {
    String stop = ReasonCode.KILL_SWITCH + ": ";
    return told.startsWith(stop)
        ? new Reason(ReasonCode.KILL_SWITCH, told.substring(stop.length()))
        : new Reason(ReasonCode.CANCELLED, told);
  }

  /**
   * Whether what was told with a cancel is a kill switch that closes all that the account's trades
   * hold as well.
   */
  public static boolean flattens(String told) {
    return told.startsWith(FLATTENING);
  }

  @Override
  public String toString() {
    return detail.isEmpty() ? code.name() : code + ": " + detail;
  }
}
