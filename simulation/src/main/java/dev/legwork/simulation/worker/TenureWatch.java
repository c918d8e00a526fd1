package dev.legwork.simulation.worker;

import dev.legwork.order.OrderRef;
import dev.legwork.simulation.ledger.DeskRows;
import dev.legwork.simulation.time.Scheduler;
import dev.legwork.tws.codec.Frame;
import dev.legwork.tws.codec.FrameReader;
import dev.legwork.tws.codec.MalformedMessage;
import dev.legwork.tws.codec.ServerDecoder;
import dev.legwork.tws.message.ClientMessage;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Sees who holds an account's lease, and that nobody writes opening orders longer after he lost it
 * than a confirmation lasts (invariant 9), or more than a second after a person stopped the account
 * (invariant 13).
 */
public final class TenureWatch {
  /** So long after its last confirmation a lease may still be used, and a little for the write. */
  private static final Duration LASTS = Duration.ofMillis(4_100);

  /** So long after a switch opening orders may still be written. */
  private static final Duration STOPS_WITHIN = Duration.ofSeconds(1);

  private final Scheduler scheduler;
  private final DeskRows rows;
  private final Consumer<String> listener;
  private Worker holder;
  private final Map<Long, Long> takenAt = new HashMap<>();

  /**
   * @param listener told of what must not be
   */
  public TenureWatch(Scheduler scheduler, DeskRows rows, Consumer<String> listener) {
    this.scheduler = scheduler;
    this.rows = rows;
    this.listener = listener;
  }

  /** Whether another worker had it before. */
  boolean tookLease(Worker worker) {
    boolean over = holder != null && holder != worker;
    holder = worker;
    takenAt.put(rows.lease(), scheduler.now());
    return over;
  }

  void writes(Worker worker, byte[] bytes, long tenure) {
    boolean opens = opens(bytes);
    if (opens) {
      rows.stoppedFor()
          .filter(since -> since.compareTo(STOPS_WITHIN) > 0)
          .ifPresent(
              since ->
                  listener.accept(
                      "invariant 13: %s writes an opening order %d ms after a person stopped the account"
                          .formatted(worker.name(), since.toMillis())));
    }
    long nextTook = takenAt.getOrDefault(tenure + 1, Long.MAX_VALUE);
    if (scheduler.now() - LASTS.toNanos() > nextTook && opens) {
      listener.accept(
          "invariant 9: %s writes an opening order under lease %d, lost %d ms ago"
              .formatted(
                  worker.name(), tenure, Duration.ofNanos(scheduler.now() - nextTook).toMillis()));
    }
  }

  private static boolean opens(byte[] bytes) {
    if (bytes.length == 0 || bytes[0] == 'A') {
      // A greeting, which is no frame: its first byte would make it a gigabyte.
      return false;
    }
    FrameReader frames = new FrameReader();
    frames.feed(ByteBuffer.wrap(bytes));
    ServerDecoder decoder = new ServerDecoder();
    boolean opens = false;
    try {
      for (Frame frame = frames.poll(); frame != null; frame = frames.poll()) {
        opens |= decoder.decode(frame) instanceof ClientMessage.PlaceOrder order && opens(order);
      }
    } catch (MalformedMessage e) {
      throw new IllegalStateException("the desk wrote what cannot be read", e);
    }
    return opens;
  }

  /** A what-if is a question. */
  private static boolean opens(ClientMessage.PlaceOrder order) {
    return !order.order().whatIf()
        && OrderRef.parse(order.order().orderRef()).map(ref -> ref.purpose().opens()).orElse(true);
  }
}
