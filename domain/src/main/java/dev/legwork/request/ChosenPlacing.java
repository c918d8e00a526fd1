package dev.legwork.request;

import java.util.Objects;

/**
 * How a trade is placed that left it to us (AUTO); chosen once, and stored with the first orders.
 *
 * @param mode any but AUTO
 * @param why with the numbers, for people
 */
public record ChosenPlacing(Placing mode, String why) {
  public ChosenPlacing {
    Objects.requireNonNull(mode, "mode");
    Objects.requireNonNull(why, "why");
    if (mode == Placing.AUTO) {
      throw new IllegalArgumentException("AUTO is what is chosen from, not what is chosen");
    }
  }
}
