package dev.legwork.desk;

import dev.legwork.contract.Instrument;
import dev.legwork.decision.Policy;
import dev.legwork.quote.Quote;
import dev.legwork.saga.MarketAnswer;
import dev.legwork.unwind.NeededMarket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * Looks after markets that trades wait for, again and again: whether the venue is open, not halted,
 * and quotes the side that is needed. Hours are asked anew each time they matter, since days end
 * early.
 */
final class MarketWatch {
  private static final Duration AGAIN = Duration.ofSeconds(2);
  private static final Duration HOURS_LAST = Duration.ofSeconds(15);

  private static final int MOST_KNOWN = 200;

  /**
   * @param closed why the venue does not trade it, if it does not
   */
  private record Hours(long readAt, Optional<String> closed) {}

  private static final class Question {
    private final Map<String, NeededMarket> needed;
    private final long until;
    private final CompletableFuture<MarketAnswer> answer = new CompletableFuture<>();

    private Question(Map<String, NeededMarket> needed, long until) {
      this.needed = new TreeMap<>(needed);
      this.until = until;
    }
  }

  private final DeskSettings settings;
  private final Timers timers;
  private final Serving serving;
  private final MarketData marketData;
  private final VenueHours hours;

  /** By the venue's contract number: what its hours said of the moment they were read. */
  private final Map<Long, Hours> known =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Hours> eldest) {
          return size() > MOST_KNOWN;
        }
      };

  MarketWatch(
      DeskSettings settings,
      Timers timers,
      Serving serving,
      MarketData marketData,
      VenueHours hours) {
    this.settings = settings;
    this.timers = timers;
    this.serving = serving;
    this.marketData = marketData;
    this.hours = hours;
  }

  /**
   * Answers as soon as any of them can be used, or when the time is over; with no time, after one
   * look.
   *
   * @param needed by leg name
   */
  CompletableFuture<MarketAnswer> await(Map<String, NeededMarket> needed, Duration within) {
    Question question = new Question(needed, timers.now() + within.toNanos());
    look(question);
    return question.answer;
  }

  private void look(Question question) {
    if (!serving.isServing()) {
      unusable(question, "the session with the venue is away: " + serving.why());
      return;
    }
    long spell = serving.spell();
    List<Instrument> instruments =
        question.needed.values().stream().map(NeededMarket::instrument).toList();
    readHours(question)
        .thenCompose(done -> marketData.quotes(instruments, settings.quotesWithin()))
        .thenAccept(
            quotes -> {
              if (serving.isServing() && serving.spell() == spell) {
                judge(question, quotes);
              } else {
                unusable(question, "the session was interrupted: " + serving.why());
              }
            });
  }

  private CompletableFuture<Void> readHours(Question question) {
    return CompletableFuture.allOf(
        question.needed.entrySet().stream()
            .map(leg -> readHours(leg.getKey(), leg.getValue().instrument()))
            .toArray(CompletableFuture<?>[]::new));
  }

  private CompletableFuture<Void> readHours(String leg, Instrument instrument) {
    long now = timers.now();
    Hours read = known.get(instrument.conId());
    return read != null && now - read.readAt() < HOURS_LAST.toNanos()
        ? CompletableFuture.completedFuture(null)
        : hours
            .closedByNow(leg, instrument)
            .thenAccept(told -> known.put(instrument.conId(), new Hours(now, told)));
  }

  private void judge(Question question, Map<Instrument, Quote> quotes) {
    Map<String, String> missing = new TreeMap<>();
    question.needed.forEach(
        (leg, market) ->
            Optional.ofNullable(known.get(market.instrument().conId()))
                .flatMap(Hours::closed)
                .ifPresent(why -> missing.put(leg, why)));
    question.needed.forEach(
        (leg, market) ->
            market
                .missing(
                    quotes.getOrDefault(market.instrument(), Quote.untold()),
                    Policy.DEFAULT.quoteMaxAge())
                .ifPresent(why -> missing.merge(leg, why, (closed, quote) -> closed)));
    if (missing.size() < question.needed.size()) {
      question.answer.complete(new MarketAnswer(true, ""));
    } else {
      unusable(question, text(missing));
    }
  }

  private static String text(Map<String, String> missing) {
    return String.join(
        ", ", missing.entrySet().stream().map(e -> e.getKey() + ": " + e.getValue()).toList());
  }

  private void unusable(Question question, String why) {
    if (timers.now() + AGAIN.toNanos() > question.until) {
      question.answer.complete(new MarketAnswer(false, why));
    } else {
      timers.after(AGAIN, () -> look(question));
    }
  }
}
