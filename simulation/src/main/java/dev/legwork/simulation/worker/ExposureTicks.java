package dev.legwork.simulation.worker;

import dev.legwork.exposure.ExposureAlarm;
import dev.legwork.order.BrokerEvent;
import dev.legwork.simulation.ledger.Database;
import dev.legwork.simulation.ledger.ExposureRows;
import java.time.Duration;
import java.util.List;

/** The thread on which a process watches what the trades of its account hold. */
final class ExposureTicks {
  private static final Duration STEP = Duration.ofMillis(250);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Process process;
  private final Database database;
  private final ExposureAlarm alarm;

  ExposureTicks(Process process, ExposureRows rows, Database database) {
    this.process = process;
    this.database = database;
    Worker worker = process.worker();
    alarm = new ExposureAlarm(rows, worker.clock()::wall, worker.clock()::nanos);
  }

  void start() {
    if (!alarm.isDue()) {
      later(STEP);
      return;
    }
    database.call(
        process,
        () -> {
          alarm.tick();
          return true;
        },
        (done, failure) -> process.run(() -> later(failure == null ? STEP : PAUSE)));
  }

  private void later(Duration pause) {
    process.worker().parts().scheduler().in(pause, () -> process.run(this::start));
  }

  void committed(List<BrokerEvent> events) {
    alarm.committed(events);
  }

  void lookAnew() {
    alarm.lookAnew();
  }
}
