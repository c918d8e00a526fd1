package dev.legwork.strategy.conversion;

import dev.legwork.strategy.Figures;
import dev.legwork.strategy.Refusal;
import java.util.List;

/** In what SFR and Synthetic differ. Prices are ten-thousandths of a dollar per share. */
interface ConversionRules {

  /** Why the pair's profit is not good enough, or null. */
  Refusal refusal(Pair pair);

  /**
   * Why the pair falls behind the others of its underlying, or null.
   *
   * @param sample null where the others are not known
   */
  Refusal refusal(Pair pair, SpreadSample sample);

  /** The most that a unit may cost. */
  long bound(Pair pair, long feesPerShare);

  /** The net at which a unit earns nothing; {@link dev.legwork.chain.Ticker#UNKNOWN} for none. */
  long breakEven(Pair pair, long feesPerShare);

  /** What the trade is, for people. */
  String label(Figures figures);

  /** Names of the components of a score, in their order. */
  List<String> components();

  /** Scores all that a pass kept, against each other. */
  void score(List<Kept> kept);
}
