package dev.legwork.bench.scan;

import dev.legwork.chain.ChainSnapshot;
import dev.legwork.chain.ExpiryChain;
import dev.legwork.chain.OptionSeries;
import dev.legwork.chain.Prices;
import dev.legwork.chain.Ticker;
import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.OptionRight;
import dev.legwork.pricing.BlackScholes;
import dev.legwork.pricing.EuropeanOption;
import dev.legwork.strategy.Funnel;
import dev.legwork.strategy.Scanner;
import dev.legwork.strategy.Strategies;
import dev.legwork.strategy.Strategy;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A chain of 20 expiries, a week apart, with 50 strikes a dollar apart: 2,000 contracts, priced
 * from one volatility and interest rate, quoted around that in cents with spreads like listed ones.
 */
public final class BenchChain {
  static final Instant NOW = Instant.parse("2014-06-06T14:00:00Z");
  private static final LocalDate TODAY = LocalDate.of(2014, 6, 6);
  private static final double SPOT = 100.01;
  private static final double RATE = 0.02;
  private static final double VOLATILITY = 0.25;
  private static final int EXPIRIES = 20;
  private static final int STRIKES = 50;
  private static final int LOWEST = 76;
  private static final long CENT = Prices.PER_DOLLAR / 100;

  /** All pairs of call and put, the put's strike lower; every expiry; the default filters. */
  private static final Map<String, String> ALL_PAIRS =
      Map.of(
          "pairs", "all",
          "strike-range", "none",
          "min-dte", "0",
          "max-dte", "400",
          "max-expiries", "1000");

  private BenchChain() {}

  static ChainSnapshot snapshot() {
    Random random = new Random(7);
    List<ExpiryChain> chains = new ArrayList<>();
    for (int week = 1; week <= EXPIRIES; week++) {
      chains.add(chain(random, 7 * week));
    }
    Ticker stock = ticker(Prices.of("100.00"), Prices.of("100.02"), 1_000_000);
    return ChainSnapshot.of(NOW, ContractSpec.stock("XYZ"), stock, chains);
  }

  private static ExpiryChain chain(Random random, int days) {
    List<ContractSpec> contracts = new ArrayList<>();
    Ticker[] calls = new Ticker[STRIKES];
    Ticker[] puts = new Ticker[STRIKES];
    for (int i = 0; i < STRIKES; i++) {
      BigDecimal strike = BigDecimal.valueOf(LOWEST + i);
      for (OptionRight right : OptionRight.values()) {
        contracts.add(ContractSpec.option("XYZ", TODAY.plusDays(days), strike, right));
      }
      calls[i] = quoted(random, EuropeanOption.Kind.CALL, LOWEST + i, days);
      puts[i] = quoted(random, EuropeanOption.Kind.PUT, LOWEST + i, days);
    }
    return new ExpiryChain(OptionSeries.of(contracts), calls, puts);
  }

  private static Ticker quoted(Random random, EuropeanOption.Kind kind, int strike, int days) {
    double value =
        BlackScholes.price(
            new EuropeanOption(kind, SPOT, strike, days / 365.0, RATE, 0, VOLATILITY));
    long half = CENT * (1 + random.nextInt(2) + Math.round(value / 4));
    long middle = Math.max(half + CENT, Math.round(value * 100) * CENT);
    return ticker(middle - half, middle + half, random.nextInt(2_000));
  }

  private static Ticker ticker(long bid, long ask, long volume) {
    long at = NOW.toEpochMilli() - 200;
    return Ticker.SILENT
        .withBid(bid, 50_000, at)
        .withAsk(ask, 50_000, at)
        .withActivity(volume, 100);
  }

  static Strategy strategy(String name, String... settings) {
    Map<String, String> given = new HashMap<>(ALL_PAIRS);
    for (int i = 0; i < settings.length; i += 2) {
      given.put(settings[i], settings[i + 1]);
    }
    return Strategies.load(BenchChain.class.getClassLoader()).create(name, given);
  }

  /**
   * Prints the chain, one strike a line: days, strike, call bid and ask and volume, put bid and ask
   * and volume, in ten-thousandths of a dollar; and how many pairs each strategy finds in it.
   */
  public static void main(String[] arguments) {
    ChainSnapshot snapshot = snapshot();
    for (ExpiryChain chain : snapshot.expiries()) {
      for (int i = 0; i < chain.size(); i++) {
        Ticker call = chain.call(i);
        Ticker put = chain.put(i);
        System.out.printf(
            "%d,%d,%d,%d,%d,%d,%d,%d%n",
            snapshot.daysTo(chain),
            chain.series().strike(i),
            call.bid(),
            call.ask(),
            call.volume(),
            put.bid(),
            put.ask(),
            put.volume());
      }
    }
    for (String name : List.of("SFR", "SYNTHETIC")) {
      Funnel funnel = Scanner.scan(List.of(strategy(name)), List.of(snapshot)).funnels().getFirst();
      System.out.printf("# %s,%d,%d%n", name, funnel.pairs(), funnel.opportunities());
    }
  }
}
