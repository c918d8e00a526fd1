package dev.legwork.simulator.gateway;

import dev.legwork.simulator.contracts.Instrument;
import dev.legwork.simulator.market.Quote;
import dev.legwork.simulator.orders.Reception;
import dev.legwork.tws.message.ServerMessage;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** One connected client and what it has subscribed to. */
final class Session {
  /** A client that has not said startApi yet. */
  static final int UNKNOWN_CLIENT = -1;

  private static final int MESSAGES_A_SECOND = 50;
  private static final long SECOND = 1_000_000_000L;

  final long connection;
  final Instant connectedAt;
  final Map<Integer, QuoteSubscription> quotes = new LinkedHashMap<>();
  final Map<Integer, SummarySubscription> summaries = new LinkedHashMap<>();
  final Map<Integer, PnlSubscription> pnls = new LinkedHashMap<>();
  final Set<String> updatedAccounts = new LinkedHashSet<>();
  int clientId = UNKNOWN_CLIENT;
  boolean positions;
  boolean closing;
  boolean deaf;
  int violations;
  int marketDataType = 1;
  Withheld withheld;
  Stall stall;

  private final Deque<Long> recent = new ArrayDeque<>();

  Session(long connection, Instant connectedAt) {
    this.connection = connection;
    this.connectedAt = connectedAt;
  }

  /** Quotes that the client watches; remembers what it was told last. */
  static final class QuoteSubscription {
    final Instrument instrument;
    final Long lagMillis;
    Quote told;

    /**
     * @param lagMillis how late quotes are told; null for at once
     */
    QuoteSubscription(Instrument instrument, Long lagMillis) {
      this.instrument = instrument;
      this.lagMillis = lagMillis;
    }
  }

  /** Account values that the client watches. */
  record SummarySubscription(Set<String> tags) {}

  /**
   * Profit and loss that the client watches.
   *
   * @param instrument null for the whole account
   */
  record PnlSubscription(String account, Instrument instrument) {}

  /** What waits while the gateway neither reads from this client nor writes to it. */
  static final class Stall {
    final Deque<Runnable> requests = new ArrayDeque<>();
    final Deque<ServerMessage> answers = new ArrayDeque<>();
    boolean gone;
  }

  /** A message that waits to change places with the next one. */
  record Withheld(ServerMessage message) {}

  boolean started() {
    return clientId != UNKNOWN_CLIENT;
  }

  /** Counts a message; false if the client sends more than it may. */
  boolean withinRate(Reception reception) {
    recent.addLast(reception.nanos());
    while (reception.nanos() - recent.peekFirst() >= SECOND) {
      recent.removeFirst();
    }
    return recent.size() <= MESSAGES_A_SECOND;
  }
}
