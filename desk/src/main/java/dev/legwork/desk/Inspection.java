package dev.legwork.desk;

import dev.legwork.desk.census.CensusRows;
import dev.legwork.reconcile.Answer;
import dev.legwork.reconcile.BrokerCensus;
import dev.legwork.tws.message.ServerMessage;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongFunction;

/**
 * Takes a census of everything that the venue tells of the account, ours or not. The rows about our
 * orders go the way of all callbacks; it is handed over once they are stored. One is under way at a
 * time, shared by all who ask meanwhile.
 */
final class Inspection {
  private static final Duration STORED_WITHIN = Duration.ofSeconds(2);

  private final DeskSettings settings;
  private final Timers timers;
  private final Queries queries;
  private final Inbox inbox;
  private final Serving serving;
  private final Map<Queries.Kind, Queries.Answer> answers = new EnumMap<>(Queries.Kind.class);
  private CompletableFuture<BrokerCensus> underWay;
  private CensusRows rows;
  private int run;

  Inspection(DeskSettings settings, Timers timers, Queries queries, Inbox inbox, Serving serving) {
    this.settings = settings;
    this.timers = timers;
    this.queries = queries;
    this.inbox = inbox;
    this.serving = serving;
  }

  /** The census; fails where the venue cannot be asked or its word not be stored. */
  CompletableFuture<BrokerCensus> take() {
    if (!serving.isConnected()) {
      return CompletableFuture.failedFuture(new DeskUnavailable(serving.why()));
    }
    if (underWay == null) {
      begin();
    }
    return underWay;
  }

  private void begin() {
    CompletableFuture<BrokerCensus> census = new CompletableFuture<>();
    underWay = census;
    rows = new CensusRows(settings.account(), settings.brokerZone());
    answers.clear();
    int number = ++run;
    Duration patience = settings.queryTimeout().plus(STORED_WITHIN);
    timers.after(patience, () -> giveUp(number));
    for (Queries.Kind kind : EnumSet.allOf(Queries.Kind.class)) {
      queries.ask(kind, timers.stamp(), answer -> answered(number, kind, answer));
    }
  }

  /** Keeps what may belong to the answers under way. */
  void on(ServerMessage message) {
    if (underWay == null) {
      return;
    }
    long at = timers.stamp();
    switch (message) {
      case ServerMessage.OpenOrder row -> rows.on(row, at);
      case ServerMessage.OrderStatus row -> rows.on(row, at);
      case ServerMessage.CompletedOrder row -> rows.on(row, at);
      case ServerMessage.ExecDetails row -> rows.on(row, at);
      case ServerMessage.CommissionReport row -> rows.on(row);
      case ServerMessage.Position row -> rows.on(row, at);
      default -> {
        // of no use to a census
      }
    }
  }

  private void answered(int number, Queries.Kind kind, Queries.Answer answer) {
    if (number == run && underWay != null) {
      answers.put(kind, answer);
      check();
    }
  }

  /** Hands the census over once all answers are in and what they told is stored. */
  void check() {
    if (underWay != null && answers.size() == Queries.Kind.values().length && inbox.isEmpty()) {
      CompletableFuture<BrokerCensus> done = underWay;
      underWay = null;
      done.complete(census());
    }
  }

  private void giveUp(int number) {
    if (number == run && underWay != null) {
      CompletableFuture<BrokerCensus> late = underWay;
      underWay = null;
      late.completeExceptionally(
          new DeskUnavailable(
              inbox.isEmpty()
                  ? "the venue did not answer in time"
                  : inbox.size() + " events of the venue are not stored yet"));
    }
  }

  private BrokerCensus census() {
    return new BrokerCensus(
        settings.account(),
        answer(Queries.Kind.OPEN_ORDERS, rows::openOrders),
        answer(Queries.Kind.COMPLETED_ORDERS, rows::completedOrders),
        answer(Queries.Kind.EXECUTIONS, rows::executions),
        answer(Queries.Kind.POSITIONS, rows::positions));
  }

  private <T> Answer<T> answer(Queries.Kind kind, LongFunction<List<T>> told) {
    Queries.Answer answer = answers.get(kind);
    return answer.complete() && !answer.narrow()
        ? Answer.complete(told.apply(answer.rowsFrom()))
        : Answer.failed();
  }
}
