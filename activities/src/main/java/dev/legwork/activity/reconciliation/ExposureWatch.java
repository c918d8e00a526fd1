package dev.legwork.activity.reconciliation;

import dev.legwork.exposure.ExposureAlarm;
import dev.legwork.exposure.ExposureLedger;
import dev.legwork.exposure.HeldTrade;
import dev.legwork.ledger.Ledger;
import dev.legwork.ledger.alert.StoredAlert;
import dev.legwork.ledger.trade.TradeDetails;
import dev.legwork.order.BrokerEvent;
import dev.legwork.order.OrderEvent;
import dev.legwork.saga.Alert;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of what the running trades of an account hold too long ({@link ExposureAlarm}), with the
 * ledger in PostgreSQL. Events come from any thread, {@link #tick} from one.
 */
public final class ExposureWatch {
  private static final Logger LOG = LoggerFactory.getLogger(ExposureWatch.class);
  private static final int MOST = 500;

  private final String account;
  private final Ledger ledger;
  private final Clock clock;
  private final ExposureAlarm alarm;
  private final Queue<Collection<BrokerEvent>> commits = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean anew = new AtomicBoolean();

  /**
   * @param nanos monotonic time
   * @param window how long a trade may hold something else than whole units
   */
  public ExposureWatch(
      String account, Ledger ledger, Clock clock, LongSupplier nanos, Duration window) {
    this.account = account;
    this.ledger = ledger;
    this.clock = clock;
    this.alarm = new ExposureAlarm(new Rows(), clock, nanos, window);
  }

  /** Looks at all running trades again with the next tick: others may have stored what they did. */
  public void lookAnew() {
    anew.set(true);
  }

  /** Takes one commit of the inbox; returns at once. */
  public void committed(Collection<BrokerEvent> events) {
    commits.add(events);
  }

  /**
   * Looks at what has changed, and at what has been uneven for long. Called several times a second.
   *
   * @throws RuntimeException if the ledger cannot be asked; nothing is forgotten
   */
  public void tick() {
    if (anew.getAndSet(false)) {
      alarm.lookAnew();
    }
    for (var events = commits.poll(); events != null; events = commits.poll()) {
      alarm.committed(events);
    }
    alarm.tick();
  }

  private final class Rows implements ExposureLedger {
    @Override
    public List<String> unfinished() {
      return ledger.executions().unfinished(account, Duration.ZERO, MOST);
    }

    @Override
    public Optional<HeldTrade> trade(String id) {
      return ledger.trades().details(id).map(Rows::held);
    }

    private static HeldTrade held(TradeDetails trade) {
      return new HeldTrade(
          trade.execution().state(),
          trade.book(),
          trade.events().stream()
              .filter(event -> event.event() instanceof OrderEvent.Filled)
              .reduce((first, last) -> last)
              .map(BrokerEvent::receivedAt));
    }

    @Override
    public List<String> alerted(String code) {
      return ledger.alerts().open(account, Set.of(code)).stream()
          .map(StoredAlert::executionId)
          .filter(Objects::nonNull)
          .toList();
    }

    @Override
    public void open(String id, Alert alert) {
      ledger.alerts().open(account, id, alert, clock.instant());
    }

    @Override
    public void close(String id, String code) {
      LOG.info("execution {}: what it held is settled", id);
      ledger.alerts().close(account, id, code, clock.instant());
    }
  }
}
