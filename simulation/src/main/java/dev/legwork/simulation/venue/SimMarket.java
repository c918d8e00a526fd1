package dev.legwork.simulation.venue;

import dev.legwork.simulation.fault.FaultKind;
import dev.legwork.simulation.fault.Hits;
import dev.legwork.simulation.time.Chance;
import dev.legwork.simulation.time.Scheduler;
import dev.legwork.simulator.contracts.Instrument;
import dev.legwork.simulator.contracts.MarketRule;
import dev.legwork.simulator.contracts.Right;
import dev.legwork.simulator.market.Quote;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A stock that walks at random and options around it, in cents; spreads and sizes change all the
 * time. On bad days books are thin, one-sided, crossed, halted or silent.
 */
public final class SimMarket {
  public static final String SYMBOL = "TWX";
  public static final LocalDate EXPIRY = LocalDate.of(2026, 12, 18);
  private static final int[] STRIKES = {65, 70, 75};

  /** What may be wrong with the quotes. */
  public enum Mood {
    THIN,
    BAD,
    HALTED,
    SILENT,
    NO_OPTIONS,
    NO_STOCK
  }

  private final Scheduler scheduler;
  private final Chance chance;
  private final GatewayHost gateway;
  private final Hits hits;
  private final List<Instrument> contracts = new ArrayList<>();
  private final Map<Integer, Quote> quotes = new LinkedHashMap<>();
  private final Set<Mood> moods = new LinkedHashSet<>();
  private final int liveliness;
  private int stock;
  private boolean closed;

  public SimMarket(Scheduler scheduler, Chance chance, GatewayHost gateway, Hits hits) {
    this.scheduler = scheduler;
    this.chance = chance;
    this.gateway = gateway;
    this.hits = hits;
    this.stock = chance.between(6_800, 7_200);
    this.liveliness = chance.between(0, 6);
    contracts.add(Instrument.stock(SYMBOL));
    for (int strike : STRIKES) {
      for (Right right : Right.values()) {
        contracts.add(
            Instrument.option(
                SYMBOL, EXPIRY, BigDecimal.valueOf(strike), right, MarketRule.PENNY_OPTION));
      }
    }
  }

  public List<Instrument> contracts() {
    return contracts;
  }

  public void open() {
    contracts.forEach(this::post);
    contracts.forEach(this::later);
  }

  /** The stock jumps by so many cents. */
  public void run(int cents) {
    hits.hit(FaultKind.O28_PRICES_RUN);
    stock = Math.max(5_500, stock + cents);
    contracts.forEach(this::post);
  }

  /** No more quotes: the world is about to end. */
  public void close() {
    closed = true;
  }

  public void is(Mood mood, boolean on) {
    if (on) {
      moods.add(mood);
    } else {
      moods.remove(mood);
    }
    if (mood == Mood.NO_OPTIONS || mood == Mood.NO_STOCK) {
      contracts.forEach(this::post);
    }
  }

  public void heal() {
    moods.clear();
    contracts.forEach(this::post);
  }

  /** The latest quote. */
  public Quote quote(Instrument contract) {
    return quotes.get(contract.conId());
  }

  private void later(Instrument contract) {
    scheduler.in(
        chance.millis(400, 2_600),
        () -> {
          if (closed) {
            return;
          }
          if (contract.isStock()) {
            stock += chance.between(-liveliness, liveliness);
          }
          if (moods.contains(Mood.SILENT)) {
            hits.hit(FaultKind.S10_QUOTES_STOP);
          } else {
            post(contract);
          }
          later(contract);
        });
  }

  private void post(Instrument contract) {
    Quote quote = spoiled(contract, fair(contract));
    quotes.put(contract.conId(), quote);
    gateway.input(venue -> venue.post(contract, quote));
  }

  private Quote fair(Instrument contract) {
    int middle = contract.isStock() ? stock : option(contract);
    int half = contract.isStock() ? chance.between(0, 2) : chance.between(1, 4);
    boolean thin = moods.contains(Mood.THIN);
    int least = contract.isStock() ? 100 : 1;
    int lots = thin ? chance.between(0, 2) : chance.between(5, 60);
    if (thin && lots < 2) {
      hits.hit(FaultKind.O6_THIN_BOOK);
    }
    long bidSize = (long) least * lots + (contract.isStock() && thin ? chance.between(0, 99) : 0);
    long askSize = (long) least * (thin ? chance.between(0, 2) : chance.between(5, 60));
    BigDecimal bid = price(contract, middle - half, false);
    BigDecimal ask = price(contract, middle + Math.max(half, 1), true);
    return Quote.of(
        bidSize == 0 ? null : bid, bid == null ? 0 : bidSize, askSize == 0 ? null : ask, askSize);
  }

  private int option(Instrument contract) {
    int strike = contract.strike().intValue() * 100;
    int intrinsic = contract.isCall() ? stock - strike : strike - stock;
    int timeValue = Math.max(12, 160 - Math.abs(stock - strike) / 5);
    return Math.max(0, intrinsic) + timeValue;
  }

  private Quote spoiled(Instrument contract, Quote quote) {
    if (moods.contains(contract.isStock() ? Mood.NO_STOCK : Mood.NO_OPTIONS)) {
      return gone(contract, quote);
    }
    if (moods.contains(Mood.HALTED) && chance.odds(0.7)) {
      hits.hit(FaultKind.O24_HALT);
      return halted(quote);
    }
    if (!moods.contains(Mood.BAD) || chance.odds(0.4)) {
      return quote;
    }
    hits.hit(FaultKind.S11_BAD_QUOTES);
    return switch (chance.between(0, 3)) {
      case 0 -> Quote.of(null, 0, quote.ask(), quote.askSize());
      case 1 -> Quote.of(quote.bid(), quote.bidSize(), null, 0);
      case 2 -> Quote.NONE;
      default -> crossed(quote);
    };
  }

  /** The same for as long as it is gone: halted, or without one side, or without any. */
  private static Quote gone(Instrument contract, Quote quote) {
    return switch (contract.conId() % 4) {
      case 0 -> halted(quote);
      case 1 -> Quote.of(null, 0, quote.ask(), quote.askSize());
      case 2 -> Quote.of(quote.bid(), quote.bidSize(), null, 0);
      default -> Quote.NONE;
    };
  }

  private static Quote halted(Quote quote) {
    return new Quote(quote.bid(), quote.bidSize(), quote.ask(), quote.askSize(), null, null, true);
  }

  private static Quote crossed(Quote quote) {
    return quote.bid() == null || quote.ask() == null
        ? Quote.NONE
        : Quote.of(quote.ask(), quote.askSize(), quote.bid(), quote.bidSize());
  }

  /** Cents on the contract's price steps, the safe way round; null below the lowest price. */
  private static BigDecimal price(Instrument contract, int cents, boolean up) {
    int step = contract.isOption() && cents >= 300 ? 5 : 1;
    int stepped = up ? Math.ceilDiv(cents, step) * step : Math.floorDiv(cents, step) * step;
    return stepped <= 0 ? null : BigDecimal.valueOf(stepped, 2);
  }
}
