package dev.legwork.simulation.check;

import dev.legwork.invariant.InvariantWatch;
import dev.legwork.simulation.time.Story;
import dev.legwork.simulator.journal.Journal;
import dev.legwork.simulator.journal.JournalEntry;
import dev.legwork.simulator.orders.Order;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The venue's journal, read by the invariants while it is written: nothing happens beside it. */
public final class VenueWatch implements Journal {
  private final Journal journal = Journal.inMemory();
  private final InvariantWatch watch;
  private final Story story;
  private final Map<Long, Order> orders = new HashMap<>();
  private Consumer<Order> received = order -> {};
  private int cancels;
  private int fills;

  public VenueWatch(InvariantWatch watch, Story story) {
    this.watch = watch;
    this.story = story;
  }

  @Override
  public List<List<JournalEntry>> read() {
    return journal.read();
  }

  @Override
  public void append(List<JournalEntry> transaction) {
    journal.append(transaction);
    transaction.forEach(this::happened);
  }

  private void happened(JournalEntry entry) {
    switch (entry) {
      case JournalEntry.OrderChanged changed -> changed(changed.order());
      case JournalEntry.Executed executed when !executed.fill().isSummary() -> {
        fills++;
        story.tell("broker", "executes " + BrokerRows.fill(executed.fill()).text());
        watch.executed(BrokerRows.fill(executed.fill()));
      }
      case JournalEntry.Corrected corrected -> {
        story.tell("broker", "corrects " + BrokerRows.fill(corrected.fill()).text());
        watch.executed(BrokerRows.fill(corrected.fill()));
      }
      case JournalEntry.AllCancelled asked -> allCancelled(asked);
      default -> {
        // ids, contracts and cash are no orders
      }
    }
  }

  private void changed(Order order) {
    Order before = orders.put(order.permId(), order);
    if (before == null) {
      watch.received(BrokerRows.order(order));
      received.accept(order);
      if (!order.live()) {
        story.tell("broker", "refuses " + order.terms().orderRef() + ": " + order.endReason());
      }
      return;
    }
    if (!before.terms().equals(order.terms())) {
      watch.modified(order.clientId(), BrokerRows.order(order));
    }
    if (before.live() && !order.live()) {
      story.tell("broker", "ends " + order.terms().orderRef() + ": " + order.endReason());
      watch.ended(BrokerRows.order(order));
    }
  }

  private void allCancelled(JournalEntry.AllCancelled asked) {
    story.tell(
        "broker",
        "client %d asks for all %d live orders to be cancelled"
            .formatted(asked.clientId(), asked.orders().size()));
    watch.allCancelled(
        asked.clientId(),
        asked.orders().stream()
            .map(named -> BrokerRows.order(orders.get(named.permId())))
            .toList());
  }

  /** A client asks to cancel this order. */
  public void cancelReceived(int clientId, Order order) {
    if (order != null) {
      cancels++;
      watch.cancelReceived(clientId, BrokerRows.order(order));
    }
  }

  /** Told of every order that is new at the venue. */
  public void whenReceived(Consumer<Order> then) {
    received = then;
  }

  /** All orders of the venue, as they are now. */
  public Collection<Order> all() {
    return orders.values();
  }

  public int cancels() {
    return cancels;
  }

  /** Orders that the venue has received. */
  public int orders() {
    return orders.size();
  }

  public int fills() {
    return fills;
  }

  @Override
  public void close() {}
}
