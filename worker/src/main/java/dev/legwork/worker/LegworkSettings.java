package dev.legwork.worker;

import dev.legwork.activity.LockScope;
import dev.legwork.desk.DeskSettings;
import dev.legwork.desk.HoursRule;
import dev.legwork.desk.ResetWindow;
import dev.legwork.desk.ResetWindows;
import dev.legwork.desk.lease.GatewayName;
import dev.legwork.guard.GuardLimits;
import dev.legwork.order.OrderSizes;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.ConstructorBinding;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The settings {@code legwork.*} that a worker reads. */
@ConfigurationProperties("legwork")
public record LegworkSettings(
    @DefaultValue Temporal temporal,
    @DefaultValue Database database,
    @DefaultValue Broker broker,
    @DefaultValue Desk desk,
    @DefaultValue MarketDataProperties marketData,
    @DefaultValue MarginProperties margin,
    @DefaultValue PlacingProperties placing,
    @DefaultValue Lock lock,
    @DefaultValue Limits limits,
    @DefaultValue Reconciliation reconciliation) {

  /** What the desk of this session works by. */
  DeskSettings deskOf(Broker.Session session) {
    return desk.of(session, margin, marketData.lines())
        .with(marketData.chains())
        .with(broker.sizes().and(limits.sizes()))
        .with(placing.settings());
  }

  /**
   * Where Temporal is.
   *
   * @param target {@code host:port}
   * @param namespace has to exist
   * @param tls whether to speak TLS; an API key implies it
   * @param certificate client certificate for mTLS, a PEM file, or null
   * @param key its private key in PKCS 8, a PEM file, or null
   * @param apiKey for Temporal Cloud, or null
   * @param promote whether this worker's build makes itself the current version when it starts
   * @param buildId of this worker; null: made of its classes
   */
  public record Temporal(
      @DefaultValue("127.0.0.1:7233") String target,
      @DefaultValue("default") String namespace,
      @DefaultValue("false") boolean tls,
      String certificate,
      String key,
      String apiKey,
      @DefaultValue("true") boolean promote,
      String buildId) {
    public Temporal {
      buildId = blankAsNull(buildId);
      certificate = blankAsNull(certificate);
      key = blankAsNull(key);
      apiKey = blankAsNull(apiKey);
      if ((certificate == null) != (key == null)) {
        throw new IllegalArgumentException(
            "legwork.temporal.certificate and legwork.temporal.key go together");
      }
    }

    boolean isEncrypted() {
      return tls || apiKey != null || certificate != null;
    }
  }

  /**
   * Where PostgreSQL is.
   *
   * @param url {@code jdbc:postgresql://host:port/database}
   */
  public record Database(
      @DefaultValue("") String url,
      @DefaultValue("legwork") String user,
      @DefaultValue("") String password) {}

  /**
   * The broker's gateway and the sessions with it.
   *
   * @param account a single account, instead of {@code accounts}
   * @param clientId of the single account
   * @param liveAccounts accounts with real money that may be traded: whatever does not start with D
   *     has to be named here
   * @param gatewayName what the gateway is called, alike in all workers that use it; null: {@code
   *     host:port}, with this machine's name for one that runs here
   * @param maxContracts of an option that the broker takes in one order; null: any number
   * @param maxShares of a stock that the broker takes in one order; null: any number
   * @param formerGateway the name of a gateway that has been given up, with no worker on it any
   *     more: its accounts may be taken over from there; null: none
   */
  public record Broker(
      @DefaultValue("127.0.0.1") String host,
      @DefaultValue("4002") int port,
      String account,
      @DefaultValue("1") int clientId,
      @DefaultValue List<Session> accounts,
      @DefaultValue Set<String> liveAccounts,
      String gatewayName,
      String formerGateway,
      BigDecimal maxContracts,
      BigDecimal maxShares) {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1");

    /**
     * One session with the broker.
     *
     * @param observerClientId what the desk watches with while another process sits on its client
     *     id; 0: the client id plus 500
     */
    public record Session(
        String account, @DefaultValue("1") int clientId, @DefaultValue("0") int observerClientId) {

      public Session(String account, int clientId) {
        this(account, clientId, 0);
      }

      @ConstructorBinding
      public Session {
        if (account == null || account.isBlank()) {
          throw new IllegalArgumentException("legwork.broker.accounts[n].account is missing");
        }
        if (clientId < 1) {
          // Client 0 binds orders that people enter by hand to itself.
          throw new IllegalArgumentException(
              "the client id of account " + account + " must be at least 1, not " + clientId);
        }
        observerClientId =
            observerClientId == 0 ? clientId + DeskSettings.OBSERVER : observerClientId;
        if (observerClientId < 1 || observerClientId == clientId) {
          throw new IllegalArgumentException(
              "the observer-client-id of account "
                  + account
                  + " must be at least 1 and not its client id: "
                  + observerClientId);
        }
      }
    }

    public Broker {
      account = blankAsNull(account);
      gatewayName = blankAsNull(gatewayName);
      formerGateway = blankAsNull(formerGateway);
      liveAccounts = Set.copyOf(liveAccounts);
      new OrderSizes(maxContracts, maxShares);
      List<Session> sessions = new ArrayList<>(accounts);
      if (account != null) {
        sessions.add(new Session(account, clientId));
      }
      accounts = List.copyOf(sessions);
      refuseDoubles(accounts);
      for (Session session : accounts) {
        refuseUnnamedLive(session.account(), liveAccounts);
      }
    }

    /** How large an order the broker takes. */
    OrderSizes sizes() {
      return new OrderSizes(maxContracts, maxShares);
    }

    /** Which gateway this is; one on this machine is not the one on another. */
    GatewayName gateway() {
      if (gatewayName != null) {
        return new GatewayName(gatewayName, formerGateway);
      }
      String machine = LOOPBACK.contains(host) ? ProcessName.host() : host;
      return new GatewayName(machine + ":" + port, formerGateway);
    }

    /** The accounts of all sessions. */
    public Set<String> accountNames() {
      return accounts.stream().map(Session::account).collect(Collectors.toUnmodifiableSet());
    }

    private static void refuseUnnamedLive(String account, Set<String> named) {
      if (!account.startsWith("D") && !named.contains(account)) {
        throw new IllegalArgumentException(
            "account "
                + account
                + " trades real money (it does not start with D). It is used only when"
                + " legwork.broker.live-accounts names it.");
      }
    }

    private static void refuseDoubles(List<Session> sessions) {
      Map<String, Session> byAccount = new LinkedHashMap<>();
      Map<Integer, Session> byClientId = new LinkedHashMap<>();
      for (Session session : sessions) {
        if (byAccount.put(session.account(), session) != null) {
          throw new IllegalArgumentException("account " + session.account() + " is named twice");
        }
        for (int id : List.of(session.clientId(), session.observerClientId())) {
          if (byClientId.put(id, session) != null) {
            throw new IllegalArgumentException(
                "client id " + id + " is given to two accounts; one gateway takes it only once");
          }
        }
      }
    }
  }

  /**
   * How the order desks work.
   *
   * @param quoteMaxAge a side of a quote that was not heard of for longer is stale, and nothing is
   *     sent on it
   * @param goodTillGrace the venue ends entry orders by itself this long after the trade's own time
   * @param marketDataLines the former name of {@code legwork.market-data.lines}; refused
   * @param resetWindows when the broker and the gateway reset themselves, so that no trade is
   *     begun: {@code DAYS HH:MM-HH:MM ZONE} each, or {@code none}; by default IB's own for North
   *     America
   * @param resetMargin how long before each of them no trade is begun any more
   * @param tradingHours {@code regular}: no trade is begun outside the venue's regular hours;
   *     {@code any}: the hours are not looked at
   */
  public record Desk(
      @DefaultValue("5s") Duration quoteMaxAge,
      @DefaultValue("30s") Duration goodTillGrace,
      Integer marketDataLines,
      @DefaultValue({"SAT-THU 23:45-00:45 America/New_York", "FRI 23:00-03:00 America/New_York"})
          List<String> resetWindows,
      @DefaultValue("60s") Duration resetMargin,
      @DefaultValue("regular") HoursRule tradingHours) {
    public Desk {
      resetWindows = List.copyOf(resetWindows);
      windows(resetWindows, resetMargin);
      if (quoteMaxAge.isNegative() || quoteMaxAge.isZero()) {
        throw new IllegalArgumentException(
            "legwork.desk.quote-max-age must be above 0, not " + quoteMaxAge);
      }
      if (goodTillGrace.isNegative()) {
        throw new IllegalArgumentException(
            "legwork.desk.good-till-grace must not be negative: " + goodTillGrace);
      }
      if (marketDataLines != null) {
        throw new IllegalArgumentException(
            "legwork.desk.market-data-lines is called legwork.market-data.lines now");
      }
    }

    DeskSettings of(Broker.Session session, MarginProperties margin, int lines) {
      return DeskSettings.of(
              session.account(), session.clientId(), quoteMaxAge, goodTillGrace, lines)
          .with(windows(resetWindows, resetMargin))
          .withObserver(session.observerClientId())
          .with(margin.settings())
          .with(tradingHours);
    }

    private static ResetWindows windows(List<String> texts, Duration margin) {
      if (texts.stream().allMatch(text -> text.isBlank() || text.equalsIgnoreCase("none"))) {
        return ResetWindows.none();
      }
      try {
        return new ResetWindows(texts.stream().map(ResetWindow::parse).toList(), margin);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("legwork.desk.reset-windows: " + e.getMessage(), e);
      }
    }
  }

  /**
   * The lock.
   *
   * @param scope one execution at a time for each account, or over all of them
   */
  public record Lock(@DefaultValue("account") LockScope scope) {}

  /**
   * What each account may do at most; {@link GuardLimits} says what each means. Where none is given
   * the amounts are not limited.
   *
   * @param capital USD
   * @param position shares or contracts
   * @param dailyLoss USD
   * @param maxOrderQuantity contracts of an option in one order; a leg of more is split
   * @param maxOrderShares shares of a stock in one order; a leg of more is split
   */
  public record Limits(
      BigDecimal capital,
      BigDecimal position,
      @DefaultValue("2") int openExecutions,
      @DefaultValue("6") int maxLegs,
      @DefaultValue("3") int rollbacksPerAccount,
      @DefaultValue("2") int rollbacksPerUnderlying,
      @DefaultValue("300s") Duration cooldown,
      BigDecimal dailyLoss,
      BigDecimal maxOrderQuantity,
      BigDecimal maxOrderShares) {
    public Limits {
      new OrderSizes(maxOrderQuantity, maxOrderShares);
      of(
          capital,
          position,
          openExecutions,
          maxLegs,
          rollbacksPerAccount,
          rollbacksPerUnderlying,
          cooldown,
          dailyLoss);
    }

    OrderSizes sizes() {
      return new OrderSizes(maxOrderQuantity, maxOrderShares);
    }

    GuardLimits guards() {
      return of(
          capital,
          position,
          openExecutions,
          maxLegs,
          rollbacksPerAccount,
          rollbacksPerUnderlying,
          cooldown,
          dailyLoss);
    }

    private static GuardLimits of(
        BigDecimal capital,
        BigDecimal position,
        int openExecutions,
        int maxLegs,
        int rollbacks,
        int rollbacksOfUnderlying,
        Duration cooldown,
        BigDecimal dailyLoss) {
      return new GuardLimits(
          capital,
          position,
          openExecutions,
          maxLegs,
          rollbacks,
          rollbacksOfUnderlying,
          cooldown,
          dailyLoss);
    }
  }

  /**
   * Comparing accounts with the broker.
   *
   * @param interval from one comparison to the next, at least 2 s
   * @param staleAfter a last complete comparison that is older opens an alert
   * @param divergenceAfter a difference that lasts longer opens an alert
   */
  public record Reconciliation(
      @DefaultValue("12s") Duration interval,
      @DefaultValue("60s") Duration staleAfter,
      @DefaultValue("30s") Duration divergenceAfter) {
    public Reconciliation {
      if (interval.compareTo(Duration.ofSeconds(2)) < 0) {
        throw new IllegalArgumentException(
            "legwork.reconciliation.interval must be at least 2s, not " + interval);
      }
      if (staleAfter.compareTo(interval) <= 0) {
        throw new IllegalArgumentException(
            "legwork.reconciliation.stale-after must be longer than the interval: " + staleAfter);
      }
      if (divergenceAfter.isNegative()) {
        throw new IllegalArgumentException(
            "legwork.reconciliation.divergence-after must not be negative: " + divergenceAfter);
      }
    }
  }

  private static String blankAsNull(String text) {
    return text == null || text.isBlank() ? null : text;
  }
}
