package dev.legwork.activity.reconciliation;

import dev.legwork.exposure.Exposure;
import dev.legwork.ledger.Ledger;
import dev.legwork.ledger.trade.TradeDetails;
import dev.legwork.order.BrokerEvent;
import dev.legwork.order.OrderEvent;
import dev.legwork.saga.Alert;
import dev.legwork.saga.Residual;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches what the running trades of an account hold, from the executions that the ledger has
 * committed: whatever is not a whole number of units for longer than the window is an open alert
 * with the exact positions, until it is settled or the trade has ended. It needs no Temporal.
 *
 * <p>Driven by its owner: events come from any thread, {@link #tick} from one.
 */
public final class ExposureWatch {
  /** Code of its alert. */
  public static final String EXPOSURE = "EXPOSURE";

  static final Duration WINDOW = Duration.ofSeconds(5);
  private static final Duration AGAIN = Duration.ofSeconds(1);
  private static final Logger LOG = LoggerFactory.getLogger(ExposureWatch.class);
  private static final int MOST = 500;

  /** An uneven trade: since when, and what was told. */
  private static final class Uneven {
    private final Instant since;
    private Instant nextLook;
    private List<Residual> told = List.of();

    private Uneven(Instant since) {
      this.since = since;
      this.nextLook = since.plus(WINDOW);
    }
  }

  private final String account;
  private final Ledger ledger;
  private final Clock clock;
  private final Map<String, Instant> changed = new HashMap<>();
  private final Map<String, Uneven> uneven = new HashMap<>();
  private volatile boolean started;

  public ExposureWatch(String account, Ledger ledger, Clock clock) {
    this.account = account;
    this.ledger = ledger;
    this.clock = clock;
  }

  /** Looks at all running trades again with the next tick: others may have stored what they did. */
  public void lookAnew() {
    started = false;
  }

  /** Takes one commit of the inbox; returns at once. */
  public void committed(Collection<BrokerEvent> events) {
    synchronized (changed) {
      for (BrokerEvent event : events) {
        if (event.event() instanceof OrderEvent.Filled) {
          changed.putIfAbsent(event.event().ref().executionId(), event.receivedAt());
        }
      }
    }
  }

  /**
   * Looks at what has changed, and at what has been uneven for long. Called several times a second.
   *
   * @throws RuntimeException if the ledger cannot be asked; nothing is forgotten
   */
  public void tick() {
    if (!started) {
      started = true;
      try {
        ledger.executions().unfinished(account, Duration.ZERO, MOST).forEach(this::find);
        closeSettled();
      } catch (RuntimeException e) {
        started = false;
        throw e;
      }
    }
    Map<String, Instant> news = taken();
    try {
      for (String id : List.copyOf(news.keySet())) {
        look(id, news.get(id));
        news.remove(id);
      }
    } finally {
      giveBack(news);
    }
    Instant now = clock.instant();
    for (String id : List.copyOf(uneven.keySet())) {
      if (!now.isBefore(uneven.get(id).nextLook)) {
        look(id, uneven.get(id).since);
      }
    }
  }

  private Map<String, Instant> taken() {
    synchronized (changed) {
      Map<String, Instant> news = new HashMap<>(changed);
      changed.clear();
      return news;
    }
  }

  private void giveBack(Map<String, Instant> unseen) {
    synchronized (changed) {
      unseen.forEach(changed::putIfAbsent);
    }
  }

  /** After a start: a trade may have been uneven for long. */
  private void find(String id) {
    ledger
        .trades()
        .details(id)
        .ifPresent(
            trade ->
                trade.events().stream()
                    .filter(event -> event.event() instanceof OrderEvent.Filled)
                    .reduce((first, last) -> last)
                    .ifPresent(last -> judge(trade, last.receivedAt())));
  }

  /** Alerts of trades that were settled while nobody watched. */
  private void closeSettled() {
    Set<String> standing = new HashSet<>(uneven.keySet());
    ledger.alerts().open(account, Set.of(EXPOSURE)).stream()
        .map(alert -> alert.executionId())
        .filter(id -> id != null && !standing.contains(id))
        .forEach(this::close);
  }

  private void look(String id, Instant since) {
    ledger.trades().details(id).ifPresent(trade -> judge(trade, since));
  }

  private void judge(TradeDetails trade, Instant since) {
    String id = trade.execution().id();
    boolean settled = trade.execution().state().isEnding() || Exposure.isEven(trade.book());
    if (settled) {
      Uneven before = uneven.remove(id);
      if (before != null && !before.told.isEmpty()) {
        close(id);
      }
      return;
    }
    Uneven now = uneven.computeIfAbsent(id, key -> new Uneven(since));
    List<Residual> positions = Exposure.positions(trade.book());
    if (clock.instant().isBefore(now.since.plus(WINDOW))) {
      return;
    }
    // Nobody tells that a trade has ended: it is looked at again.
    now.nextLook = clock.instant().plus(AGAIN);
    if (!positions.equals(now.told)) {
      tell(trade, now, positions);
    }
  }

  private void tell(TradeDetails trade, Uneven now, List<Residual> positions) {
    String held =
        positions.stream()
            .map(one -> one.position().toPlainString() + " " + one.instrument().label())
            .collect(Collectors.joining(", "));
    ledger
        .alerts()
        .open(
            account,
            trade.execution().id(),
            new Alert(
                Alert.Severity.WARNING,
                EXPOSURE,
                "The trade is "
                    + trade.execution().state()
                    + " and holds a part of its ratio since "
                    + now.since
                    + ": "
                    + held
                    + ". It completes or unwinds this by itself; the alert closes when that is"
                    + " done.",
                positions),
            clock.instant());
    now.told = positions;
  }

  private void close(String id) {
    LOG.info("execution {}: what it held is settled", id);
    ledger.alerts().close(account, id, EXPOSURE, clock.instant());
  }
}
