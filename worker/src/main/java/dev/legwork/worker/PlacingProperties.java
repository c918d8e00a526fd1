package dev.legwork.worker;

import dev.legwork.placing.PlacingSettings;
import java.math.BigDecimal;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings {@code legwork.placing.*}: by what AUTO chooses; {@link PlacingSettings} says what
 * each means, and which values it may have.
 *
 * @param ampleCushion a multiple of the spreads and the last minute's move, no less than {@code
 *     fairCushion}
 * @param ampleDepth a multiple of the size that is needed, no less than {@code fairDepth}
 * @param fairCushion the same as {@code ampleCushion}, at least 0
 * @param fairDepth the same as {@code ampleDepth}, at least 0
 * @param leastTrades at least 1
 * @param leastSuccess a share, 0 to 1
 */
public record PlacingProperties(
    @DefaultValue("0.5") BigDecimal ampleCushion,
    @DefaultValue("2") BigDecimal ampleDepth,
    @DefaultValue("0.2") BigDecimal fairCushion,
    @DefaultValue("1") BigDecimal fairDepth,
    @DefaultValue("5") int leastTrades,
    @DefaultValue("0.6") BigDecimal leastSuccess) {

  public PlacingProperties {
    new PlacingSettings(
        ampleCushion, ampleDepth, fairCushion, fairDepth, leastTrades, leastSuccess);
  }

  PlacingSettings settings() {
    return new PlacingSettings(
        ampleCushion, ampleDepth, fairCushion, fairDepth, leastTrades, leastSuccess);
  }
}
