package dev.legwork.placing;

import static dev.legwork.Conversion.d;
import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.Conversion;
import dev.legwork.num.Decimals;
import dev.legwork.quote.Quote;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.Lean;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** A conversion of 3 units leans on 300 shares, of which some have executed. */
class HedgeSizeProperties {
  private static final Duration MAX_AGE = Duration.ofSeconds(2);

  @Property
  void mayBePlacedExactlyWhereTheHedgeShowsItsMultipleOfWhatIsMissing(
      @ForAll @IntRange(min = 0, max = 2_000) int shown,
      @ForAll @IntRange(min = 0, max = 300) int executed,
      @ForAll @IntRange(min = 10, max = 60) int tenths) {
    Lean lean = new Lean(BigDecimal.valueOf(tenths, 1));

    boolean mayBePlaced =
        HedgeSize.beforePlacing(trade(lean), done(executed), asks(shown), MAX_AGE).isEmpty();

    boolean enough =
        BigDecimal.valueOf(shown).compareTo(lean.size().multiply(d("" + (300 - executed)))) >= 0;
    assertThat(mayBePlaced).isEqualTo(enough);
    assertThat(HedgeSize.whileWorking(trade(lean), done(executed), asks(shown), MAX_AGE).isEmpty())
        .as("told, both judge alike")
        .isEqualTo(enough);
  }

  @Property
  void whatExecutesNeverMakesItLack(
      @ForAll @IntRange(min = 0, max = 2_000) int shown,
      @ForAll @IntRange(min = 0, max = 300) int executed,
      @ForAll @IntRange(min = 0, max = 300) int more) {
    ExecutionRequest trade = trade(new Lean(d("2")));
    if (HedgeSize.beforePlacing(trade, done(executed), asks(shown), MAX_AGE).isEmpty()) {
      assertThat(
              HedgeSize.beforePlacing(
                  trade, done(Math.min(300, executed + more)), asks(shown), MAX_AGE))
          .isEmpty();
    }
  }

  @Property
  void whatIsNotToldPlacesNothingAndWithdrawsNothing(
      @ForAll @IntRange(min = 0, max = 299) int executed) {
    ExecutionRequest trade = trade(new Lean(d("1")));
    Map<String, Quote> untold = Map.of("stock", Quote.untold());

    assertThat(HedgeSize.beforePlacing(trade, done(executed), untold, MAX_AGE)).isPresent();
    assertThat(HedgeSize.whileWorking(trade, done(executed), untold, MAX_AGE)).isEmpty();
    assertThat(
            HedgeSize.whileWorking(trade, done(executed), Map.of("stock", Quote.none()), MAX_AGE))
        .as("that nobody sells was told")
        .isPresent();
  }

  /** fault S10: a feed that has died shows the sizes of when it lived. */
  @Property
  void whatWasToldTooLongAgoPlacesNothingAndWithdrawsNothing(
      @ForAll @IntRange(min = 0, max = 299) int executed,
      @ForAll @IntRange(min = 2_001, max = 600_000) int millis) {
    ExecutionRequest trade = trade(new Lean(d("1")));
    Duration old = Duration.ofMillis(millis);
    Quote quote = new Quote(d("69.58"), d("5000"), old, d("69.60"), d("5000"), old, false);
    Map<String, Quote> stale = Map.of("stock", quote);

    assertThat(HedgeSize.beforePlacing(trade, done(executed), stale, MAX_AGE)).isPresent();
    assertThat(HedgeSize.whileWorking(trade, done(executed), stale, MAX_AGE)).isEmpty();
  }

  @Property
  void whatIsCrossedOrHaltedShowsNothing(
      @ForAll @IntRange(min = 0, max = 299) int executed, @ForAll boolean halted) {
    ExecutionRequest trade = trade(new Lean(d("1")));
    Quote quote =
        new Quote(
            halted ? d("69.58") : d("69.61"),
            d("5000"),
            Duration.ZERO,
            d("69.60"),
            d("5000"),
            Duration.ZERO,
            halted);
    Map<String, Quote> unusable = Map.of("stock", quote);

    assertThat(HedgeSize.beforePlacing(trade, done(executed), unusable, MAX_AGE)).isPresent();
    assertThat(HedgeSize.whileWorking(trade, done(executed), unusable, MAX_AGE)).isPresent();
  }

  private static ExecutionRequest trade(Lean lean) {
    return Conversion.units(3, "69.72").leaning(lean);
  }

  private static Map<String, BigDecimal> done(int executed) {
    return executed == 0 ? Map.of() : Map.of("stock", Decimals.of(executed));
  }

  private static Map<String, Quote> asks(int shown) {
    return Map.of("stock", Conversion.quote("69.58", "69.60", shown));
  }
}
