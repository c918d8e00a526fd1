package dev.legwork.simulator.broker;

import dev.legwork.simulator.accounts.Account;
import dev.legwork.simulator.contracts.Instrument;
import dev.legwork.simulator.journal.Journal;
import dev.legwork.simulator.journal.JournalEntry;
import dev.legwork.simulator.orders.Fill;
import dev.legwork.simulator.orders.Order;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All orders, fills, ids and accounts: the fold of the journal. A change is kept in the journal
 * before it shows here, and so before anyone is told of it.
 */
public final class Ledger {
  private final Journal journal;
  private final Map<String, Account> accounts = new LinkedHashMap<>();
  private final Map<Long, Order> orders = new LinkedHashMap<>();
  private final TreeMap<Long, Order> live = new TreeMap<>();
  private final Map<ClientOrder, List<Long>> permIds = new HashMap<>();
  private final Map<Integer, Integer> highestIds = new HashMap<>();
  private final Map<String, Fill> fills = new LinkedHashMap<>();
  private final Map<Long, List<String>> fillKeys = new HashMap<>();
  private final List<JournalEntry> postings = new ArrayList<>();
  private final List<Instrument> listed = new ArrayList<>();
  private JournalEntry.Opened opened;

  private record ClientOrder(int clientId, int orderId) {}

  /**
   * A ledger with these accounts and what the journal remembers.
   *
   * @param cash each account's deposit, USD, unless the journal knows another
   */
  public Ledger(Journal journal, Collection<String> accountNames, BigDecimal cash) {
    this.journal = journal;
    for (String name : accountNames) {
      accounts.put(name, new Account(name, cash));
    }
    journal.read().forEach(transaction -> transaction.forEach(this::apply));
  }

  /** Keeps a change and makes it visible. */
  void commit(List<JournalEntry> transaction) {
    journal.append(transaction);
    transaction.forEach(this::apply);
  }

  /** Keeps a change that is not about an order. */
  public void record(JournalEntry entry) {
    commit(List.of(entry));
  }

  private void apply(JournalEntry entry) {
    switch (entry) {
      case JournalEntry.Opened start -> opened = start;
      case JournalEntry.Listed contract -> listed.add(contract.instrument());
      case JournalEntry.IdUsed used -> raise(used.clientId(), used.orderId());
      case JournalEntry.IdsRewound rewound -> highestIds.put(rewound.clientId(), rewound.highest());
      case JournalEntry.OrderChanged changed -> put(changed.order());
      case JournalEntry.AllCancelled asked -> {
        // what becomes of its orders has entries of its own
      }
      case JournalEntry.Executed executed -> execute(executed.fill());
      case JournalEntry.Corrected corrected -> correct(corrected.fill());
      case JournalEntry.Moved moved -> move(moved);
      case JournalEntry.Deposited deposited ->
          account(deposited.account()).deposit(deposited.cash());
    }
  }

  private void put(Order order) {
    if (orders.put(order.permId(), order) == null) {
      permIds
          .computeIfAbsent(
              new ClientOrder(order.clientId(), order.orderId()), id -> new ArrayList<>())
          .add(order.permId());
      raise(order.clientId(), order.orderId());
    }
    if (order.live()) {
      live.put(order.permId(), order);
    } else {
      live.remove(order.permId());
    }
  }

  private void raise(int clientId, int orderId) {
    highestIds.merge(clientId, orderId, Math::max);
  }

  private void move(JournalEntry.Moved moved) {
    postings.add(moved);
    post(moved);
  }

  private void post(JournalEntry.Moved moved) {
    account(moved.account())
        .move(moved.instrument(), moved.quantity(), moved.price(), moved.cash());
  }

  private void execute(Fill fill) {
    postings.add(new JournalEntry.Executed(fill));
    fills.put(fill.key(), fill);
    fillKeys.computeIfAbsent(fill.permId(), id -> new ArrayList<>()).add(fill.key());
    account(fill.account()).book(fill);
  }

  private void correct(Fill fill) {
    fills.put(fill.key(), fill);
    rebuild(fill.account());
  }

  private void rebuild(String name) {
    account(name).reset();
    for (JournalEntry posting : postings) {
      if (posting instanceof JournalEntry.Moved moved && moved.account().equals(name)) {
        post(moved);
      } else if (posting instanceof JournalEntry.Executed executed
          && executed.fill().account().equals(name)) {
        account(name).book(fills.get(executed.fill().key()));
      }
    }
  }

  /** The latest start of the venue, or null in a new journal. */
  public JournalEntry.Opened opened() {
    return opened;
  }

  /** Contracts that came into being by a posted quote. */
  public List<Instrument> listed() {
    return List.copyOf(listed);
  }

  /** The account; null if the venue has none of this name. */
  public Account account(String name) {
    return accounts.get(name);
  }

  public Collection<Account> accounts() {
    return Collections.unmodifiableCollection(accounts.values());
  }

  /** All orders in order of arrival. */
  public Collection<Order> orders() {
    return Collections.unmodifiableCollection(orders.values());
  }

  /** Orders that can trade, in order of arrival; a copy. */
  public List<Order> liveOrders() {
    return List.copyOf(live.values());
  }

  /** The order, or null. */
  public Order order(long permId) {
    return orders.get(permId);
  }

  /**
   * The latest live order under this id of the client, else the latest that has ended, or null.
   * Usually there is but one.
   */
  public Order order(int clientId, int orderId) {
    Order found = null;
    for (Long permId : permIds.getOrDefault(new ClientOrder(clientId, orderId), List.of())) {
      Order next = orders.get(permId);
      if (found == null || next.live() || !found.live()) {
        found = next;
      }
    }
    return found;
  }

  /** The highest order id that the client used; 0 if none. */
  public int highestId(int clientId) {
    return highestIds.getOrDefault(clientId, 0);
  }

  /** Effective fills in order of arrival: a corrected one stands for the one it replaced. */
  public Collection<Fill> fills() {
    return Collections.unmodifiableCollection(fills.values());
  }

  /** Effective fills of an order. */
  public List<Fill> fills(long permId) {
    return fillKeys.getOrDefault(permId, List.of()).stream().map(fills::get).toList();
  }

  /** The latest version of a fill by its execId without the last segment, or null. */
  public Fill fill(String key) {
    return fills.get(key);
  }
}
