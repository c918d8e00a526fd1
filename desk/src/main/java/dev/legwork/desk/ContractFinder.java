package dev.legwork.desk;

import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.Instrument;
import dev.legwork.contract.PriceIncrements;
import dev.legwork.desk.mapping.Contracts;
import dev.legwork.desk.mapping.OpeningTimes;
import dev.legwork.tws.message.ClientMessage;
import dev.legwork.tws.message.ServerMessage.ContractDetails;
import dev.legwork.tws.session.Pacer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the one contract that a description means, with the price steps at the route's exchange.
 * What was found holds for the venue's day, in memory and in the ledger.
 */
final class ContractFinder {
  private static final Logger LOG = LoggerFactory.getLogger(ContractFinder.class);
  private static final int NO_DEFINITION = 200;
  private static final String IMMEDIATE = "IOC";

  /** What came of looking. */
  sealed interface Found {
    record One(Instrument instrument) implements Found {}

    /** None fits, or several do; the text names them. */
    record NotOne(String detail) implements Found {}

    record NoAnswer(String detail) implements Found {}
  }

  /** What the venue tells of a contract today, beside what it is. */
  private record Told(LocalDate day, Optional<OpeningTimes> hours, boolean takesImmediate) {
    boolean tellsOf(Instant now) {
      return hours.filter(times -> times.tellOf(now)).isPresent();
    }
  }

  /**
   * What came of asking for hours.
   *
   * @param answered whether the venue did; else they are what it told before
   */
  record HoursByNow(boolean answered, Optional<OpeningTimes> times) {}

  private record Key(ContractSpec spec, LocalDate day) {}

  private record Search(
      ContractSpec spec,
      CompletableFuture<Found> answer,
      Map<Integer, ContractDetails> candidates,
      Timers.Timer timeout) {}

  private final DeskSettings settings;
  private final DeskLedger ledger;
  private final Background background;
  private final Timers timers;
  private final Outbox outbox;
  private final RequestIds ids;
  private final VenueTime time;
  private final MarketRules rules;
  private final Map<Key, CompletableFuture<Found>> found = new HashMap<>();
  private final Map<Integer, Search> searches = new HashMap<>();
  private final Map<Long, Told> told = new HashMap<>();
  private final Map<Long, CompletableFuture<Found>> asking = new HashMap<>();

  ContractFinder(
      DeskSettings settings,
      DeskLedger ledger,
      Background background,
      Timers timers,
      Outbox outbox,
      RequestIds ids,
      VenueTime time,
      MarketRules rules) {
    this.settings = settings;
    this.ledger = ledger;
    this.background = background;
    this.timers = timers;
    this.outbox = outbox;
    this.ids = ids;
    this.time = time;
    this.rules = rules;
  }

  /** Finds it; searches under way and contracts found today are shared. */
  CompletableFuture<Found> find(ContractSpec spec) {
    Key key = new Key(spec, time.today());
    CompletableFuture<Found> known = found.get(key);
    if (known != null) {
      return known;
    }
    found.keySet().removeIf(old -> !old.day().equals(key.day()));
    CompletableFuture<Found> answer = new CompletableFuture<>();
    found.put(key, answer);
    // Only what was found is kept: anything else is looked for again.
    answer.thenAccept(
        result -> {
          if (!(result instanceof Found.One)) {
            found.remove(key, answer);
          }
        });
    askLedger(key, answer);
    return answer;
  }

  private void askLedger(Key key, CompletableFuture<Found> answer) {
    background.submit(
        Background.Lane.INTENTS,
        () -> ledger.instrument(key.spec(), key.day()),
        (stored, failure) -> {
          if (failure == null && stored.isPresent()) {
            answer.complete(new Found.One(stored.get()));
          } else {
            askVenue(key.spec(), answer);
          }
        });
  }

  private void askVenue(ContractSpec spec, CompletableFuture<Found> answer) {
    int reqId = ids.next();
    Timers.Timer timeout =
        timers.after(
            settings.queryTimeout(),
            () -> end(reqId, new Found.NoAnswer("no answer about " + spec.label())));
    searches.put(reqId, new Search(spec, answer, new LinkedHashMap<>(), timeout));
    outbox.send(
        Pacer.Priority.DATA,
        new ClientMessage.ReqContractDetails(
            reqId, Contracts.query(spec, settings.route(), settings.currency())));
  }

  /**
   * The contract's regular hours today; empty if the venue tells none. A contract that the ledger
   * knew is asked about once.
   */
  CompletableFuture<Optional<OpeningTimes>> hours(Instrument instrument) {
    return told(instrument).thenApply(known -> known.flatMap(Told::hours));
  }

  /** Whether the venue takes orders in it that never rest (IOC); not, where it does not say. */
  CompletableFuture<Boolean> takesImmediate(Instrument instrument) {
    return told(instrument).thenApply(known -> known.map(Told::takesImmediate).orElse(false));
  }

