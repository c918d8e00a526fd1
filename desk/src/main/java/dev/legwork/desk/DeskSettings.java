package dev.legwork.desk;

import dev.legwork.desk.chain.ChainSettings;
import dev.legwork.order.OrderSizes;
import dev.legwork.placing.PlacingSettings;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Objects;

/**
 * Settings of a desk. All but account and client id have defaults.
 *
 * @param account the broker's account; orders of others are left alone
 * @param clientId the session's client id; ids of orders are counted for it
 * @param route exchange that orders go to
 * @param currency of all contracts
 * @param brokerZone where the broker's day begins at midnight
 * @param readyWithin how long an entry waits for the session
 * @param quotesWithin how long an entry waits for both sides of its quotes
 * @param quoteMaxAge a quote's side that was not heard for longer is stale
 * @param queryTimeout after it a query to the venue has FAILED
 * @param snapshotWithin how long a snapshot may wait for a proof
 * @param placeWithin orders that reduce risk and could not be written in this time are withdrawn,
 *     so that a later attempt never meets them
 * @param goodTillGrace how long after a trade's total time its entry orders die at the venue
 * @param absenceAfterReady a snapshot proves absence only if it began this long after READY
 * @param silenceUntilReconnect an order that gave no sign for so long, and that the venue does not
 *     list, is cleared up by a new session
 * @param reconnectAtMostEvery the least time between two such sessions
 * @param marketDataLines how many quote subscriptions may stand at once
 * @param rememberedOrders how many orders that are over are kept in memory
 * @param unstoredEvents how many events may wait for a ledger that does not take them; beyond it
 *     the session is given up, for the venue tells everything again
 * @param resetWindows when no trade is begun
 * @param margin what a trade must prove of its margin before its first order
 * @param tradingHours whether entries are refused outside the venue's regular hours
 * @param orderSizes how large one order may be; larger ones are split
 * @param placing from where on AUTO holds a trade for easy or hard
 * @param chains how option chains are kept
 * @param observerClientId what the desk watches with while another process sits on its client id
 */
public record DeskSettings(
    String account,
    int clientId,
    String route,
    String currency,
    ZoneId brokerZone,
    Duration readyWithin,
    Duration quotesWithin,
    Duration quoteMaxAge,
    Duration queryTimeout,
    Duration snapshotWithin,
    Duration placeWithin,
    Duration goodTillGrace,
    Duration absenceAfterReady,
    Duration silenceUntilReconnect,
    Duration reconnectAtMostEvery,
    int marketDataLines,
    int rememberedOrders,
    int unstoredEvents,
    ResetWindows resetWindows,
    int observerClientId,
    MarginSettings margin,
    HoursRule tradingHours,
    OrderSizes orderSizes,
    PlacingSettings placing,
    ChainSettings chains) {

  public DeskSettings {
    Objects.requireNonNull(chains, "chains");
    Objects.requireNonNull(placing, "placing");
    Objects.requireNonNull(orderSizes, "orderSizes");
    Objects.requireNonNull(account, "account");
    if (account.isBlank()) {
      throw new IllegalArgumentException("a desk needs an account");
    }
    if (clientId < 1) {
      // Client 0 binds manual orders to itself, which would make them ours.
      throw new IllegalArgumentException("client id must be at least 1, not " + clientId);
    }
    if (observerClientId < 1 || observerClientId == clientId) {
      throw new IllegalArgumentException(
          "the observer needs a client id of its own, at least 1, not " + observerClientId);
    }
    Objects.requireNonNull(resetWindows, "resetWindows");
    Objects.requireNonNull(margin, "margin");
    Objects.requireNonNull(tradingHours, "tradingHours");
  }

  /** What is added to a client id for its observer where nothing else is set. */
  public static final int OBSERVER = 500;

  /** The same with other reset windows. */
  public DeskSettings with(ResetWindows windows) {
    return with(
        unstoredEvents,
        windows,
        observerClientId,
        margin,
        tradingHours,
        orderSizes,
        placing,
        chains);
  }

  /** The same with another client id for the observer. */
  public DeskSettings withObserver(int observer) {
    return with(
        unstoredEvents, resetWindows, observer, margin, tradingHours, orderSizes, placing, chains);
  }

  /** The same with room for so many events that the ledger does not take. */
  public DeskSettings withUnstoredEvents(int most) {
    return with(
        most, resetWindows, observerClientId, margin, tradingHours, orderSizes, placing, chains);
  }

  /** The same with other demands on margin; by default there are none. */
  public DeskSettings with(MarginSettings demands) {
    return with(
        unstoredEvents,
        resetWindows,
        observerClientId,
        demands,
        tradingHours,
        orderSizes,
        placing,
        chains);
  }

  /** The same with another rule about the venue's hours. */
  public DeskSettings with(HoursRule rule) {
    return with(
        unstoredEvents, resetWindows, observerClientId, margin, rule, orderSizes, placing, chains);
  }

  /** The same with other limits on the size of an order; by default there are none. */
  public DeskSettings with(OrderSizes sizes) {
    return with(
        unstoredEvents,
        resetWindows,
        observerClientId,
        margin,
        tradingHours,
        sizes,
        placing,
        chains);
  }

  /** The same with another idea of what is easy to place; by default the usual one. */
  public DeskSettings with(PlacingSettings auto) {
    return with(
        unstoredEvents,
        resetWindows,
        observerClientId,
        margin,
        tradingHours,
        orderSizes,
        auto,
        chains);
  }

  /** The same with chains kept in another way. */
  public DeskSettings with(ChainSettings kept) {
    return with(
        unstoredEvents,
        resetWindows,
        observerClientId,
        margin,
        tradingHours,
        orderSizes,
        placing,
        kept);
  }

  private DeskSettings with(
      int most,
      ResetWindows windows,
      int observer,
      MarginSettings demands,
      HoursRule rule,
      OrderSizes sizes,
      PlacingSettings auto,
      ChainSettings kept) {
    return new DeskSettings(
        account,
        clientId,
        route,
        currency,
        brokerZone,
        readyWithin,
        quotesWithin,
        quoteMaxAge,
        queryTimeout,
        snapshotWithin,
        placeWithin,
        goodTillGrace,
        absenceAfterReady,
        silenceUntilReconnect,
        reconnectAtMostEvery,
        marketDataLines,
        rememberedOrders,
        most,
        windows,
        observer,
        demands,
        rule,
        sizes,
        auto,
        kept);
  }

  /** The defaults. */
  public static DeskSettings of(String account, int clientId) {
    return of(account, clientId, Duration.ofSeconds(5), Duration.ofSeconds(30), 100);
  }

  /** The defaults but for what users set. */
  public static DeskSettings of(
      String account,
      int clientId,
      Duration quoteMaxAge,
      Duration goodTillGrace,
      int marketDataLines) {
    return new DeskSettings(
        account,
        clientId,
        "SMART",
        "USD",
        ZoneId.of("America/New_York"),
        Duration.ofSeconds(2),
        Duration.ofMillis(1500),
        quoteMaxAge,
        Duration.ofSeconds(5),
        Duration.ofSeconds(4),
        Duration.ofSeconds(4),
        goodTillGrace,
        Duration.ofSeconds(3),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        marketDataLines,
        15_000,
        20_000,
        ResetWindows.none(),
        clientId + OBSERVER,
        MarginSettings.none(),
        HoursRule.REGULAR,
        OrderSizes.ANY,
        PlacingSettings.DEFAULT,
        ChainSettings.DEFAULT);
  }
}
