package dev.legwork.desk;

import dev.legwork.contract.Instrument;
import dev.legwork.desk.mapping.OpeningTimes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Whether the venue is open for contracts, by the hours it tells of them. */
final class VenueHours {
  /**
   * Of one contract, at this moment.
   *
   * @param known whether the venue has told of today, or was asked just now and tells nothing
   * @param closed why it does not trade it, if it does not
   */
  record Now(boolean known, Optional<String> closed) {}

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
   * or tells no hours. Where it does not tell them in time, what it told before of today holds.
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
  CompletableFuture<Now> byNow(Instrument instrument) {
    if (settings.tradingHours() == HoursRule.ANY) {
      return CompletableFuture.completedFuture(new Now(true, Optional.empty()));
    }
    CompletableFuture<ContractFinder.HoursByNow> told = contracts.hoursByNow(instrument);
    return inTime(told)
        .thenApply(
            done ->
                told.isDone()
                    ? now(instrument, told.join())
                    : now(
                        instrument,
                        new ContractFinder.HoursByNow(false, contracts.lastHours(instrument))));
  }

  private Now now(Instrument instrument, ContractFinder.HoursByNow told) {
    Optional<OpeningTimes> today = told.times().filter(times -> times.tellOf(time.now()));
    return new Now(
        told.answered() || today.isPresent(),
        today.filter(times -> times.isClosed(time.now())).map(times -> text(instrument, times)));
  }

  private CompletableFuture<Optional<String>> closed(
      Map<String, Instrument> instruments,
      Map<String, CompletableFuture<Optional<OpeningTimes>>> hours) {
    return inTime(CompletableFuture.allOf(hours.values().toArray(CompletableFuture<?>[]::new)))
        .thenApply(done -> firstClosed(instruments, hours));
  }

  /** Completes with it, or when it is late. */
  private CompletableFuture<Object> inTime(CompletableFuture<?> told) {
    CompletableFuture<Boolean> late = new CompletableFuture<>();
    Timers.Timer timer = timers.after(settings.quotesWithin(), () -> late.complete(true));
    return CompletableFuture.anyOf(told, late)
        .thenApply(
            done -> {
              timer.cancel();
              return done;
            });
  }

  private Optional<String> firstClosed(
      Map<String, Instrument> instruments,
      Map<String, CompletableFuture<Optional<OpeningTimes>>> hours) {
    for (Map.Entry<String, CompletableFuture<Optional<OpeningTimes>>> of : hours.entrySet()) {
      Instrument instrument = instruments.get(of.getKey());
      Optional<OpeningTimes> told = of.getValue().getNow(contracts.lastHours(instrument));
      if (told.isPresent() && told.get().isClosed(time.now())) {
        return Optional.of(text(instrument, told.get()));
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
