package dev.legwork.standalone;

import dev.legwork.standalone.Conversion.Market;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Begins no test shortly before midnight: limits, numbers of orders and proofs of absence are of
 * the broker's day, reports without a date of UTC's.
 */
final class ClearOfMidnight implements BeforeEachCallback {
  private static final Duration TOO_NEAR = Duration.ofMinutes(3);
  private static final Duration AFTER_IT = Duration.ofSeconds(1);
  private static final List<ZoneId> DAYS = List.of(Market.ZONE, ZoneOffset.UTC);

  @Override
  public void beforeEach(ExtensionContext context) throws InterruptedException {
    Thread.sleep(delay(Instant.now()));
  }

  /** How long to wait; nothing, most of the time. */
  static Duration delay(Instant now) {
    return DAYS.stream()
        .map(zone -> Duration.between(now, midnight(now.atZone(zone))))
        .filter(left -> left.compareTo(TOO_NEAR) < 0)
        .map(left -> left.plus(AFTER_IT))
        .findFirst()
        .orElse(Duration.ZERO);
  }

  private static ZonedDateTime midnight(ZonedDateTime now) {
    return now.toLocalDate().plusDays(1).atStartOfDay(now.getZone());
  }
}
