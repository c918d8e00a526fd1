package dev.legwork.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.legwork.ComboConversion;
import dev.legwork.Conversion;
import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.Instrument;
import dev.legwork.contract.PriceIncrements;
import dev.legwork.guard.AccountSwitch.Kind;
import dev.legwork.num.Decimals;
import dev.legwork.order.OrderIntent;
import dev.legwork.order.OrderRef;
import dev.legwork.order.Purpose;
import dev.legwork.order.Side;
import dev.legwork.saga.Reason;
import dev.legwork.saga.ReasonCode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GuardsTest {
  private static final Instrument STOCK =
      new Instrument(
          11,
          ContractSpec.stock("TWX"),
          "SMART",
          "USD",
          "TWX",
          PriceIncrements.uniform(Decimals.of("0.01")));
  private static final Opening FIRST =
      opening(List.of(), List.of(order(Purpose.ENTRY, 1, 100, "70")), List.of());
  private static final Opening LATER =
      opening(
          List.of(order(Purpose.ENTRY, 1, 100, "70")),
          List.of(order(Purpose.COMPLETION, 1, 40, "71")),
          List.of());

  private static Opening opening(
      List<OrderIntent> earlier, List<OrderIntent> wave, List<OrderIntent> following) {
    return Opening.of("DU1", "TWX", 3, earlier, wave, following, Map.of());
  }

  private static OrderIntent order(Purpose purpose, int attempt, int quantity, String limit) {
    return new OrderIntent(
        new OrderRef("t1", "stock", purpose, attempt),
        "DU1",
        STOCK,
        Side.BUY,
        BigDecimal.valueOf(quantity),
        Decimals.of(limit),
        null);
  }

  private static GuardFacts facts(
      List<AccountSwitch> switches,
      String reserved,
      List<String> unsettled,
      int rollbacks,
      int ofUnderlying,
      Duration since,
      String loss,
      String held) {
    return new GuardFacts(
        switches,
        new BigDecimal(reserved),
        unsettled,
        rollbacks,
        ofUnderlying,
        Optional.ofNullable(since),
        new BigDecimal(loss),
        Map.of(11L, new BigDecimal(held)));
  }

  private static GuardFacts session(int rollbacks, int ofUnderlying, Duration since) {
    return facts(List.of(), "0", List.of(), rollbacks, ofUnderlying, since, "0", "0");
  }

  private static AccountSwitch one(Kind kind, String underlying) {
    return new AccountSwitch(kind, "DU1", underlying, "ann", "why", Instant.EPOCH);
  }

  private static GuardLimits amounts(String capital, String position, String loss) {
    return new GuardLimits(
        decimal(capital), decimal(position), 9, 6, 9, 9, Duration.ZERO, decimal(loss));
  }

  private static BigDecimal decimal(String text) {
    return text == null ? null : new BigDecimal(text);
  }

  private static void assertRefused(
      GuardLimits limits, Opening opening, GuardFacts facts, ReasonCode code) {
    assertThat(Guards.judge(limits, opening, facts)).map(Reason::code).contains(code);
  }

  private static void assertAllowed(GuardLimits limits, Opening opening, GuardFacts facts) {
    assertThat(Guards.judge(limits, opening, facts)).isEmpty();
  }

  @Test
  void allowsWhereNothingHasHappened() {
    assertAllowed(GuardLimits.STANDARD, FIRST, GuardFacts.NOTHING);
  }

  @Test
  void tellsTheKillSwitchBeforeEverythingElse() {
    List<AccountSwitch> both = List.of(one(Kind.REDUCING_ONLY, ""), one(Kind.KILL_SWITCH, ""));
    GuardFacts facts = facts(both, "0", List.of("t7", "t8"), 9, 9, Duration.ZERO, "0", "0");

    assertRefused(GuardLimits.STANDARD, FIRST, facts, ReasonCode.KILL_SWITCH);
    assertRefused(GuardLimits.STANDARD, LATER, facts, ReasonCode.KILL_SWITCH);
  }

  @Test
  void pausesTheUnderlyingThatIsNamedAndNoRunningTradeOfIt() {
    GuardFacts paused =
        facts(List.of(one(Kind.PAUSED, "TWX")), "0", List.of(), 0, 0, null, "0", "0");
    GuardFacts other =
        facts(List.of(one(Kind.PAUSED, "IBM")), "0", List.of(), 0, 0, null, "0", "0");

    assertRefused(GuardLimits.STANDARD, FIRST, paused, ReasonCode.UNDERLYING_PAUSED);
    assertAllowed(GuardLimits.STANDARD, LATER, paused);
    assertAllowed(GuardLimits.STANDARD, FIRST, other);
  }

  @Test
  void allowsUpToEachLimitOfTheSessionAndNoFurther() {
    assertAllowed(GuardLimits.STANDARD, FIRST, session(2, 1, Duration.ofSeconds(300)));
    assertRefused(GuardLimits.STANDARD, FIRST, session(3, 0, null), ReasonCode.ROLLBACK_LIMIT);
    assertRefused(GuardLimits.STANDARD, FIRST, session(2, 2, null), ReasonCode.UNDERLYING_PAUSED);
    assertRefused(
        GuardLimits.STANDARD,
        FIRST,
        session(1, 1, Duration.ofMillis(299_999)),
        ReasonCode.COOLDOWN);
    assertAllowed(GuardLimits.STANDARD, LATER, session(9, 9, Duration.ZERO));
  }

  @Test
  void countsTheTradeThatOpensAmongTheOpenOnes() {
    assertAllowed(
        GuardLimits.STANDARD, FIRST, facts(List.of(), "0", List.of("t7"), 0, 0, null, "0", "0"));
    assertRefused(
        GuardLimits.STANDARD,
        FIRST,
        facts(List.of(), "0", List.of("t7", "t8"), 0, 0, null, "0", "0"),
        ReasonCode.OPEN_EXECUTIONS);
  }

  @Test
  void allowsNoMoreLegsThanTheSwitchSays() {
    GuardLimits single = new GuardLimits(null, null, 2, 1, 3, 2, Duration.ZERO, null);

    assertRefused(single, FIRST, GuardFacts.NOTHING, ReasonCode.MAX_LEGS);
  }

  @Test
  void bindsTheGrossValueOfTheOrdersAndOfEachLegOnce() {
    assertThat(FIRST.capital()).isEqualByComparingTo("7000");
    assertThat(LATER.capital()).as("100 at the highest limit").isEqualByComparingTo("7100");
    assertAllowed(
        amounts("10000", null, null),
        FIRST,
        facts(List.of(), "3000", List.of(), 0, 0, null, "0", "0"));
    assertRefused(
        amounts("10000", null, null),
        LATER,
        facts(List.of(), "3000", List.of(), 0, 0, null, "0", "0"),
        ReasonCode.CAPITAL_LIMIT);
  }

  /** Else it would be undone half-way, for want of room that was never there. */
  @Test
  void holdsTheFirstWaveToWhatTheLaterOnesWillNeed() {
    OrderIntent put =
        new OrderIntent(
            new OrderRef("t1", "put", Purpose.ENTRY, 1),
            "DU1",
            Conversion.PUT,
            Side.BUY,
            Decimals.of(2),
            Decimals.of("3.50"),
            null);
    Opening first = opening(List.of(), List.of(order(Purpose.ENTRY, 1, 100, "70")), List.of(put));

    assertThat(first.capital()).isEqualByComparingTo("7700");
    assertRefused(amounts("7699", null, null), first, GuardFacts.NOTHING, ReasonCode.CAPITAL_LIMIT);
    assertAllowed(amounts("7700", null, null), first, GuardFacts.NOTHING);
    assertRefused(
        amounts(null, "150", null),
        opening(
            List.of(),
            List.of(order(Purpose.ENTRY, 1, 100, "70")),
            List.of(order(Purpose.ENTRY, 2, 100, "70"))),
        GuardFacts.NOTHING,
        ReasonCode.POSITION_LIMIT);
  }

  /** Its limit is what is left when one leg pays for another. */
  @Test
  void countsOfAComboWhatItsLegsTradeAt() {
    OrderIntent combo = ComboConversion.entry(ComboConversion.units(2, "69.70")).intent();

    Map<String, BigDecimal> prices =
        Map.of("stock", decimal("70"), "put", decimal("1.20"), "call", decimal("1.50"));
    assertThat(Opening.capital(List.of(combo), prices)).isEqualByComparingTo("14540");
    assertThat(Opening.capital(List.of(combo), Map.of()))
        .as("at least")
        .isEqualByComparingTo("13940");
  }

  @Test
  void allowsAPositionThatShrinksBeyondItsLimit() {
    GuardLimits most = amounts(null, "150", null);

    assertAllowed(most, FIRST, facts(List.of(), "0", List.of(), 0, 0, null, "0", "50"));
    assertRefused(
        most,
        FIRST,
        facts(List.of(), "0", List.of(), 0, 0, null, "0", "51"),
        ReasonCode.POSITION_LIMIT);
    assertAllowed(most, FIRST, facts(List.of(), "0", List.of(), 0, 0, null, "0", "-300"));
  }

  @Test
  void stopsAtTheLossItself() {
    GuardLimits most = amounts(null, null, "100");

    assertAllowed(most, FIRST, facts(List.of(), "0", List.of(), 0, 0, null, "99.99", "0"));
    assertRefused(
        most,
        FIRST,
        facts(List.of(), "0", List.of(), 0, 0, null, "100", "0"),
        ReasonCode.DAILY_LOSS);
  }

  @Test
  void refusesLimitsThatMeanNothing() {
    assertThatThrownBy(() -> amounts("0", null, null)).hasMessageContaining("limits.capital");
    assertThatThrownBy(() -> amounts(null, "-1", null)).hasMessageContaining("limits.position");
    assertThatThrownBy(() -> new GuardLimits(null, null, 0, 6, 3, 2, Duration.ZERO, null))
        .hasMessageContaining("open-executions");
    assertThatThrownBy(() -> new GuardLimits(null, null, 2, 7, 3, 2, Duration.ZERO, null))
        .hasMessageContaining("max-legs");
    assertThatThrownBy(() -> new GuardLimits(null, null, 2, 6, 3, 2, Duration.ofSeconds(-1), null))
        .hasMessageContaining("cooldown");
  }
}
