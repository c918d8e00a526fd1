package dev.legwork.saga;

import dev.legwork.stop.StopState;
import dev.legwork.stop.StopStatus;
import java.util.List;
import java.util.function.UnaryOperator;

/** How a stop stands, and its own account of that; stored when it has changed. */
final class StopJournal {
  /** So that what is stored with each change stays small. */
  private static final int MOST_LINES = 200;

  private final Trade trade;
  private final TradeWorld world;
  private final StopLink link;
  private StopStatus status;
  private StopStatus stored;

  StopJournal(Trade trade, TradeWorld world, StopLink link, StopStatus status) {
    this.trade = trade;
    this.world = world;
    this.link = link;
    this.status = status;
    this.stored = status;
  }

  StopStatus status() {
    return status;
  }

  void set(UnaryOperator<StopStatus> change) {
    status = change.apply(status);
  }

  void enter(StopState next, String why) {
    if (status.state() != next) {
      status = status.in(next, why, world.now());
    }
  }

  void note(String event, String leg, String detail) {
    trade.note(event, leg, detail);
  }

  /** Only what has changed is stored. */
  void tell() {
    List<TimelineEntry> lines = trade.timeline();
    status = status.telling(lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size()));
    if (!status.equals(stored)) {
      link.told(status);
      stored = status;
    }
  }
}
