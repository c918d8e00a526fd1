package dev.legwork.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.chain.ChainBuilder;
import dev.legwork.chain.ChainSnapshot;
import dev.legwork.contract.OptionRight;
import dev.legwork.strategy.RefusalCode.Level;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever the chains and whoever looks: nothing that was looked at vanishes. */
class FunnelProperties {
  private static final List<String> ALL =
      List.of("SFR", "SYNTHETIC", "REVERSAL", "BOX", "VERTICAL");

  @Property(tries = 300)
  void everyPairIsRefusedOnceOrIsAnOpportunity(@ForAll long seed) {
    Random random = new Random(seed);
    List<ChainSnapshot> chains = List.of(chain(random, "AAA"), chain(random, "BBB"));
    List<Strategy> strategies = new ArrayList<>();
    for (String name : ALL) {
      strategies.add(Scans.free(name, "cost-limit", "101"));
    }
    for (Funnel funnel : Scanner.scan(strategies, chains).funnels()) {
      assertThat(funnel.symbols()).isEqualTo(2);
      assertThat(funnel.pairs()).isEqualTo(funnel.refused(Level.PAIR) + funnel.opportunities());
      assertThat(funnel.refused(Level.SYMBOL)).isLessThanOrEqualTo(funnel.symbols());
      assertThat(funnel.refused(Level.EXPIRY)).isLessThanOrEqualTo(funnel.expiries());
    }
  }

  private static ChainSnapshot chain(Random random, String symbol) {
    long now = ChainBuilder.NOW.toEpochMilli();
    ChainBuilder builder = ChainBuilder.of(symbol).stock(price(98 + random.nextInt(5)), price(103));
    for (int dte : new int[] {10, 20, 40}) {
      builder.dte(dte);
      for (int strike = 90; strike <= 110; strike += 1 + random.nextInt(5)) {
        for (OptionRight right : OptionRight.values()) {
          if (random.nextInt(6) > 0) {
            double bid = 1 + random.nextInt(60) / 10.0;
            builder.option(
                Integer.toString(strike),
                right,
                ChainBuilder.quote(price(bid), price(bid + random.nextInt(3) / 20.0 - 0.05))
                    .withActivity(random.nextInt(900), -1)
                    .halted(random.nextInt(30) == 0));
          }
          if (random.nextInt(9) == 0) {
            builder.change(
                Integer.toString(strike), right, t -> t.withAsk(t.ask(), 5, now - 90_000));
          }
        }
      }
    }
    return builder.build();
  }

  private static String price(double dollars) {
    return BigDecimal.valueOf(dollars).setScale(2, RoundingMode.HALF_UP).toPlainString();
  }
}
