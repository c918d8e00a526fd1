package dev.legwork.desk;

import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.Instrument;
import dev.legwork.contract.PriceIncrements;
import dev.legwork.desk.chain.OptionClass;
import dev.legwork.desk.mapping.Contracts;
import dev.legwork.tws.message.ClientMessage;
import dev.legwork.tws.message.ServerMessage.ContractDetails;
import dev.legwork.tws.message.ServerMessage.SecDefOptParams;
import dev.legwork.tws.message.TwsContract;
import dev.legwork.tws.session.Pacer;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/** Asks the venue which options there are. */
final class ChainQuestions {
  private static final int NO_DEFINITION = 200;

  /** The venue takes its time over a whole expiry. */
  private static final int PATIENCE = 5;

  /**
   * What came of a question.
   *
   * @param rows empty also where there is nothing
   * @param failure why nobody knows; null: the venue has answered
   */
  record Told<T>(List<T> rows, String failure) {}

  private static final class Question<R> {
    private final String about;
    private final TwsContract wanted;
    private final List<R> rows = new ArrayList<>();
    private final CompletableFuture<Told<R>> answer = new CompletableFuture<>();
    private Timers.Timer timeout;

    private Question(String about, TwsContract wanted) {
      this.about = about;
      this.wanted = wanted;
    }
  }

  private final DeskSettings settings;
  private final Timers timers;
  private final Outbox outbox;
  private final RequestIds ids;
  private final MarketRules rules;
  private final ContractFinder contracts;
  private final Map<Integer, Question<SecDefOptParams>> classes = new HashMap<>();
  private final Map<Integer, Question<ContractDetails>> expiries = new HashMap<>();

  ChainQuestions(
      DeskSettings settings,
      Timers timers,
      Outbox outbox,
      RequestIds ids,
      MarketRules rules,
      ContractFinder contracts) {
    this.settings = settings;
    this.timers = timers;
    this.outbox = outbox;
    this.ids = ids;
    this.rules = rules;
    this.contracts = contracts;
  }

  /** The classes of options over a stock, as the desk's route trades them. */
  CompletableFuture<Told<OptionClass>> classes(Instrument stock) {
    int reqId = ids.next();
    String symbol = stock.spec().symbol();
    Question<SecDefOptParams> question = new Question<>("the options of " + symbol, null);
    ask(
        classes,
        reqId,
        question,
        new ClientMessage.ReqSecDefOptParams(
            reqId, symbol, "", "STK", Math.toIntExact(stock.conId())),
        settings.queryTimeout());
    return question.answer.thenApply(
        told ->
            new Told<>(told.failure() == null ? classes(told.rows()) : List.of(), told.failure()));
  }

  /** The contracts of an expiry, each confirmed and with its price steps. */
  CompletableFuture<Told<Instrument>> contracts(
      String symbol, OptionClass options, LocalDate expiry) {
    int reqId = ids.next();
    TwsContract wanted =
        Contracts.expiry(
            symbol,
            options.tradingClass(),
            options.multiplier(),
            expiry,
            settings.route(),
            settings.currency());
    Question<ContractDetails> question =
        new Question<>("the options of %s that expire on %s".formatted(symbol, expiry), wanted);
    ask(
        expiries,
        reqId,
        question,
        new ClientMessage.ReqContractDetails(reqId, wanted),
        settings.queryTimeout().multipliedBy(PATIENCE));
    return question.answer.thenCompose(
        told ->
            told.failure() == null
                ? confirmed(wanted, told.rows())
                : CompletableFuture.completedFuture(new Told<>(List.of(), told.failure())));
  }

  private <R> void ask(
      Map<Integer, Question<R>> open,
      int reqId,
      Question<R> question,
      ClientMessage message,
      Duration within) {
    open.put(reqId, question);
    question.timeout =
        timers.after(within, () -> end(open, reqId, "no answer about " + question.about));
    outbox.send(Pacer.Priority.DATA, message);
  }

