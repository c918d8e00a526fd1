package dev.legwork.desk;

import dev.legwork.contract.Instrument;
import dev.legwork.saga.EntryPlan;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * Of which legs of a plan that must not rest the venue ends the orders by itself (IOC). The others
 * are cancelled by the trade.
 */
final class AtOnce {
  private final DeskSettings settings;
  private final Timers timers;
  private final ContractFinder contracts;

  AtOnce(DeskSettings settings, Timers timers, ContractFinder contracts) {
    this.settings = settings;
    this.timers = timers;
    this.contracts = contracts;
  }

  /**
   * Their names; a leg of which the venue does not tell in time is none of them.
   *
   * @param instruments by leg name
   */
  CompletableFuture<Set<String>> legs(EntryPlan plan, Map<String, Instrument> instruments) {
    if (!plan.isImmediate()) {
      return CompletableFuture.completedFuture(Set.of());
    }
    Map<String, CompletableFuture<Boolean>> asked = new LinkedHashMap<>();
    plan.legNames().stream()
        .filter(instruments::containsKey)
        .forEach(leg -> asked.put(leg, contracts.takesImmediate(instruments.get(leg))));
    CompletableFuture<Void> late = new CompletableFuture<>();
    Timers.Timer timer = timers.after(settings.quotesWithin(), () -> late.complete(null));
    return CompletableFuture.anyOf(
            CompletableFuture.allOf(asked.values().toArray(CompletableFuture<?>[]::new)), late)
        .thenApply(
            done -> {
              timer.cancel();
              return asked.keySet().stream()
                  .filter(leg -> asked.get(leg).getNow(false))
                  .collect(Collectors.toUnmodifiableSet());
            });
  }
}
