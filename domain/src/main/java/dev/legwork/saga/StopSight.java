package dev.legwork.saga;

import dev.legwork.book.LegBook;
import dev.legwork.contract.Instrument;
import dev.legwork.decision.Policy;
import dev.legwork.num.Decimals;
import dev.legwork.quote.Quote;
import dev.legwork.request.ProtectiveStop;
import dev.legwork.stop.GroupValue;
import dev.legwork.stop.StopDecisions;
import dev.legwork.stop.StopPolicy;
import dev.legwork.stop.StopScope;
import dev.legwork.stop.StopSituation;
import dev.legwork.stop.StopState;
import dev.legwork.stop.StopStatus;
import dev.legwork.stop.StopWish;
import dev.legwork.unwind.MarketPrice;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a stop sees of its orders, of the account and of the market, each as often as it matters.
 */
final class StopSight {
  private static final Duration AGAIN = Duration.ofSeconds(5);

  /** States in which nobody closes anything, so that somebody has to see the market. */
  private static final Set<StopState> WATCHFUL =
      Set.of(StopState.ARMING, StopState.ARMED, StopState.WATCHING, StopState.TRIGGERED);

  private final Trade trade;
  private final TradeWorld world;
  private final Policy policy;
  private final StopPolicy patience;
  private final StopMarket market;
  private final AccountCheck account;
  private final Instant positionsShown;
  private final Map<String, BigDecimal> known = new TreeMap<>();
  private Instant positionsAt = Instant.MIN;
  private Instant heardAt = Instant.MIN;
  private Instant seenAt;
  private boolean seenWhole;

  StopSight(
      Trade trade,
      TradeWorld world,
      Policy policy,
      StopPolicy patience,
      GuardedTrade guarded,
      SeenPositions seen,
      StopMarket market) {
    this.trade = trade;
    this.world = world;
    this.policy = policy;
    this.patience = patience;
    this.market = market;
    this.account = AccountCheck.ofKept(trade, world, seen, guarded.status().missingSince());
    this.positionsShown = guarded.ending().finishedAt().plus(AccountCheck.POSITIONS_FOLLOW);
    this.seenAt = guarded.status().blind() ? Instant.EPOCH : world.now();
  }

  /** Something of the orders is to be asked for at once. */
  void expectNews() {
    heardAt = Instant.MIN;
  }

  void await(Instant until) {
    if (!trade.await(until).events().isEmpty()) {
      expectNews();
    }
  }

  StopSituation look(StopScope scope, StopStatus status, StopWish wish) {
    proveWhatIsSilent(status);
    boolean places = status.state() == StopState.ARMING && status.attempts() > 0;
    if (places || !world.now().isBefore(positionsAt)) {
      account.affordable(scope.due(trade.book()));
      seenWhole |= account.gone().isEmpty();
      positionsAt = world.now().plus(account.isDoubtful() ? AGAIN : patience.positions());
    }
    Map<String, Quote> quotes = quotes(scope);
    remember(scope, quotes);
    if (WATCHFUL.contains(status.state())) {
      market.look(quotes.keySet(), status.triggeredAt() != null);
    }
    return new StopSituation(
        trade.book(),
        scope,
        status,
        wish,
        account.certainlyGone(),
        missing(),
        shown() ? account.probablyGone() : account.certainlyGone(),
        account.isDoubtful(),
        quotes,
        known,
        false,
        world.now(),
        patience,
        policy.quoteMaxAge());
  }

  /** Positions may not show what the trade entered a moment ago. */
  private boolean shown() {
    return seenWhole || !world.now().isBefore(positionsShown);
  }

  /** What the account does not show of what was executed, by leg name. */
  Map<String, BigDecimal> missing() {
    return shown() ? account.gone() : account.certainlyGone();
  }

  /** Since when; null: it shows all. */
  Instant missingSince() {
    return account.missingSince();
  }

  private void proveWhatIsSilent(StopStatus status) {
    boolean closely = status.state() == StopState.TRIGGERED || status.state() == StopState.ARMING;
    Duration within = closely ? patience.closeLook() : patience.proof();
    boolean silent = heardAt.equals(Instant.MIN) || world.now().isAfter(heardAt.plus(within));
    if (silent && !trade.book().live().isEmpty()) {
      trade.fold(world.snapshot(trade.book().liveOrAbsent()));
      heardAt = world.now();
    }
  }

  private Map<String, Quote> quotes(StopScope scope) {
    Map<String, Instrument> wanted = new TreeMap<>();
    for (LegBook leg : trade.book().legs()) {
      if (scope.request().stop() != null && scope.guards(leg.leg()) && !leg.isFlat()) {
        wanted.put(leg.leg().name(), leg.instrument());
      }
    }
    return wanted.isEmpty() ? Map.of() : world.quotes(wanted);
  }

  /** Prices that stood in a market, which lone and wide quotes are measured by afterwards. */
  private void remember(StopScope scope, Map<String, Quote> quotes) {
    ProtectiveStop stop = scope.request().stop();
    for (LegBook leg : trade.book().legs()) {
      Quote quote = quotes.get(leg.leg().name());
      if (stop != null && quote != null) {
        believed(stop, leg, quote)
            .ifPresent(price -> known.put(leg.leg().name(), Decimals.normal(price)));
      }
    }
  }

  private Optional<BigDecimal> believed(ProtectiveStop stop, LegBook leg, Quote quote) {
    return stop.isGroup()
        ? GroupValue.believed(leg, quote, policy.quoteMaxAge())
        : MarketPrice.of(leg, leg.leg().action().opposite(), quote, policy.quoteMaxAge());
  }

  /** Whether the venue does not trade now, by its hours, some of what is guarded. */
  boolean isClosed(StopScope scope, StopStatus status) {
    Set<String> guarded = new TreeSet<>();
    trade.book().legs().stream()
        .filter(leg -> scope.guards(leg.leg()))
        .forEach(leg -> guarded.add(leg.leg().name()));
    return market.closesAny(guarded, status.triggeredAt() != null).isPresent();
  }

  /**
   * Whether the market of what is guarded is seen, or was a moment ago; the venue's order alone
   * closes nothing that has jumped beyond its limit.
   */
  boolean sees(StopSituation now) {
    if (!WATCHFUL.contains(now.status().state())
        || StopDecisions.sees(now)
        || market.wasClosed(now.quotes().keySet())) {
      seenAt = world.now();
    }
    return !world.now().isAfter(seenAt.plus(patience.blindAfter()));
  }
}
