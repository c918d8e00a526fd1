package dev.legwork.desk;

import dev.legwork.contract.Instrument;
import dev.legwork.decision.Policy;
import dev.legwork.quote.Quote;
import dev.legwork.saga.MarketAnswer;
import dev.legwork.unwind.NeededMarket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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
   * @param told what the venue told then
   */
  private record Hours(long readAt, VenueHours.Now told) {}

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
  private final Map<Long, Hours> known = Bounded.map(MOST_KNOWN);

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
            .map(leg -> readHours(leg.getValue().instrument()))
            .toArray(CompletableFuture<?>[]::new));
  }

  private CompletableFuture<Void> readHours(Instrument instrument) {
    long now = timers.now();
    Hours read = known.get(instrument.conId());
    return read != null && read.told().known() && now - read.readAt() < HOURS_LAST.toNanos()
        ? CompletableFuture.completedFuture(null)
        : hours
            .byNow(instrument)
            .thenAccept(told -> known.put(instrument.conId(), new Hours(now, told)));
  }

  private void judge(Question question, Map<Instrument, Quote> quotes) {
    Map<String, String> missing = new TreeMap<>();
    Set<String> open = new TreeSet<>();
    question.needed.forEach(
        (leg, market) -> {
          Hours told = known.get(market.instrument().conId());
          if (told != null && told.told().closed().isPresent()) {
            missing.put(leg, told.told().closed().get());
          } else if (told != null && told.told().known()) {
            open.add(leg);
          }
        });
    Set<String> closed = Set.copyOf(missing.keySet());
    question.needed.forEach(
        (leg, market) ->
            market
                .missing(
                    quotes.getOrDefault(market.instrument(), Quote.untold()),
                    Policy.DEFAULT.quoteMaxAge())
                .ifPresent(why -> missing.merge(leg, why, (hours, quote) -> hours)));
    if (missing.size() < question.needed.size()) {
      question.answer.complete(new MarketAnswer(true, "", closed, open));
    } else {
      unusable(question, new MarketAnswer(false, text(missing), closed, open));
    }
  }

  private static String text(Map<String, String> missing) {
    return String.join(
        ", ", missing.entrySet().stream().map(e -> e.getKey() + ": " + e.getValue()).toList());
  }

  private void unusable(Question question, String why) {
    unusable(question, new MarketAnswer(false, why));
  }

  private void unusable(Question question, MarketAnswer answer) {
    if (timers.now() + AGAIN.toNanos() > question.until) {
      question.answer.complete(answer);
    } else {
      timers.after(AGAIN, () -> look(question));
    }
  }
}
