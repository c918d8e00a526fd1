package dev.legwork.desk;

import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.Instrument;
import dev.legwork.desk.chain.ChainTrouble;
import dev.legwork.desk.chain.ChainTrouble.Code;
import dev.legwork.desk.chain.OptionClass;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is known of one underlying and its options, and how it is found out: first the stock, then
 * its expiries, then the contracts of one expiry after the other. One question at a time.
 */
final class ChainBook {
  private static final Logger LOG = LoggerFactory.getLogger(ChainBook.class);
  private static final Duration AGAIN = Duration.ofSeconds(5);

  /** When something was told. */
  private record Since(LocalDate day, long at) {}

  final String symbol;
  private final DeskSettings settings;
  private final Timers timers;
  private final VenueTime time;
  private final ContractFinder contracts;
  private final ChainQuestions questions;
  private final Map<LocalDate, ChainExpiry> expiries = new TreeMap<>();
  private final Map<LocalDate, Since> expiriesSince = new TreeMap<>();
  private ChainContract stock;
  private Since stockSince;
  private OptionClass options;
  private Since optionsSince;
  private ChainTrouble trouble;
  private boolean asking;
  private long notBefore;

  /** When somebody read it last. */
  long readAt;

  ChainBook(
      String symbol,
      DeskSettings settings,
      Timers timers,
      VenueTime time,
      ContractFinder contracts,
      ChainQuestions questions) {
    this.symbol = symbol;
    this.settings = settings;
    this.timers = timers;
    this.time = time;
    this.contracts = contracts;
    this.questions = questions;
    notBefore = timers.now();
  }

  /** Null while it is not known. */
  ChainContract stock() {
    return stock;
  }

  /** Last trading days of the stock's options; empty while they are not known. */
  Optional<Collection<LocalDate>> listed() {
    return Optional.ofNullable(options).map(OptionClass::expiries);
  }

  /** Null while its contracts are not confirmed. */
  ChainExpiry expiry(LocalDate day) {
    return expiries.get(day);
  }

  boolean isAsking() {
    return asking;
  }

  /** What keeps it from being known, if anything does. */
  Optional<ChainTrouble> trouble() {
    return Optional.ofNullable(trouble);
  }

  /**
   * Asks the next question, if there is one.
   *
   * @param wanted expiries, the nearest first
   * @return whether something was asked
   */
  boolean ask(Collection<LocalDate> wanted) {
    if (asking || timers.now() < notBefore) {
      return false;
    }
    if (isOver(stockSince)) {
      askForStock();
      return true;
    }
    if (stock != null && isOver(optionsSince)) {
      askForClasses();
      return true;
    }
    Optional<LocalDate> next =
        wanted.stream().filter(day -> isOver(expiriesSince.get(day))).findFirst();
    next.ifPresent(this::askForContracts);
    return next.isPresent();
  }

  private boolean isOver(Since since) {
    return since == null
        || !since.day().equals(time.today())
        || timers.now() - since.at() >= settings.chains().askedAnewAfter().toNanos();
  }

  private Since now() {
    return new Since(time.today(), timers.now());
  }

  private void askForStock() {
    asking = true;
    contracts
        .find(ContractSpec.stock(symbol))
        .thenCompose(this::withHours)
        .thenAccept(
            found -> {
              asking = false;
              switch (found) {
                case ContractFinder.Found.One(Instrument one) -> {
                  boolean same = stock != null && stock.conId() == one.conId();
                  stock = same ? stock : new ChainContract(one);
                  stockSince = now();
                  trouble = null;
                }
                case ContractFinder.Found.NotOne(String why) -> {
                  stock = null;
                  options = null;
                  stockSince = now();
                  trouble = new ChainTrouble(Code.UNKNOWN_SYMBOL, why);
                }
                case ContractFinder.Found.NoAnswer(String why) -> failed(why);
              }
            });
  }

  /** The hours are told with a contract's details, which the ledger does not keep. */
  private CompletableFuture<ContractFinder.Found> withHours(ContractFinder.Found found) {
    return found instanceof ContractFinder.Found.One(Instrument one)
        ? contracts.hours(one).thenApply(told -> found)
        : CompletableFuture.completedFuture(found);
  }

  private void askForClasses() {
    asking = true;
    questions
        .classes(stock.instrument)
        .thenAccept(
            told -> {
              asking = false;
              if (told.failure() != null) {
                failed(told.failure());
                return;
              }
              options = OptionClass.standard(symbol, told.rows()).orElse(null);
              optionsSince = now();
              trouble =
                  options == null
                      ? new ChainTrouble(
                          Code.NO_OPTIONS, symbol + " has no listed options of 100 shares")
                      : null;
            });
  }

  private void askForContracts(LocalDate day) {
    asking = true;
    questions
        .contracts(symbol, options, day)
        .thenAccept(
            told -> {
              asking = false;
              if (told.failure() != null) {
                failed(told.failure());
              } else {
                trouble = null;
                expiriesSince.put(day, now());
                keep(day, told.rows());
              }
            });
  }

  private void keep(LocalDate day, List<Instrument> instruments) {
    ChainExpiry before = expiries.remove(day);
    if (instruments.isEmpty()) {
      LOG.warn("The venue lists options of {} for {} but confirms none", symbol, day);
    } else {
      expiries.put(day, ChainExpiry.of(instruments, before));
    }
  }

  private void failed(String why) {
    notBefore = timers.now() + AGAIN.toNanos();
    trouble = new ChainTrouble(Code.NO_ANSWER, why);
  }

  /** What was not answered for want of a session is asked as soon as there is one. */
  void sessionLost() {
    notBefore = timers.now();
    if (trouble != null && trouble.code() == Code.NO_ANSWER) {
      trouble = null;
    }
  }

  /** Whether the contracts of an expiry were told, be it that there are none. */
  boolean knows(LocalDate day) {
    return expiriesSince.containsKey(day);
  }

  /** Option contracts that are remembered. */
  int size() {
    return expiries.values().stream().mapToInt(expiry -> expiry.contracts().size()).sum();
  }

  /** Forgets all expiries but these. */
  void keepOnly(Collection<LocalDate> wanted) {
    for (LocalDate day : new ArrayList<>(expiriesSince.keySet())) {
      if (!wanted.contains(day)) {
        expiriesSince.remove(day);
        ChainExpiry gone = expiries.remove(day);
        if (gone != null) {
          gone.contracts().forEach(contract -> contracts.forget(contract.instrument));
        }
      }
    }
  }
}
