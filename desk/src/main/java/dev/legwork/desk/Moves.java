package dev.legwork.desk;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * How far a quote's middle went in the last minute, by its extremes in spans of ten seconds. Times
 * are ns of the desk's clock.
 */
final class Moves {
  private static final long SPAN = Duration.ofSeconds(10).toNanos();
  private static final long WINDOW = Duration.ofMinutes(1).toNanos();
  private static final BigDecimal HALF = new BigDecimal("0.5");

  /** Extremes of bid + ask, which is twice the middle. */
  private record Span(long from, BigDecimal low, BigDecimal high) {
    Span with(BigDecimal twice) {
      return twice.compareTo(low) < 0
          ? new Span(from, twice, high)
          : twice.compareTo(high) > 0 ? new Span(from, low, twice) : this;
    }
  }

  private final Deque<Span> spans = new ArrayDeque<>();

  void quoted(BigDecimal bid, BigDecimal ask, long now) {
    BigDecimal twice = bid.add(ask);
    Span last = spans.peekLast();
    if (last != null && now - last.from() < SPAN) {
      spans.removeLast();
      spans.addLast(last.with(twice));
    } else {
      spans.addLast(new Span(now, twice, twice));
    }
    dropOld(now);
  }

  /** A quiet market tells nothing, and is still where it was: the latest span stays. */
  private void dropOld(long now) {
    while (spans.size() > 1 && now - spans.peekFirst().from() > WINDOW) {
      spans.removeFirst();
    }
  }

  /** USD per share; empty while it was watched for less than a span. */
  Optional<BigDecimal> range(long now) {
    if (spans.isEmpty() || now - spans.peekFirst().from() < SPAN) {
      return Optional.empty();
    }
    dropOld(now);
    BigDecimal low = spans.stream().map(Span::low).min(BigDecimal::compareTo).orElseThrow();
    BigDecimal high = spans.stream().map(Span::high).max(BigDecimal::compareTo).orElseThrow();
    return Optional.of(high.subtract(low).multiply(HALF));
  }

  void forget() {
    spans.clear();
  }
}
