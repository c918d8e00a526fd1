package dev.legwork.report;

import dev.legwork.request.ChosenPlacing;
import dev.legwork.request.Placing;

/**
 * How a trade's legs were placed.
 *
 * @param asked by the request
 * @param used null where AUTO had chosen none before the trade ended
 * @param why for people
 */
public record PlacingMode(Placing asked, Placing used, String why) {
  static PlacingMode of(Placing asked, ChosenPlacing chosen) {
    if (chosen != null) {
      return new PlacingMode(asked, chosen.mode(), chosen.why());
    }
    return asked == Placing.AUTO
        ? new PlacingMode(asked, null, "it ended before AUTO had to choose")
        : new PlacingMode(asked, asked, "the request names it");
  }
}