  private <R> boolean end(Map<Integer, Question<R>> open, int reqId, String failure) {
    Question<R> question = open.remove(reqId);
    if (question != null) {
      question.timeout.cancel();
      question.answer.complete(new Told<>(question.rows, failure));
    }
    return question != null;
  }

  void on(SecDefOptParams row) {
    Question<SecDefOptParams> question = classes.get(row.reqId());
    if (question != null) {
      question.rows.add(row);
    }
  }

  void onClassesEnd(int reqId) {
    end(classes, reqId, null);
  }

  void on(ContractDetails row) {
    Question<ContractDetails> question = expiries.get(row.reqId());
    if (question != null) {
      question.rows.add(row);
    }
  }

  void onEnd(int reqId) {
    end(expiries, reqId, null);
  }

  /** An error about a request; false if it is not about one of these. */
  boolean onError(int reqId, int code, String text) {
    String failure = code == NO_DEFINITION ? null : code + " " + text;
    return end(classes, reqId, failure) || end(expiries, reqId, failure);
  }

  void sessionLost() {
    List.copyOf(classes.keySet()).forEach(reqId -> end(classes, reqId, "the session was lost"));
    List.copyOf(expiries.keySet()).forEach(reqId -> end(expiries, reqId, "the session was lost"));
  }

  private List<OptionClass> classes(List<SecDefOptParams> rows) {
    List<SecDefOptParams> routed =
        rows.stream().filter(row -> row.exchange().equals(settings.route())).toList();
    return (routed.isEmpty() ? rows : routed)
        .stream().map(ChainQuestions::optionClass).flatMap(Optional::stream).toList();
  }

  private static Optional<OptionClass> optionClass(SecDefOptParams row) {
    try {
      TreeSet<LocalDate> days = new TreeSet<>();
      row.expirations()
          .forEach(day -> days.add(LocalDate.parse(day, DateTimeFormatter.BASIC_ISO_DATE)));
      return Optional.of(
          new OptionClass(row.tradingClass(), Integer.parseInt(row.multiplier()), days));
    } catch (DateTimeParseException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private CompletableFuture<Told<Instrument>> confirmed(
      TwsContract wanted, List<ContractDetails> rows) {
    Map<Integer, CompletableFuture<Optional<PriceIncrements>>> steps = new HashMap<>();
    rows.forEach(row -> rule(row).ifPresent(rule -> steps.computeIfAbsent(rule, rules::find)));
    return CompletableFuture.allOf(steps.values().toArray(CompletableFuture<?>[]::new))
        .thenApply(done -> join(wanted, rows, steps));
  }

  private OptionalInt rule(ContractDetails row) {
    return row.details().marketRuleId(settings.route());
  }

  private Told<Instrument> join(
      TwsContract wanted,
      List<ContractDetails> rows,
      Map<Integer, CompletableFuture<Optional<PriceIncrements>>> steps) {
    if (steps.values().stream().anyMatch(told -> told.join().isEmpty())) {
      return new Told<>(List.of(), "the venue did not tell the price steps of its options");
    }
    Map<Long, Instrument> confirmed = new HashMap<>();
    List<Instrument> found = new ArrayList<>();
    for (ContractDetails row : rows) {
      Optional<ContractSpec> spec = Contracts.optionOf(wanted, row.contract());
      if (spec.isPresent() && rule(row).isPresent()) {
        Instrument instrument =
            instrument(row, spec.get(), steps.get(rule(row).getAsInt()).join().orElseThrow());
        if (confirmed.put(instrument.conId(), instrument) == null) {
          found.add(instrument);
          contracts.know(instrument, row);
        }
      }
    }
    return new Told<>(found, null);
  }

  private Instrument instrument(ContractDetails row, ContractSpec spec, PriceIncrements steps) {
    return new Instrument(
        row.contract().conId(),
        spec,
        settings.route(),
        settings.currency(),
        row.contract().localSymbol(),
        steps);
  }
}
