package dev.legwork.request;

import static dev.legwork.request.Conversions.conversion;
import static dev.legwork.request.Conversions.errors;
import static dev.legwork.request.Conversions.list;
import static dev.legwork.request.Conversions.valid;
import static dev.legwork.request.Conversions.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.placing.PastTrades;
import dev.legwork.placing.PlacingChoice;
import dev.legwork.placing.PlacingFacts;
import dev.legwork.placing.PlacingSettings;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class AutoPlacingProperties {

  @Property(tries = 2_000)
  void autoChoosesNothingThatTheRequestCouldNotHaveNamed(@ForAll long seed) {
    Random random = new Random(seed);
    Map<String, Object> body = auto(random);
    ExecutionRequest trade = valid(body).request();

    ChosenPlacing chosen = PlacingChoice.of(trade, facts(random), PlacingSettings.DEFAULT);

    assertThat(errors(with(body, "placing", chosen.mode().name()))).isEmpty();
    assertThat(chosen.why()).isNotBlank();
  }

  private static Map<String, Object> auto(Random random) {
    Map<String, Object> body = with(conversion(), "placing", "AUTO");
    list(body.get("legs")).subList(1 + random.nextInt(3), 3).clear();
    for (int leg = 0; leg < list(body.get("legs")).size(); leg++) {
      with(body, "legs[" + leg + "].ratio", random.nextBoolean() ? 2 : 4);
    }
    return with(body, "pricing", Pricing.values()[random.nextInt(3)].name());
  }

  private static PlacingFacts facts(Random random) {
    Map<Placing, PastTrades> past = new EnumMap<>(Placing.class);
    for (Placing mode : Placing.values()) {
      past.put(mode, new PastTrades(random.nextInt(8), random.nextInt(8)));
    }
    BigDecimal edge = random.nextInt(10) == 0 ? null : some(random, 25).subtract(some(random, 5));
    Map<Placing, String> tooLarge =
        random.nextBoolean() ? Map.of() : Map.of(Placing.values()[random.nextInt(5)], "9 orders");
    return new PlacingFacts(
        edge, some(random, 30), some(random, 30), some(random, 400), past, tooLarge);
  }

  private static BigDecimal some(Random random, int cents) {
    return BigDecimal.valueOf(random.nextInt(cents + 1), 2);
  }
}
