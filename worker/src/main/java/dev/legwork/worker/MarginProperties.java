package dev.legwork.worker;

import dev.legwork.desk.MarginSettings;
import dev.legwork.desk.MarginSettings.WhatIf;
import dev.legwork.margin.Shocks;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings {@code legwork.margin.*}: what a trade must prove of its margin before its first
 * order.
 *
 * @param whatIf {@code required} or {@code off}: whether the broker is asked
 * @param model {@code required} or {@code off}: whether our own model judges
 * @param maxShare of the available funds that a trade or a subset of its legs may take
 * @param answerWithin how long the broker's answer is waited for, at most 3 s
 * @param priceShock how far the underlying moves either way, as a share
 * @param volatilityShocks rises of implied volatility, as shares
 * @param spreadShocks factors of the spreads
 */
public record MarginProperties(
    @DefaultValue("required") WhatIf whatIf,
    @DefaultValue("required") WhatIf model,
    @DefaultValue("0.9") BigDecimal maxShare,
    @DefaultValue("2s") Duration answerWithin,
    @DefaultValue("0.03") BigDecimal priceShock,
    @DefaultValue({"0", "0.3", "0.5"}) List<BigDecimal> volatilityShocks,
    @DefaultValue({"1", "1.5", "2"}) List<BigDecimal> spreadShocks) {

  /** An entry has 5 s in all, and more to do in them. */
  private static final Duration LONGEST = Duration.ofSeconds(3);

  public MarginProperties {
    volatilityShocks = List.copyOf(volatilityShocks);
    spreadShocks = List.copyOf(spreadShocks);
    if (answerWithin.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "legwork.margin.answer-within must be at most 3s, not " + answerWithin);
    }
    try {
      settings(whatIf, model, maxShare, answerWithin, priceShock, volatilityShocks, spreadShocks);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("legwork.margin: " + e.getMessage(), e);
    }
  }

  MarginSettings settings() {
    return settings(
        whatIf, model, maxShare, answerWithin, priceShock, volatilityShocks, spreadShocks);
  }

  private static MarginSettings settings(
      WhatIf whatIf,
      WhatIf model,
      BigDecimal maxShare,
      Duration answerWithin,
      BigDecimal price,
      List<BigDecimal> volatility,
      List<BigDecimal> spread) {
    return new MarginSettings(
        whatIf,
        model == WhatIf.REQUIRED,
        maxShare,
        answerWithin,
        new Shocks(price, volatility, spread));
  }
}
