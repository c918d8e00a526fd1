package dev.legwork.placing;

import dev.legwork.num.Decimals;
import dev.legwork.order.Combo;
import dev.legwork.request.ChosenPlacing;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.Placing;
import dev.legwork.request.Pricing;
import dev.legwork.request.RequestedLeg;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What AUTO chooses. The easier a trade looks, the bolder it is placed: all legs together where
 * edge and sizes are ample; protection first where they are fair; otherwise as one order of all
 * legs, which has no leg at risk, or leg by leg where it cannot be one. A mode that lately failed
 * too often on the account is passed over for the next more cautious one; where all did, the one
 * that failed the least is taken.
 *
 * <p>Larger edge or sizes, or smaller spreads or moves, never lead to a more cautious mode.
 */
public final class PlacingChoice {
  private final ExecutionRequest trade;
  private final PlacingFacts facts;
  private final PlacingSettings settings;

  private PlacingChoice(ExecutionRequest trade, PlacingFacts facts, PlacingSettings settings) {
    this.trade = trade;
    this.facts = facts;
    this.settings = settings;
  }

  /** The mode for this trade at this moment, one that it could have named itself. */
  public static ChosenPlacing of(
      ExecutionRequest trade, PlacingFacts facts, PlacingSettings settings) {
    return new PlacingChoice(trade, facts, settings).choose();
  }

  private ChosenPlacing choose() {
    if (trade.legs().size() == 1) {
      return new ChosenPlacing(Placing.PARALLEL, "a single leg");
    }
    if (!facts.isExecutable()) {
      // One order may rest without a leg at risk; anything else is refused at these quotes.
      return mayBeCombo(trade)
          ? chosen(Placing.COMBO, "not executable at once inside netLimit, which only COMBO may be")
          : chosen(Placing.SEQUENTIAL, "not executable inside netLimit in any mode");
    }
    List<Placing> modes = modes();
    return modes.stream()
        .filter(mode -> !hasFailed(mode))
        .findFirst()
        .map(mode -> chosen(mode, looks() + passedOver(modes, mode)))
        .orElseGet(() -> leastFailed(modes));
  }

  /** Those that the facts allow, the boldest first. */
  private List<Placing> modes() {
    List<Placing> modes = new ArrayList<>();
    if (isAmple()) {
      modes.add(Placing.PARALLEL);
    }
    if (isFair() && WaveOrder.of(trade.placedAs(Placing.HEDGE_FIRST)).size() > 1) {
      modes.add(Placing.HEDGE_FIRST);
    }
    if (mayBeCombo(trade)) {
      modes.add(Placing.COMBO);
    }
    modes.add(Placing.SEQUENTIAL);
    return modes;
  }

  private boolean isAmple() {
    return facts.hasCushion(settings.ampleCushion()) && facts.hasDepth(settings.ampleDepth());
  }

  private boolean isFair() {
    return facts.hasCushion(settings.fairCushion()) && facts.hasDepth(settings.fairDepth());
  }

  private String looks() {
    if (isAmple()) {
      return "edge and sizes are ample";
    }
    return isFair() ? "edge and sizes are fair" : "edge or sizes are scarce";
  }

  /** Whether it failed too often for what it was tried. */
  private boolean hasFailed(Placing mode) {
    PastTrades past = facts.past(mode);
    return past.total() >= settings.leastTrades()
        && success(mode).compareTo(settings.leastSuccess()) < 0;
  }

  private BigDecimal success(Placing mode) {
    PastTrades past = facts.past(mode);
    return Decimals.divide(Decimals.of(past.committed()), Decimals.of(past.total()));
  }

  private ChosenPlacing leastFailed(List<Placing> modes) {
    Placing best =
        modes.stream()
            .sorted(Comparator.comparing(this::success).reversed())
            .findFirst()
            .orElseThrow();
    return chosen(best, looks() + passedOver(modes, null) + "; it failed the least");
  }

  /** The modes before the chosen one, all of them where that is null. */
  private String passedOver(List<Placing> modes, Placing chosen) {
    StringBuilder text = new StringBuilder();
    for (Placing mode : modes) {
      if (mode == chosen) {
        break;
      }
      PastTrades past = facts.past(mode);
      text.append("; %s committed only %d of %d".formatted(mode, past.committed(), past.total()));
    }
    return text.toString();
  }

  private ChosenPlacing chosen(Placing mode, String why) {
    return new ChosenPlacing(mode, why + " (" + facts.numbers() + ")");
  }

  /** As the rules of requests have it for one that names COMBO. */
  static boolean mayBeCombo(ExecutionRequest trade) {
    return trade.legs().size() > 1
        && trade.pricing() == Pricing.LIMIT
        && trade.lean() == null
        && trade.legs().stream().allMatch(leg -> leg.limit() == null && leg.childSize() == null)
        && Combo.commonDivisor(trade.legs().stream().map(RequestedLeg::ratio).toList()) == 1;
  }
}
