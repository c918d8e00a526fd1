package dev.legwork.simulation.check;

import dev.legwork.order.OrderRef;
import dev.legwork.order.Purpose;
import dev.legwork.simulator.orders.Order;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Sees that no entry order reaches the venue in a reset window, or may work into one. */
public final class ResetWatch {
  /** The venue's clock may be told wrong by ten seconds, and an entry takes a few. */
  private static final Duration TOLERANCE = Duration.ofSeconds(17);

  private final Instant from;
  private final Instant to;
  private final Supplier<Instant> clock;
  private final Consumer<String> listener;
  private int seen;

  /**
   * @param clock the venue's true time
   * @param listener told of what must not be
   */
  public ResetWatch(Instant from, Instant to, Supplier<Instant> clock, Consumer<String> listener) {
    this.from = from;
    this.to = to;
    this.clock = clock;
    this.listener = listener;
  }

  /** The venue has received an order. */
  public void received(Order order) {
    OrderRef ref = OrderRef.parse(order.terms().orderRef()).orElse(null);
    Instant now = clock.get();
    if (ref == null || ref.purpose() != Purpose.ENTRY || !now.isBefore(to)) {
      return;
    }
    seen++;
    if (order.terms().tif().immediate()) {
      return;
    }
    Instant ends = order.terms().goodTill();
    if (ends == null || ends.isAfter(from.plus(TOLERANCE))) {
      listener.accept(
          "reset window: %s works until %s, and the window begins %s".formatted(ref, ends, from));
    }
  }

  /** Entry orders that came before the window was over. */
  public int seen() {
    return seen;
  }
}
