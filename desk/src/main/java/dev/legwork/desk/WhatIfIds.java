package dev.legwork.desk;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Order ids for questions: above all that were given out, and never given to an order afterwards,
 * also after a crash. They are only good while no later order has left, for the venue wants ids to
 * rise.
 */
final class WhatIfIds {
  private static final Logger LOG = LoggerFactory.getLogger(WhatIfIds.class);

  private final DeskLedger ledger;
  private final Background background;
  private final OrderRegister register;
  private final IntSupplier floor;
  private final IntConsumer raiseFloor;
  private final Runnable changed;
  private final Deque<Integer> free = new ArrayDeque<>();
  private int highestUsed;
  private boolean underWay;
  private String failure;

  /**
   * @param floor the highest order id that the venue is known to have seen, or that was raised to
   * @param raiseFloor orders get ids above this one from now on
   * @param changed there are ids, or it is certain that there are none
   */
  WhatIfIds(
      DeskLedger ledger,
      Background background,
      OrderRegister register,
      IntSupplier floor,
      IntConsumer raiseFloor,
      Runnable changed) {
    this.ledger = ledger;
    this.background = background;
    this.register = register;
    this.floor = floor;
    this.raiseFloor = raiseFloor;
    this.changed = changed;
  }

  /** Sees to it that there are so many ids, soon. */
  void prepare(int count) {
    dropStale();
    if (underWay || free.size() >= count) {
      return;
    }
    underWay = true;
    int first = Math.max(floor.getAsInt(), register.highestOrderId()) + 1;
    int last = first + count - 1;
    // At once: a wave that is stored from now on gets ids above these.
    raiseFloor.accept(last);
    background.submit(
        Background.Lane.NUMBERS,
        () -> {
          ledger.raiseHighWater(last);
          return last;
        },
        (done, failed) -> told(first, last, failed));
  }

  private void told(int first, int last, Exception failed) {
    underWay = false;
    failure = failed == null ? null : "the ledger did not answer: " + failed.getMessage();
    if (failed != null) {
      LOG.warn("No order ids for what-if questions", failed);
    } else {
      free.clear();
      for (int id = first; id <= last; id++) {
        free.add(id);
      }
    }
    changed.run();
  }

  /** Takes one; 0 if there is none now. */
  int take() {
    dropStale();
    Integer id = free.poll();
    highestUsed = id == null ? highestUsed : id;
    return id == null ? 0 : id;
  }

  /** The venue has seen those that are left; it is being asked how far it is. */
  void discard() {
    free.clear();
  }

  private void dropStale() {
    int used = Math.max(highestUsed, register.highestOrderId());
    free.removeIf(id -> id <= used);
  }

  /** Why there are none, if the ledger did not answer when it was last asked; else null. */
  String failure() {
    return failure;
  }

  boolean isUnderWay() {
    return underWay;
  }
}
