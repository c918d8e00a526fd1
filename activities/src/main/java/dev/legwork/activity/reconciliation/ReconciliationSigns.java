package dev.legwork.activity.reconciliation;

import dev.legwork.ledger.Ledger;
import dev.legwork.ledger.reconciliation.StoredDivergence;
import dev.legwork.reconcile.Divergence.Kind;
import dev.legwork.saga.Alert;
import dev.legwork.workflow.reconciliation.ReconciliationResult;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** What people and monitors see of an account's reconciliations. */
public final class ReconciliationSigns {
  /** Code of the alert about differences that last. */
  public static final String DIVERGENCE = "DIVERGENCE";

  private static final int SHOWN = 5;

  private final String account;
  private final Ledger ledger;
  private final Duration limit;
  private final Clock clock;
  private final Timer duration;
  private final Map<Kind, AtomicInteger> counts = new EnumMap<>(Kind.class);

  /**
   * @param limit a difference that lasts longer is told to a person
   */
  public ReconciliationSigns(
      String account, Ledger ledger, Duration limit, MeterRegistry metrics, Clock clock) {
    this.account = account;
    this.ledger = ledger;
    this.limit = limit;
    this.clock = clock;
    this.duration =
        Timer.builder("legwork.reconciliation.duration")
            .description("from the first question to the broker until what differs is stored")
            .tag("account", account)
            .publishPercentiles(0.5, 0.99)
            .register(metrics);
    for (Kind kind : Kind.values()) {
      AtomicInteger count = new AtomicInteger();
      counts.put(kind, count);
      Gauge.builder("legwork.divergences", count, AtomicInteger::get)
          .description("open divergences between broker and ledger")
          .tag("account", account)
          .tag("kind", kind.name())
          .register(metrics);
    }
  }

  void ended(ReconciliationResult result, Duration took) {
    if (result.complete()) {
      duration.record(took);
    }
  }

  /**
   * Takes what lasts after a comparison.
   *
   * @return how many are open and alarming
   */
  int diverging(String of, List<StoredDivergence> lasting) {
    List<StoredDivergence> open = lasting.stream().filter(StoredDivergence::isOpen).toList();
    counts.forEach(
        (kind, count) ->
            count.set((int) open.stream().filter(one -> one.divergence().kind() == kind).count()));
    List<StoredDivergence> alarming = open.stream().filter(StoredDivergence::isAlarming).toList();
    List<StoredDivergence> old =
        alarming.stream().filter(one -> one.age().compareTo(limit) >= 0).toList();
    if (old.isEmpty()) {
      ledger.alerts().close(of, null, DIVERGENCE, clock.instant());
    } else {
      ledger.alerts().open(of, null, alert(old), clock.instant());
    }
    return alarming.size();
  }

  private Alert alert(List<StoredDivergence> old) {
    String what =
        old.stream()
            .limit(SHOWN)
            .map(one -> one.divergence().kind() + ": " + one.divergence().detail())
            .collect(Collectors.joining("; "));
    String more = old.size() > SHOWN ? " and " + (old.size() - SHOWN) + " more" : "";
    return new Alert(
        Alert.Severity.CRITICAL,
        DIVERGENCE,
        "Broker and ledger differ for account "
            + account
            + ": "
            + what
            + more
            + ". The broker is right; the alert closes by itself when they agree.",
        List.of());
  }
}
