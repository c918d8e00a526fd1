package dev.legwork.strategy;

import dev.legwork.chain.ExpiryChain;
import dev.legwork.chain.Prices;
import dev.legwork.chain.Ticker;
import dev.legwork.order.Side;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Buys call and put of the strike at or below the money, and of no other. */
final class Straddle implements Strategy {
  private final ChainTerms terms;
  private final long mostPaid;

  Straddle(Settings settings) {
    terms = ChainTerms.of(settings);
    mostPaid = settings.price("most-paid");
  }

  @Override
  public String name() {
    return "STRADDLE";
  }

  @Override
  public int priority() {
    return 0;
  }

  @Override
  public List<RefusalCode> refusals() {
    return ChainTerms.refusals(
        Refusal.HALTED,
        Refusal.QUOTE_MISSING,
        Refusal.QUOTE_CROSSED,
        Refusal.QUOTE_STALE,
        TooDear.TOO_DEAR);
  }

  @Override
  public Strategy.Scan begin() {
    return new Pass();
  }

  /** The one code of its own. */
  enum TooDear implements RefusalCode {
    TOO_DEAR;

    @Override
    public Level level() {
      return Level.PAIR;
    }

    @Override
    public String meaning() {
      return "both together cost more than most-paid";
    }
  }

  /** One pass. */
  final class Pass extends ChainScan {
    private final List<Opportunity> found = new ArrayList<>();

    Pass() {
      super(Straddle.this, terms, null);
    }

    @Override
    protected void pairs(ExpiryChain chain, int dte) {
      int strike = chain.series().atOrBelow(snapshot().stockTicker().fairTwice() / 2);
      if (strike < 0) {
        return;
      }
      funnel().pair();
      RefusalCode refusal = refusal(chain.call(strike), chain.put(strike));
      if (refusal != null) {
        funnel().refuse(refusal);
        return;
      }
      funnel().opportunity();
      found.add(opportunity(chain, strike));
    }

    private RefusalCode refusal(Ticker call, Ticker put) {
      Refusal fault = terms.fault(call, Side.BUY, snapshot().millis());
      fault = fault == null ? terms.fault(put, Side.BUY, snapshot().millis()) : fault;
      return fault == null && call.ask() + put.ask() > mostPaid ? TooDear.TOO_DEAR : fault;
    }

    private Opportunity opportunity(ExpiryChain chain, int strike) {
      Ticker call = chain.call(strike);
      Ticker put = chain.put(strike);
      BigDecimal debit = Prices.dollars(call.ask() + put.ask());
      BigDecimal fees = terms.costs().options(terms.quantity()).multiply(BigDecimal.TWO);
      Figures figures =
          Figures.of(
              debit,
              debit.negate(),
              debit,
              debit.negate(),
              100L * terms.quantity(),
              new Costs(fees, BigDecimal.ZERO, BigDecimal.ZERO));
      return Opportunity.of(
          Straddle.this,
          snapshot(),
          List.of(
              OpportunityLeg.of(
                  "call", Side.BUY, 1, chain.series().call(strike), call.ask(), call.askSize()),
              OpportunityLeg.of(
                  "put", Side.BUY, 1, chain.series().put(strike), put.ask(), put.askSize())),
          terms.quantity(),
          figures,
          Prices.dollars(mostPaid),
          null,
          "long volatility",
          debit.negate(),
          Map.of());
    }

    @Override
    public Strategy.Result end() {
      found.sort(Scanner.BEST_FIRST);
      return new Strategy.Result(funnel().funnel(), found);
    }
  }
}
