package dev.legwork.request;

import dev.legwork.placing.LegPriority;
import java.time.Duration;
import java.util.List;

/** Notes where there is nothing to lean on, or nobody to watch it. */
final class LeanRules {
  /** The trade asks for the hedge side's quotes every second, and each time is in its history. */
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final Draft draft;
  private final FieldErrors errors;

  LeanRules(Draft draft, FieldErrors errors) {
    this.draft = draft;
    this.errors = errors;
  }

  void check() {
    if (draft.lean() == null) {
      return;
    }
    if (draft.placing() == Placing.COMBO) {
      refuse("contradicts placing COMBO, whose legs trade together or not at all");
    }
    hedges();
    Duration total = draft.timeouts().total();
    if (total != null && total.compareTo(LONGEST) > 0) {
      errors.trade(
          "timeouts.total",
          total,
          "must be at most %s with lean, which is watched".formatted(LONGEST));
    }
  }

  private void hedges() {
    if (draft.legs().size() == 1) {
      refuse("needs a leg that hedges and one that is hedged; the trade has a single leg");
      return;
    }
    boolean isKnown =
        draft.legs().stream()
            .allMatch(leg -> leg.action() != null && leg.contract().spec() != null);
    if (isKnown && hedges(draft.legs()).isEmpty()) {
      refuse("finds no hedge: no leg that is bought protects one that is sold");
    }
  }

  private static List<RequestedLeg> hedges(List<DraftLeg> legs) {
    return LegPriority.hedges(
        legs.stream()
            .map(leg -> new RequestedLeg(leg.path(), leg.action(), 1, leg.contract().spec(), null))
            .toList());
  }

  private void refuse(String message) {
    errors.trade("lean", null, message);
  }
}
