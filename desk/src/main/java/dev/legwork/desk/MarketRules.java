package dev.legwork.desk;

import dev.legwork.contract.PriceIncrements;
import dev.legwork.tws.message.ClientMessage;
import dev.legwork.tws.message.ServerMessage.MarketRule;
import dev.legwork.tws.session.Pacer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The venue's rules of price steps, by number; those that were told are kept for the session. */
final class MarketRules {
  private static final Logger LOG = LoggerFactory.getLogger(MarketRules.class);

  private final DeskSettings settings;
  private final Timers timers;
  private final Outbox outbox;
  private final Map<Integer, CompletableFuture<Optional<PriceIncrements>>> rules = new HashMap<>();

  MarketRules(DeskSettings settings, Timers timers, Outbox outbox) {
    this.settings = settings;
    this.timers = timers;
    this.outbox = outbox;
  }

  /** Empty if the venue did not tell it in time. */
  CompletableFuture<Optional<PriceIncrements>> find(int ruleId) {
    return rules.computeIfAbsent(ruleId, this::ask);
  }

  private CompletableFuture<Optional<PriceIncrements>> ask(int ruleId) {
    CompletableFuture<Optional<PriceIncrements>> answer = new CompletableFuture<>();
    outbox.send(Pacer.Priority.DATA, new ClientMessage.ReqMarketRule(ruleId));
    timers.after(
        settings.queryTimeout(),
        () -> {
          if (!answer.isDone()) {
            rules.remove(ruleId, answer);
            answer.complete(Optional.empty());
          }
        });
    return answer;
  }

  void on(MarketRule row) {
    CompletableFuture<Optional<PriceIncrements>> asked = rules.get(row.marketRuleId());
    if (asked != null) {
      Optional<PriceIncrements> steps = steps(row);
      if (steps.isEmpty()) {
        rules.remove(row.marketRuleId());
      }
      asked.complete(steps);
    }
  }

  private static Optional<PriceIncrements> steps(MarketRule row) {
    try {
      return Optional.of(
          new PriceIncrements(
              row.increments().stream()
                  .map(step -> new PriceIncrements.Band(step.lowEdge(), step.increment()))
                  .toList()));
    } catch (IllegalArgumentException e) {
      LOG.error("Market rule {} makes no sense: {}", row, e.getMessage());
      return Optional.empty();
    }
  }

  void sessionLost() {
    List<CompletableFuture<Optional<PriceIncrements>>> open = List.copyOf(rules.values());
    rules.clear();
    open.forEach(answer -> answer.complete(Optional.empty()));
  }
}
