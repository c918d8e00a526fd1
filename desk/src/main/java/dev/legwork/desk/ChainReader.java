package dev.legwork.desk;

import dev.legwork.chain.ChainSnapshot;
import dev.legwork.chain.ExpiryChain;
import dev.legwork.chain.Ticker;
import dev.legwork.desk.chain.ChainCoverage;
import dev.legwork.desk.chain.ChainReading;
import dev.legwork.desk.chain.ChainTrouble;
import dev.legwork.desk.chain.ChainTrouble.Code;
import dev.legwork.desk.chain.ChainWish;
import dev.legwork.desk.mapping.OpeningTimes;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tells what there is of a chain now, and what is missing. Reads, and asks the venue nothing. */
final class ChainReader {
  private static final Set<Integer> NO_PERMISSION = Set.of(354, 10089, 10090, 10168);
  private static final int COMPETING_SESSION = 10197;

  private final DeskSettings settings;
  private final Timers timers;
  private final Serving serving;
  private final VenueTime time;
  private final ContractFinder contracts;
  private final MarketData marketData;
  private final ChainLines lines;

  ChainReader(
      DeskSettings settings,
      Timers timers,
      Serving serving,
      VenueTime time,
      ContractFinder contracts,
      MarketData marketData,
      ChainLines lines) {
    this.settings = settings;
    this.timers = timers;
    this.serving = serving;
    this.time = time;
    this.contracts = contracts;
    this.marketData = marketData;
    this.lines = lines;
  }

  /** The wished expiries that the venue lists, the nearest first. */
  List<LocalDate> expiries(ChainBook book, ChainWish wish) {
    return book.listed().map(listed -> wish.of(listed, today())).orElse(List.of());
  }

  private LocalDate today() {
    return time.now().atZone(ChainSnapshot.ZONE).toLocalDate();
  }

  /** Takes in what was heard of its stock, and with it where the money is. */
  void look(ChainBook book) {
    book.stock().look(marketData, timers.now());
    long twice = ticker(book.stock()).fairTwice();
    if (twice != Ticker.UNKNOWN) {
      book.listed().orElse(List.of()).stream()
          .map(book::expiry)
          .filter(expiry -> expiry != null)
          .forEach(expiry -> expiry.priceIs(twice / 2));
    }
  }

  private Ticker ticker(ChainContract contract) {
    return contract.ticker(timers.now(), time.now().toEpochMilli());
  }

  ChainReading read(ChainBook book, ChainWish wish) {
    if (book.stock() == null) {
      return new ChainReading(
          book.symbol, Optional.empty(), ChainCoverage.NONE, troubles(book, wish, List.of()));
    }
    look(book);
    List<LocalDate> days = expiries(book, wish);
    List<ChainContract> wished = wished(book, days, wish);
    wished.forEach(contract -> contract.look(marketData, timers.now()));
    List<ChainTrouble> troubles = troubles(book, wish, wished);
    ChainCoverage coverage = coverage(book, days, wished);
    return new ChainReading(
        book.symbol, Optional.of(snapshot(book, days, coverage.isComplete())), coverage, troubles);
  }

  /** While nobody knows where the money is, all of an expiry. */
  private static List<ChainContract> wished(ChainBook book, List<LocalDate> days, ChainWish wish) {
    List<ChainContract> wished = new ArrayList<>();
    for (LocalDate day : days) {
      ChainExpiry expiry = book.expiry(day);
      if (expiry != null && expiry.hasMiddle()) {
        expiry.rings(wish.below(), wish.above()).forEach(wished::addAll);
      } else if (expiry != null) {
        wished.addAll(expiry.contracts());
      }
    }
    return wished;
  }

  private ChainSnapshot snapshot(ChainBook book, List<LocalDate> days, boolean complete) {
    Instant at = time.now();
    List<ExpiryChain> chains =
        days.stream()
            .map(book::expiry)
            .filter(expiry -> expiry != null)
            .map(expiry -> expiry.chain(timers.now(), at.toEpochMilli()))
            .toList();
    return new ChainSnapshot(
        at,
        today(),
        book.stock().instrument.spec(),
        ticker(book.stock()),
        chains,
        List.of(),
        complete);
  }

