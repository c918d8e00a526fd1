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
 * that failed the least is taken. A mode whose orders would be refused for their size is none to
 * choose from, unless all are: then it is chosen as if sizes were no matter, and refused.
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

  /** The modes that the request could have named, the boldest first. */
  public static List<Placing> nameable(ExecutionRequest trade) {
    List<Placing> modes = new ArrayList<>(List.of(Placing.PARALLEL, Placing.HEDGE_FIRST));
    if (mayBeCombo(trade)) {
      modes.add(Placing.COMBO);
    }
    modes.add(Placing.SEQUENTIAL);
    return modes;
  }

  private ChosenPlacing choose() {
    if (trade.legs().size() == 1) {
      return new ChosenPlacing(Placing.PARALLEL, "a single leg");
    }
    return facts.isExecutable() ? among(modes()) : waiting();
  }

  /** One order may rest without a leg at risk; anything else is refused at these quotes. */
  private ChosenPlacing waiting() {
    return mayBeCombo(trade) && !facts.isTooLarge(Placing.COMBO)
        ? chosen(Placing.COMBO, "not executable at once inside netLimit, which only COMBO may be")
        : chosen(
            Placing.SEQUENTIAL,
            "not executable inside netLimit in any mode" + sized(Placing.COMBO));
  }

  private ChosenPlacing among(List<Placing> modes) {
    List<Placing> placeable = modes.stream().filter(mode -> !facts.isTooLarge(mode)).toList();
    List<Placing> candidates = placeable.isEmpty() ? modes : placeable;
    return candidates.stream()
        .filter(mode -> !hasFailed(mode))
        .findFirst()
        .map(mode -> chosen(mode, looks() + passedOver(modes, mode)))
        .orElseGet(() -> leastFailed(modes, candidates));
  }

  /** Those that edge and sizes shown allow, the boldest first. */
  private List<Placing> modes() {
    return nameable(trade).stream().filter(this::isEasyEnough).toList();
  }

  private boolean isEasyEnough(Placing mode) {
    return switch (mode) {
      case PARALLEL -> isAmple();
      case HEDGE_FIRST -> isFair() && WaveOrder.of(trade.placedAs(Placing.HEDGE_FIRST)).size() > 1;
      case COMBO, SEQUENTIAL, AUTO -> true;
    };
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

  private ChosenPlacing leastFailed(List<Placing> modes, List<Placing> candidates) {
    Placing best =
        candidates.stream()
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
      text.append(facts.isTooLarge(mode) ? sized(mode) : failed(mode));
    }
    return text.toString();
  }

  private String failed(Placing mode) {
    PastTrades past = facts.past(mode);
    return "; %s committed only %d of %d".formatted(mode, past.committed(), past.total());
  }

  /** Why it would be refused for its sizes; empty if it would not. */
  private String sized(Placing mode) {
    return facts.isTooLarge(mode)
        ? "; %s would be refused: %s".formatted(mode, facts.tooLarge().get(mode))
        : "";
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
