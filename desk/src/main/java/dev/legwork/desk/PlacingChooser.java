package dev.legwork.desk;

import dev.legwork.contract.Instrument;
import dev.legwork.placing.PastTrades;
import dev.legwork.placing.PlacingChoice;
import dev.legwork.placing.PlacingFacts;
import dev.legwork.quote.Quote;
import dev.legwork.request.ChosenPlacing;
import dev.legwork.request.Placing;
import dev.legwork.saga.EntryPlan;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses how a trade is placed that leaves that to us, from the quotes of the moment, the sizes
 * that orders may have and what the ledger knows of the account's trades, which is asked for beside
 * the quotes. Other trades ask for nothing here.
 */
final class PlacingChooser {
  private static final Logger LOG = LoggerFactory.getLogger(PlacingChooser.class);

  private final DeskSettings settings;
  private final DeskLedger ledger;
  private final Background background;
  private final MarketData marketData;

  PlacingChooser(
      DeskSettings settings, DeskLedger ledger, Background background, MarketData marketData) {
    this.settings = settings;
    this.ledger = ledger;
    this.background = background;
    this.marketData = marketData;
  }

  /** How trades of the account went lately, by mode; nothing where that is not asked or told. */
  CompletableFuture<Map<Placing, PastTrades>> past(EntryPlan plan) {
    CompletableFuture<Map<Placing, PastTrades>> answer = new CompletableFuture<>();
    if (!plan.isOpen()) {
      answer.complete(Map.of());
      return answer;
    }
    background.submit(
        Background.Lane.INTENTS,
        ledger::pastTrades,
        (past, failure) -> {
          if (failure != null) {
            LOG.warn(
                "Execution {}: how trades went before is not known; it is placed without that",
                plan.request().id(),
                failure);
          }
          answer.complete(failure == null ? past : Map.of());
        });
    return answer;
  }

  /**
   * The choice for an open plan.
   *
   * @param instruments by leg name
   * @param quotes by leg name
   */
  ChosenPlacing choose(
      EntryPlan plan,
      Map<String, Instrument> instruments,
      Map<String, Quote> quotes,
      Map<Placing, PastTrades> past) {
    Map<String, BigDecimal> moves = new HashMap<>();
    instruments.forEach(
        (leg, one) -> marketData.moved(one).ifPresent(move -> moves.put(leg, move)));
    Map<Placing, String> tooLarge = EntrySizes.tooLarge(plan, instruments, settings.orderSizes());
    ChosenPlacing chosen =
        PlacingChoice.of(
            plan.request(),
            PlacingFacts.of(plan.request(), quotes, moves, past, tooLarge),
            settings.placing());
    LOG.info("Execution {}: AUTO is {}: {}", plan.request().id(), chosen.mode(), chosen.why());
    return chosen;
  }
}
