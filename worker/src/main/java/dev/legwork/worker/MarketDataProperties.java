package dev.legwork.worker;

import dev.legwork.desk.chain.ChainSettings;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Quotes and option chains, the settings {@code legwork.market-data.*}.
 *
 * @param lines quotes that the gateway lets an account be subscribed to at a time
 * @param contractsKept option contracts that are remembered when nobody watches them any more
 * @param askedAnewAfter expiries and contracts that were told longer ago are asked for anew
 */
public record MarketDataProperties(
    @DefaultValue("100") int lines,
    @DefaultValue("20000") int contractsKept,
    @DefaultValue("4h") Duration askedAnewAfter) {

  private static final String PREFIX = "legwork.market-data.";

  public MarketDataProperties {
    require(lines >= 6, "lines must be at least 6, a trade's legs: ", lines);
    require(contractsKept >= 1, "contracts-kept must be at least 1: ", contractsKept);
    require(
        askedAnewAfter.compareTo(Duration.ofMinutes(1)) >= 0,
        "asked-anew-after must be at least 1m: ",
        askedAnewAfter);
  }

  private static void require(boolean holds, String demand, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(PREFIX + demand + value);
    }
  }

  ChainSettings chains() {
    return new ChainSettings(contractsKept, askedAnewAfter);
  }
}
