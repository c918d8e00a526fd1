package dev.legwork.desk;

import dev.legwork.margin.Shocks;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Objects;

/**
 * What a trade must prove of its margin before its first order.
 *
 * @param whatIf whether the broker is asked
 * @param model whether our own model judges every subset of the legs in the worst market
 * @param maxShare how much of the available funds a trade, or any subset of its legs, may take: 0.9
 *     is 90 %
 * @param answerWithin how long the broker's answer is waited for
 * @param shocks the markets that the model looks at
 */
public record MarginSettings(
    WhatIf whatIf, boolean model, BigDecimal maxShare, Duration answerWithin, Shocks shocks) {

  /** Whether a judge is asked. */
  public enum WhatIf {
    /** Without its answer nothing is placed. */
    REQUIRED,
    /** It is not asked; the broker's own check when an order comes still stands. */
    OFF
  }

  public static final BigDecimal MAX_SHARE = new BigDecimal("0.9");
  public static final Duration ANSWER_WITHIN = Duration.ofSeconds(2);

  public MarginSettings {
    Objects.requireNonNull(whatIf, "whatIf");
    Objects.requireNonNull(shocks, "shocks");
    if (maxShare.signum() <= 0 || maxShare.compareTo(BigDecimal.ONE) > 0) {
      throw new IllegalArgumentException("a share of funds is above 0 and at most 1: " + maxShare);
    }
    if (answerWithin.isNegative() || answerWithin.isZero()) {
      throw new IllegalArgumentException("no time for an answer: " + answerWithin);
    }
  }

  /** Broker and model, 90 %, 2 s, ±3 %, +0/30/50 %, ×1/1.5/2. */
  public static MarginSettings standard() {
    return new MarginSettings(WhatIf.REQUIRED, true, MAX_SHARE, ANSWER_WITHIN, Shocks.DEFAULT);
  }

  /** Nothing is asked and nothing judged. */
  public static MarginSettings none() {
    return new MarginSettings(WhatIf.OFF, false, MAX_SHARE, ANSWER_WITHIN, Shocks.DEFAULT);
  }

  boolean asksBroker() {
    return whatIf == WhatIf.REQUIRED;
  }

  boolean judges() {
    return model || asksBroker();
  }
}
