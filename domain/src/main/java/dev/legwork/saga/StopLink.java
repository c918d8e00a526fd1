package dev.legwork.saga;

import dev.legwork.stop.StopStatus;
import dev.legwork.stop.StopWish;

/** How a stop hears of people and tells how it stands, beside {@link TradeWorld}. */
public interface StopLink {

  /** What a person asked for since it was last taken, or null; it wakes who waits. */
  StopWish takeWish();

  /** Stores how the stop stands; repeated until it is stored. */
  void told(StopStatus status);
}
