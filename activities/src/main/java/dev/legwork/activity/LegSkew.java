package dev.legwork.activity;

import dev.legwork.order.BrokerEvent;
import dev.legwork.order.OrderRef;
import dev.legwork.order.PlacedOrder;
import dev.legwork.order.Purpose;
import dev.legwork.saga.EntryAnswer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How far apart the broker answered for the legs of one entry wave: the time between the first word
 * about the first leg and the first word about the last one. The frames themselves leave in one
 * write.
 */
public final class LegSkew {
  private static final int REMEMBERED = 100;

  private final Timer timer;
  private final Map<OrderRef, Instant> firstWord = new HashMap<>();
  private final Deque<List<OrderRef>> waves = new ArrayDeque<>();

  public LegSkew(String account, MeterRegistry metrics) {
    this.timer =
        Timer.builder("legwork.leg.skew")
            .description("between the broker's first words about the first and the last leg")
            .tag("account", account)
            .publishPercentiles(0.5, 0.99)
            .register(metrics);
  }

  /** A wave was placed; its events may be here already. */
  synchronized void entered(EntryAnswer answer) {
    if (answer instanceof EntryAnswer.Entered entered) {
      waves.add(entered.orders().stream().map(PlacedOrder::ref).toList());
      while (waves.size() > REMEMBERED) {
        waves.removeFirst();
      }
      judge();
    }
  }

  /** Takes events in the order of their receipt. */
  public synchronized void heard(Collection<BrokerEvent> events) {
    for (BrokerEvent event : events) {
      if (event.event().ref().purpose() == Purpose.ENTRY) {
        firstWord.putIfAbsent(event.event().ref(), event.receivedAt());
      }
    }
    judge();
    if (firstWord.size() > REMEMBERED * 6) {
      firstWord.clear();
    }
  }

  private void judge() {
    waves.removeIf(this::isJudged);
  }

  private boolean isJudged(List<OrderRef> wave) {
    List<Instant> words = wave.stream().map(firstWord::get).filter(Objects::nonNull).toList();
    if (words.size() < wave.size()) {
      return false;
    }
    Instant first = words.stream().min(Instant::compareTo).orElseThrow();
    Instant last = words.stream().max(Instant::compareTo).orElseThrow();
    timer.record(Duration.between(first, last));
    firstWord.keySet().removeAll(wave);
    return true;
  }
}