  private CompletableFuture<Optional<Told>> told(Instrument instrument) {
    LocalDate today = time.today();
    Told known = told.get(instrument.conId());
    if (known != null && known.day().equals(today)) {
      return CompletableFuture.completedFuture(Optional.of(known));
    }
    told.values().removeIf(old -> !old.day().equals(today) && !old.tellsOf(time.now()));
    CompletableFuture<Found> same = asking.get(instrument.conId());
    CompletableFuture<Found> asked = same == null ? new CompletableFuture<>() : same;
    if (same == null) {
      asking.put(instrument.conId(), asked);
      asked.thenAccept(found -> asking.remove(instrument.conId(), asked));
      askVenue(instrument.spec(), asked);
    }
    return asked.thenApply(found -> Optional.ofNullable(told.get(instrument.conId())));
  }

  /** The same as the venue tells them now: a day may end early. */
  CompletableFuture<HoursByNow> hoursByNow(Instrument instrument) {
    CompletableFuture<Found> asked = new CompletableFuture<>();
    askVenue(instrument.spec(), asked);
    return asked.thenApply(
        found -> new HoursByNow(!(found instanceof Found.NoAnswer), lastHours(instrument)));
  }

  /** What the venue told last, at most a week ago; it tells of several days at once. */
  Optional<OpeningTimes> lastHours(Instrument instrument) {
    return Optional.ofNullable(told.get(instrument.conId())).flatMap(Told::hours);
  }

  /** A contract that was found with others of its expiry: nobody need ask for it today. */
  void know(Instrument instrument, ContractDetails row) {
    keepTold(row);
    found.put(
        new Key(instrument.spec(), time.today()),
        CompletableFuture.completedFuture(new Found.One(instrument)));
  }

  /** The opposite of {@link #know}. */
  void forget(Instrument instrument) {
    found.remove(new Key(instrument.spec(), time.today()));
    told.remove(instrument.conId());
  }

  private void keepTold(ContractDetails row) {
    told.put(
        (long) row.contract().conId(),
        new Told(
            time.today(),
            OpeningTimes.parse(row.details().timeZoneId(), row.details().liquidHours()),
            row.details().orderTypes().contains(IMMEDIATE)));
  }

  void on(ContractDetails row) {
    Search search = searches.get(row.reqId());
    if (search != null) {
      keepTold(row);
      search.candidates().put(row.contract().conId(), row);
    }
  }

  void onEnd(int reqId) {
    Search search = searches.get(reqId);
    if (search == null) {
      return;
    }
    List<ContractDetails> fitting =
        search.candidates().values().stream()
            .filter(row -> Contracts.fits(search.spec(), settings.currency(), row.contract()))
            .toList();
    if (fitting.size() == 1) {
      findRule(reqId, search, fitting.getFirst());
    } else {
      end(reqId, new Found.NotOne(notOne(search, fitting)));
    }
  }

  private static String notOne(Search search, List<ContractDetails> fitting) {
    String what = fitting.isEmpty() ? "no contract is exactly " : "several contracts are ";
    List<ContractDetails> named =
        fitting.isEmpty() ? List.copyOf(search.candidates().values()) : fitting;
    return what
        + search.spec().label()
        + (named.isEmpty()
            ? ""
            : "; candidates: "
                + named.stream()
                    .map(row -> Contracts.label(row.contract()))
                    .collect(Collectors.joining(", ")));
  }

  private void findRule(int reqId, Search search, ContractDetails row) {
    OptionalInt rule = row.details().marketRuleId(settings.route());
    if (rule.isEmpty()) {
      end(
          reqId,
          new Found.NotOne(
              "%s names no price steps at %s"
                  .formatted(Contracts.label(row.contract()), settings.route())));
      return;
    }
    rules
        .find(rule.getAsInt())
        .thenAccept(
            steps ->
                steps.ifPresentOrElse(
                    increments -> end(reqId, keep(search.spec(), row, increments)),
                    () -> end(reqId, new Found.NoAnswer("no price steps for " + rule))));
  }

  private Found keep(ContractSpec spec, ContractDetails row, PriceIncrements increments) {
    Instrument instrument =
        new Instrument(
            row.contract().conId(),
            Contracts.confirmed(spec, row.contract()),
            settings.route(),
            settings.currency(),
            row.contract().localSymbol(),
            increments);
    LocalDate day = time.today();
    background.submit(
        Background.Lane.INTENTS,
        () -> {
          ledger.putInstrument(spec, day, instrument);
          return instrument;
        },
        (done, failure) -> {
          if (failure != null) {
            LOG.warn("{} was found but not kept in the ledger", instrument.label(), failure);
          }
        });
    return new Found.One(instrument);
  }

  /** An error about a request; false if it is not about a search. */
  boolean onError(int reqId, int code, String text) {
    Search search = searches.get(reqId);
    if (search == null) {
      return false;
    }
    String detail = "%s: %d %s".formatted(search.spec().label(), code, text);
    end(reqId, code == NO_DEFINITION ? new Found.NotOne(detail) : new Found.NoAnswer(detail));
    return true;
  }

  private void end(int reqId, Found result) {
    Search search = searches.remove(reqId);
    if (search != null) {
      search.timeout().cancel();
      search.answer().complete(result);
    }
  }

  void sessionLost() {
    List.copyOf(searches.keySet())
        .forEach(reqId -> end(reqId, new Found.NoAnswer("the session was lost")));
    rules.sessionLost();
  }
}
