package dev.legwork.simulation.worker;

import dev.legwork.desk.Background;
import dev.legwork.simulation.ledger.Database;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;

/** The two threads of a desk that wait for the database: one call of a lane after another. */
final class LedgerThreads implements Background {
  private final Process process;
  private final Database database;
  private final Map<Lane, Deque<Runnable>> waiting = new EnumMap<>(Lane.class);
  private final Map<Lane, Boolean> busy = new EnumMap<>(Lane.class);

  LedgerThreads(Process process, Database database) {
    this.process = process;
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
        process::isAlive,
        () -> {
          T result = work.call();
          process.crossed(
              lane == Lane.INBOX ? CrashPoint.EVENTS_COMMITTED : CrashPoint.INTENTS_COMMITTED);
          return result;
        },
        (result, failure) ->
            process.run(
                () -> {
                  busy.put(lane, false);
                  process.core().step(() -> then.accept(result, failure));
                  next(lane);
                }));
  }
}
