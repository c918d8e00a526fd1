package dev.legwork.simulation.worker;

import dev.legwork.desk.Background;
import dev.legwork.simulation.ledger.Database;
import dev.legwork.simulation.ledger.DeskRows;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;

/**
 * The threads of a desk that wait for the database: one call of a lane after another, also when the
 * desk is over.
 */
final class LedgerThreads implements Background {
  private final Tenure tenure;
  private final Process process;
  private final Database database;
  private final Map<Lane, Deque<Runnable>> waiting = new EnumMap<>(Lane.class);
  private final Map<Lane, Boolean> busy = new EnumMap<>(Lane.class);

  LedgerThreads(Tenure tenure, Database database) {
    this.tenure = tenure;
    this.process = tenure.process();
    this.database = database;
    for (Lane lane : Lane.values()) {
      waiting.put(lane, new ArrayDeque<>());
      busy.put(lane, false);
    }
  }

  @Override
  public <T> void submit(Lane lane, Callable<T> work, BiConsumer<T, Exception> then) {
    if (lane == Lane.INTENTS) {
      process.crossed(CrashPoint.INTENTS_DECIDED);
    }
    waiting.get(lane).add(() -> call(lane, work, then));
    next(lane);
  }

  private void next(Lane lane) {
    if (process.isAlive() && !busy.get(lane) && !waiting.get(lane).isEmpty()) {
      busy.put(lane, true);
      waiting.get(lane).remove().run();
    }
  }

  private <T> void call(Lane lane, Callable<T> work, BiConsumer<T, Exception> then) {
    database.call(
        process,
        () -> committed(lane, work),
        (result, failure) ->
            process.run(
                () -> {
                  busy.put(lane, false);
                  tenure.run(() -> tenure.core().step(() -> then.accept(result, failure)));
                  next(lane);
                }));
  }

  /** Dies here if it is to: after the commit, before anybody hears of it. */
  private <T> T committed(Lane lane, Callable<T> work) throws Exception {
    DeskRows rows = process.worker().ledger();
    int intents = rows.storedIntents();
    int proven = rows.provenOrders();
    T result = work.call();
    if (lane == Lane.INBOX) {
      process.crossed(CrashPoint.EVENTS_COMMITTED);
    }
    if (rows.storedIntents() > intents) {
      process.crossed(CrashPoint.INTENTS_COMMITTED);
    }
    if (rows.provenOrders() > proven) {
      process.crossed(CrashPoint.VERDICT_COMMITTED);
    }
    return result;
  }
}
