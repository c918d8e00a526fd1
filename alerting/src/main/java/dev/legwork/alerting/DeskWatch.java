package dev.legwork.alerting;

import dev.legwork.ledger.Ledger;
import dev.legwork.saga.Alert;
import dev.legwork.saga.Alert.Severity;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tells that no process runs an account's desk. It is seen from outside, since who is away cannot
 * tell: the heartbeat of the desk's lease, by the database's clock.
 */
final class DeskWatch {
  /** Code of its alert. */
  static final String DESK_AWAY = "DESK_AWAY";

  private final Set<String> accounts;
  private final Duration limit;
  private final Ledger ledger;
  private final Clock clock;
  private final long startedAt = System.nanoTime();

  DeskWatch(Set<String> accounts, Duration limit, Ledger ledger, Clock clock) {
    this.accounts = Set.copyOf(accounts);
    this.limit = limit;
    this.ledger = ledger;
    this.clock = clock;
  }

  void tick() {
    accounts.forEach(this::judge);
  }

  /** A house that has just started is given its time, and so is one whose worker was away. */
  private void judge(String account) {
    Optional<Duration> silence = ledger.leases().silence(account);
    Duration watched = Duration.ofNanos(System.nanoTime() - startedAt);
    Duration away = silence.orElse(watched);
    if (away.compareTo(limit) <= 0) {
      ledger.alerts().close(account, null, DESK_AWAY, clock.instant());
    } else if (watched.compareTo(limit) > 0) {
      ledger.alerts().open(account, null, alert(account), clock.instant());
    }
  }

  private Alert alert(String account) {
    boolean needed = ledger.leases().isNeeded(account);
    return new Alert(
        needed ? Severity.CRITICAL : Severity.WARNING,
        DESK_AWAY,
        "No worker runs the desk of account %s for more than %d s. %s"
            .formatted(
                account,
                limit.toSeconds(),
                needed
                    ? "Trades of it are open or orders may work: nobody looks after them until a"
                        + " worker with this account runs. Entry orders end at the broker by"
                        + " themselves."
                    : "Nothing of it is open; nothing can be begun."),
        List.of());
  }
}