  private ChainCoverage coverage(ChainBook book, List<LocalDate> days, List<ChainContract> wished) {
    long now = timers.now();
    long fresh = now - settings.quoteMaxAge().toNanos();
    boolean allRefused = refusedOption(List.of(List.of(wished))).isPresent();
    int subscribed = 0;
    int quoted = 0;
    int stale = 0;
    int refused = 0;
    for (ChainContract contract : wished) {
      subscribed += lines.holds(contract) ? 1 : 0;
      if (contract.isHeard()) {
        quoted++;
        stale += contract.isHeardSince(fresh) ? 0 : 1;
      } else if (allRefused || contract.isRefused(now) || contract.isDelayed()) {
        refused++;
      }
    }
    int pending = (int) days.stream().filter(day -> !book.knows(day)).count();
    return new ChainCoverage(
        days.size(), pending, wished.size(), subscribed, quoted, stale, refused);
  }

  /** An option of these that the login may not see quotes of: then it may not see the others'. */
  Optional<ChainContract> refusedOption(Collection<List<List<ChainContract>>> expiries) {
    return expiries.stream()
        .flatMap(Collection::stream)
        .flatMap(Collection::stream)
        .filter(contract -> isRefused(contract, NO_PERMISSION))
        .findFirst();
  }

  private boolean isRefused(ChainContract contract, Set<Integer> codes) {
    return contract.isRefused(timers.now()) && codes.contains(contract.refusalCode());
  }

  /** Why the venue does not trade it now, if it does not. */
  Optional<String> closed(ChainBook book) {
    if (settings.tradingHours() == HoursRule.ANY || book.stock() == null) {
      return Optional.empty();
    }
    return contracts
        .lastHours(book.stock().instrument)
        .filter(hours -> hours.isClosed(time.now()))
        .map(hours -> text(book, hours));
  }

  private String text(ChainBook book, OpeningTimes hours) {
    return "%s does not trade now: it is %s in %s"
        .formatted(book.symbol, hours.local(time.now()).withNano(0), hours.zone());
  }

  private List<ChainTrouble> troubles(ChainBook book, ChainWish wish, List<ChainContract> wished) {
    List<ChainTrouble> troubles = new ArrayList<>();
    if (!serving.isServing()) {
      troubles.add(new ChainTrouble(Code.GATEWAY_AWAY, serving.why()));
    }
    book.trouble().ifPresent(troubles::add);
    if (book.listed().isPresent() && expiries(book, wish).isEmpty()) {
      troubles.add(
          new ChainTrouble(
              Code.NO_EXPIRIES,
              "no option of %s expires in %d to %d days"
                  .formatted(book.symbol, wish.minDays(), wish.maxDays())));
    }
    closed(book).ifPresent(why -> troubles.add(new ChainTrouble(Code.MARKET_CLOSED, why)));
    if (book.stock() != null) {
      quotes(book, wished, troubles);
      lines(book, wished, troubles);
    }
    return troubles;
  }

  private void quotes(ChainBook book, List<ChainContract> wished, List<ChainTrouble> troubles) {
    ChainContract stock = book.stock();
    Optional<ChainContract> refused =
        isRefused(stock, NO_PERMISSION)
            ? Optional.of(stock)
            : refusedOption(List.of(List.of(wished)));
    refused.ifPresent(one -> troubles.add(refusal(Code.NO_DATA_PERMISSION, one)));
    if (isRefused(stock, Set.of(COMPETING_SESSION))) {
      troubles.add(refusal(Code.COMPETING_SESSION, stock));
    }
    if (stock.isDelayed() || (!wished.isEmpty() && wished.stream().allMatch(c -> c.isDelayed()))) {
      troubles.add(
          new ChainTrouble(
              Code.DELAYED_DATA,
              "quotes of %s come late; none of them is used".formatted(book.symbol)));
    }
  }

  private static ChainTrouble refusal(Code code, ChainContract contract) {
    return new ChainTrouble(
        code, "quotes of %s: %s".formatted(contract.instrument.label(), contract.refusal()));
  }

  private void lines(ChainBook book, List<ChainContract> wished, List<ChainTrouble> troubles) {
    boolean enough = lines.keeps(book.stock()) && wished.stream().anyMatch(lines::keeps);
    boolean nothingElse = troubles.isEmpty() && !wished.isEmpty();
    if (lines.areShort() && nothingElse && !enough) {
      troubles.add(
          new ChainTrouble(
              Code.LINES_EXHAUSTED,
              "%d lines are left for all chains: too few for %s"
                  .formatted(marketData.linesForWatchers(), book.symbol)));
    }
  }
}
