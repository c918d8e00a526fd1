package dev.legwork.desk;

import dev.legwork.contract.Instrument;
import dev.legwork.desk.mapping.OpeningTimes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Whether the venue is open for contracts, by the hours it tells of them. */
final class VenueHours {
  private final DeskSettings settings;
  private final Timers timers;
  private final ContractFinder contracts;
  private final VenueTime time;

  VenueHours(DeskSettings settings, Timers timers, ContractFinder contracts, VenueTime time) {
    this.settings = settings;
    this.timers = timers;
    this.contracts = contracts;
    this.time = time;
  }

  /**
   * Why no trade in these contracts may be begun now; empty if the venue is open for all of them,
   * or tells no hours, or not in time.
   *
   * @param instruments by leg name
   */
  CompletableFuture<Optional<String>> closed(Map<String, Instrument> instruments) {
    if (settings.tradingHours() == HoursRule.ANY) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    Map<String, CompletableFuture<Optional<OpeningTimes>>> hours = new LinkedHashMap<>();
    instruments.forEach((leg, instrument) -> hours.put(leg, contracts.hours(instrument)));
    return closed(instruments, hours);
  }

  /** The same of one contract, by the hours that the venue tells now. */
  CompletableFuture<Optional<String>> closedByNow(String leg, Instrument instrument) {
    return settings.tradingHours() == HoursRule.ANY
        ? CompletableFuture.completedFuture(Optional.empty())
        : closed(Map.of(leg, instrument), Map.of(leg, contracts.hoursByNow(instrument)));
  }

  private CompletableFuture<Optional<String>> closed(
      Map<String, Instrument> instruments,
      Map<String, CompletableFuture<Optional<OpeningTimes>>> hours) {
    CompletableFuture<Boolean> late = new CompletableFuture<>();
    Timers.Timer timer = timers.after(settings.quotesWithin(), () -> late.complete(true));
    return CompletableFuture.anyOf(
            CompletableFuture.allOf(hours.values().toArray(CompletableFuture<?>[]::new)), late)
        .thenApply(
            done -> {
              timer.cancel();
              return firstClosed(instruments, hours);
            });
  }

  private Optional<String> firstClosed(
      Map<String, Instrument> instruments,
      Map<String, CompletableFuture<Optional<OpeningTimes>>> hours) {
    for (Map.Entry<String, CompletableFuture<Optional<OpeningTimes>>> of : hours.entrySet()) {
      Optional<OpeningTimes> told = of.getValue().getNow(Optional.empty());
      if (told.isPresent() && told.get().isClosed(time.now())) {
        return Optional.of(text(instruments.get(of.getKey()), told.get()));
      }
    }
    return Optional.empty();
  }

  private String text(Instrument instrument, OpeningTimes told) {
    return "%s does not trade now: it is %s in %s, and its regular hours are %s"
        .formatted(
            instrument.label(),
            told.local(time.now()).withNano(0),
            told.zone(),
            told.sessions().isEmpty() ? "none" : told.sessions());
  }
}
