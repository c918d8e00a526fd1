package dev.legwork.simulation.net;

import dev.legwork.simulation.time.Chance;
import dev.legwork.simulation.time.Scheduler;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/** One direction of a connection: what goes in comes out in order, later, in other pieces. */
final class Pipe {
  private final Scheduler scheduler;
  private final Chance chance;
  private final Weather weather;
  private final LinkEnd receiver;
  private final Deque<Runnable> held = new ArrayDeque<>();
  private long lastArrival;
  private boolean holding;
  private boolean ended;

  Pipe(Scheduler scheduler, Chance chance, Weather weather, LinkEnd receiver) {
    this.scheduler = scheduler;
    this.chance = chance;
    this.weather = weather;
    this.receiver = receiver;
  }

  void send(byte[] bytes) {
    int from = 0;
    while (from < bytes.length) {
      int size = bytes.length - from;
      if (size > 1 && chance.odds(weather.cutting())) {
        size = chance.between(1, size - 1);
      }
      byte[] piece = Arrays.copyOfRange(bytes, from, from + size);
      arrive(() -> receiver.received(piece));
      from += size;
    }
  }

  /** Ends the direction after everything that was sent. */
  void finish(String detail) {
    arrive(() -> end(detail));
  }

  private void end(String detail) {
    ended = true;
    receiver.closed(detail);
  }

  private void arrive(Runnable what) {
    long latency = chance.latency(weather.least(), weather.most());
    lastArrival = Math.max(lastArrival + 1, scheduler.now() + latency);
    scheduler.at(lastArrival, () -> happen(what));
  }

  private void happen(Runnable what) {
    if (ended) {
      return;
    }
    if (holding) {
      held.add(what);
    } else {
      what.run();
    }
  }

  /** From now on nothing arrives; what is on its way waits. */
  void hold() {
    holding = true;
  }

  /** What waited arrives now, in order, then whatever comes. */
  void release() {
    holding = false;
    while (!held.isEmpty() && !ended) {
      held.poll().run();
    }
  }

  /** What has not arrived never will; the receiver hears of the end after a while. */
  void reset(String detail) {
    if (ended) {
      return;
    }
    ended = true;
    held.clear();
    scheduler.in(chance.latency(weather.least(), weather.most()), () -> receiver.closed(detail));
  }

  /** Nothing arrives any more, and nobody is told. */
  void vanish() {
    ended = true;
    held.clear();
  }
}
