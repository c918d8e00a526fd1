package dev.legwork.desk;

import dev.legwork.order.OrderRef;
import dev.legwork.order.WriteOutcome;
import dev.legwork.tws.codec.UnencodableMessage;
import dev.legwork.tws.message.ClientMessage;
import dev.legwork.tws.session.Pacer;
import dev.legwork.tws.session.Pacer.Priority;
import dev.legwork.tws.session.TwsSession;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All messages on their way out. Each letter is one write; it goes when the pacer grants all its
 * messages at once.
 */
final class Outbox {
  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

  private static final Duration BACK_OFF = Duration.ofSeconds(1);

  /** Messages that leave together, what they are held to, and who hears what became of them. */
  static final class Letter {
    private final Priority priority;
    private final List<? extends ClientMessage> messages;
    private final long notAfter;
    private final Clearance clearance;
    private final Consumer<WriteOutcome> then;
    private boolean gone;

    /**
     * @param notAfter on the desk's monotonic clock; later not a byte is written
     */
    Letter(
        Priority priority,
        List<? extends ClientMessage> messages,
        long notAfter,
        Consumer<WriteOutcome> then) {
      this(priority, messages, notAfter, Clearance.notNeeded(), then);
    }

    /**
     * @param clearance without which not a byte is written
     */
    Letter(
        Priority priority,
        List<? extends ClientMessage> messages,
        long notAfter,
        Clearance clearance,
        Consumer<WriteOutcome> then) {
      this.priority = priority;
      this.messages = List.copyOf(messages);
      this.notAfter = notAfter;
      this.clearance = clearance;
      this.then = then;
    }

    Clearance clearance() {
      return clearance;
    }

    private boolean placesOrders() {
      return messages.getFirst() instanceof ClientMessage.PlaceOrder;
    }

    /**
     * Whether some order of it may open a position; so does one whose reference nobody can read.
     */
    private boolean opens() {
      return messages.stream()
          .filter(ClientMessage.PlaceOrder.class::isInstance)
          .map(message -> ((ClientMessage.PlaceOrder) message).order().orderRef())
          .anyMatch(ref -> OrderRef.parse(ref).map(known -> known.purpose().opens()).orElse(true));
    }
  }

  private final Timers timers;
  private final TwsSession session;
  private final Pacer<Letter> pacer;
  private final BooleanSupplier mayPlace;
  private final DeskLease lease;
  private final Set<Letter> waiting = new LinkedHashSet<>();

  /**
   * @param mayPlace asked immediately before orders are written
   * @param lease asked last of all before opening orders are written
   */
  Outbox(
      Timers timers,
      TwsSession session,
      Pacer.Settings pace,
      BooleanSupplier mayPlace,
      DeskLease lease) {
    this.timers = timers;
    this.session = session;
    this.pacer = new Pacer<>(pace, timers.now());
    this.mayPlace = mayPlace;
    this.lease = lease;
  }

  void send(Priority priority, ClientMessage message) {
    send(new Letter(priority, List.of(message), Long.MAX_VALUE, outcome -> {}));
  }

  void send(Letter letter) {
    waiting.add(letter);
    pacer.add(letter.priority, letter.messages.size(), letter);
  }

  /** Lines a letter up again that was held for its clearance, unless it was taken back. */
  void resume(Letter letter) {
    if (!letter.gone) {
      pacer.add(letter.priority, letter.messages.size(), letter);
    }
  }

  /** Takes a letter back; whoever sent it hears NOT_WRITTEN. Nothing happens if it has left. */
  void withdraw(Letter letter) {
    if (!letter.gone) {
      end(letter, WriteOutcome.NOT_WRITTEN);
    }
  }

  /** Writes what may be written now. */
  void pump() {
    for (Letter letter = next(); letter != null; letter = next()) {
      if (!letter.gone) {
        pass(letter);
      }
    }
  }

  private void pass(Letter letter) {
    if (mustNotGo(letter)) {
      end(letter, WriteOutcome.NOT_WRITTEN);
    } else if (letter.clearance.isFresh(timers.now())) {
      end(letter, write(letter));
    } else {
      letter.clearance.renew(letter);
    }
  }

  private Letter next() {
    return pacer.poll(timers.now());
  }

  private boolean mustNotGo(Letter letter) {
    return !session.isReady()
        || timers.now() > letter.notAfter
        || (letter.placesOrders() && !mayPlace.getAsBoolean())
        || (letter.opens() && !isLeaseFresh());
  }

  private boolean isLeaseFresh() {
    boolean fresh = lease.mayOpen();
    if (!fresh) {
      LOG.error("The account's lease is not confirmed; opening orders are not written");
    }
    return fresh;
  }

  private WriteOutcome write(Letter letter) {
    try {
      return switch (session.send(letter.messages)) {
        case WRITTEN -> WriteOutcome.WRITTEN;
        case NOT_WRITTEN -> WriteOutcome.NOT_WRITTEN;
        case UNKNOWN -> WriteOutcome.UNKNOWN;
      };
    } catch (UnencodableMessage e) {
      LOG.error("Not written, for it cannot be: {}", letter.messages, e);
      return WriteOutcome.NOT_WRITTEN;
    }
  }

  private void end(Letter letter, WriteOutcome outcome) {
    letter.gone = true;
    waiting.remove(letter);
    letter.then.accept(outcome);
  }

  /** The venue says that there were too many messages. */
  void backOff() {
    LOG.error(
        "The venue counts too many messages (100); entries and questions wait for {}, {} of them"
            + " are in line; cancels and unwinds go on slowly",
        BACK_OFF,
        waiting.size());
    pacer.backOff(BACK_OFF.toNanos(), timers.now());
  }

  /** A message left without waiting in line: the session's heartbeat. */
  void charge() {
    pacer.charge(1, timers.now());
  }

  /** Nothing that waits can be sent any more: the session it was meant for is gone. */
  void sessionLost() {
    List<Letter> all = List.copyOf(waiting);
    pacer.clear();
    all.forEach(letter -> end(letter, WriteOutcome.NOT_WRITTEN));
  }

  /** When {@link #pump} has something to do next; {@link Long#MAX_VALUE}: never. */
  long nextDeadline() {
    return pacer.nextNanos(timers.now());
  }

  /** Letters that wait. */
  int size() {
    return waiting.size();
  }
}
