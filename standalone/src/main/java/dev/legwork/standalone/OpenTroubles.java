package dev.legwork.standalone;

import dev.legwork.invariant.LedgerTruth.OpenDivergence;
import dev.legwork.ledger.Ledger;
import dev.legwork.ledger.alert.StoredAlert;
import dev.legwork.saga.Alert;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What Legwork itself has found and told, and nobody has mended yet: a ledger may keep all
 * invariants while a person is needed.
 *
 * @param divergences open ones that alarm, by kind
 * @param criticalAlerts open ones, by code
 */
record OpenTroubles(Map<String, Long> divergences, Map<String, Long> criticalAlerts) {
  private static final int MOST_ALERTS = 10_000;

  OpenTroubles {
    divergences = new TreeMap<>(divergences);
    criticalAlerts = new TreeMap<>(criticalAlerts);
  }

  /**
   * Those of these accounts.
   *
   * @param accounts empty: of all, whether they traded or not
   */
  static OpenTroubles of(Ledger ledger, List<String> accounts) {
    return of(ledger.truth().read().divergences(), ledger.alerts().open(MOST_ALERTS), accounts);
  }

  static OpenTroubles of(
      List<OpenDivergence> divergences, List<StoredAlert> alerts, List<String> accounts) {
    Predicate<String> asked = account -> accounts.isEmpty() || accounts.contains(account);
    return new OpenTroubles(
        counted(
            divergences.stream().filter(one -> asked.test(one.account())).toList(),
            OpenDivergence::kind),
        counted(
            alerts.stream()
                .filter(one -> asked.test(one.account()))
                .filter(one -> one.alert().severity() == Alert.Severity.CRITICAL)
                .toList(),
            (StoredAlert one) -> one.alert().code()));
  }

  /** For people. */
  String line() {
    return "open: divergences "
        + told(divergences)
        + "; critical alerts "
        + told(criticalAlerts)
        + (divergences.isEmpty() && criticalAlerts.isEmpty()
            ? ""
            : " (./legwork divergences, ./legwork alerts)");
  }

  private static <T> Map<String, Long> counted(List<T> all, Function<T, String> by) {
    return all.stream().collect(Collectors.groupingBy(by, Collectors.counting()));
  }

  private static String told(Map<String, Long> counts) {
    long sum = counts.values().stream().mapToLong(Long::longValue).sum();
    return sum == 0
        ? "0"
        : counts.entrySet().stream()
            .map(one -> one.getKey() + " " + one.getValue())
            .collect(Collectors.joining(", ", sum + " (", ")"));
  }
}
