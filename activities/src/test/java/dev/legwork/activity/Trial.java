package dev.legwork.activity;

import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.Instrument;
import dev.legwork.contract.PriceIncrements;
import dev.legwork.ledger.Ledger;
import dev.legwork.ledger.LedgerDatabase;
import dev.legwork.ledger.LedgerSettings;
import dev.legwork.ledger.inbox.Received;
import dev.legwork.ledger.intent.Wave;
import dev.legwork.num.Decimals;
import dev.legwork.order.BrokerEvent;
import dev.legwork.order.Fill;
import dev.legwork.order.OrderEvent;
import dev.legwork.order.OrderIntent;
import dev.legwork.order.OrderRef;
import dev.legwork.order.Purpose;
import dev.legwork.order.Side;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.RequestRules;
import dev.legwork.saga.Ending;
import dev.legwork.saga.TradeState;
import dev.legwork.workflow.WorkflowIds;
import dev.legwork.workflow.execution.Registration;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A trade on an account of its own in one real PostgreSQL for the test JVM. */
final class Trial {
  static final Instant NOON = Instant.parse("2014-06-06T16:00:00Z");

  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final LedgerSettings SETTINGS = server();
  static final LedgerDatabase DATABASE = database();
  static final Ledger LEDGER = new Ledger(DATABASE);

  final String account = "DU" + (8_000_000 + NUMBER.incrementAndGet());
  final String id = "trial-" + account;
  final RequestRules rules = new RequestRules(Set.of(account), Set.of(), null);
  final LedgerTradeActivities trades = trades(rules);
  final Instant started = Instant.now().truncatedTo(ChronoUnit.MILLIS).minusSeconds(1);
  private int fills;

  static LedgerTradeActivities trades(RequestRules rules) {
    return new LedgerTradeActivities(
        LEDGER,
        () -> rules,
        LockScope.ACCOUNT,
        Trial::recover,
        COMING::add,
        id -> {},
        Clock.systemUTC());
  }

  /** Trades that the desks were told of. */
  static final List<ExecutionRequest> COMING = new CopyOnWriteArrayList<>();

  /** Executions for which a recovery was asked. */
  static final Set<String> RECOVERIES = ConcurrentHashMap.newKeySet();

  private static boolean recover(String executionId, String why) {
    return RECOVERIES.add(executionId);
  }

  Registration register(String runId) {
    return register(runId, request());
  }

  Registration register(String runId, String json) {
    return trades.register(
        WorkflowIds.execution(id), runId, json.getBytes(StandardCharsets.UTF_8), started);
  }

  /** Buys 100 TWX: a trade of one leg. */
  String request() {
    return """
    { "id": "%s", "account": "%s", "underlying": "TWX",
      "legs": [ { "name": "stock", "action": "BUY", "ratio": 100,
                  "contract": { "type": "STOCK", "symbol": "TWX" } } ],
      "quantity": 1, "netLimit": "6972" }
    """
        .formatted(id, account);
  }

  /** A conversion on TWX whose option expires then. */
  String conversion(LocalDate expiry) {
    return """
    { "id": "%1$s", "account": "%2$s", "underlying": "TWX",
      "legs": [
        { "name": "stock", "action": "BUY", "ratio": 100,
          "contract": { "type": "STOCK", "symbol": "TWX" } },
        { "name": "put", "action": "BUY", "ratio": 1, "contract": { "type": "OPTION",
          "symbol": "TWX", "expiry": "%3$s", "strike": "70", "right": "PUT" } } ],
      "quantity": 1, "netLimit": "72.5" }
    """
        .formatted(id, account, expiry);
  }

  /** Stores the entry order under this token. */
  void enter(long token) {
    LEDGER.intents().storeWave(wave(Purpose.ENTRY, Side.BUY, OptionalLong.of(token)));
  }

  Wave wave(Purpose purpose, Side side, OptionalLong token) {
    return new Wave(
        account, 1, 0, id, List.of(intent(purpose, side)), token, 1, LocalDate.of(2014, 6, 6));
  }

  OrderIntent intent(Purpose purpose, Side side) {
    return new OrderIntent(
        ref(purpose),
        account,
        new Instrument(
            11,
            ContractSpec.stock("TWX"),
            "SMART",
            "USD",
            "TWX",
            PriceIncrements.uniform(Decimals.of("0.01"))),
        side,
        Decimals.of(100),
        Decimals.of("69.60"),
        null);
  }

  OrderRef ref(Purpose purpose) {
    return new OrderRef(id, "stock", purpose, 1);
  }

  /** Stores a fill of the entry order, as the desk does. */
  List<BrokerEvent> fill(int quantity) {
    fills++;
    Fill fill =
        new Fill(
            account + "." + fills + ".01",
            Side.BUY,
            Decimals.of(quantity),
            Decimals.of("69.58"),
            NOON);
    return store(
        new OrderEvent.Filled(ref(Purpose.ENTRY), fill, Decimals.of(quantity * fills), 900));
  }

  /** Stores so many fills of one share each, in one commit. */
  List<BrokerEvent> storeFills(int count) {
    List<Received> batch = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      fills++;
      Fill fill =
          new Fill(
              account + "." + fills + ".01", Side.BUY, Decimals.of(1), Decimals.of("69.58"), NOON);
      batch.add(
          new Received.Ours(
              NOON, new OrderEvent.Filled(ref(Purpose.ENTRY), fill, Decimals.of(fills), 900)));
    }
    return LEDGER.inbox().append(account, batch);
  }

  List<BrokerEvent> fee(int ofFill) {
    return store(
        new OrderEvent.CommissionReported(
            ref(Purpose.ENTRY), account + "." + ofFill + ".01", Decimals.of("1.05"), "USD"));
  }

  List<BrokerEvent> store(OrderEvent event) {
    return LEDGER.inbox().append(account, List.of(new Received.Ours(NOON, event)));
  }

  void end(TradeState state) {
    trades.finish(id, new Ending(state, null, List.of(), 1, NOON.plusSeconds(9), List.of()));
  }

  /** Where the database is. */
  static LedgerSettings settings() {
    return SETTINGS;
  }

  private static LedgerDatabase database() {
    LedgerDatabase database = new LedgerDatabase(SETTINGS);
    database.migrate();
    return database;
  }

  private static LedgerSettings server() {
    try {
      return LedgerSettings.of(
          EmbeddedPostgres.builder()
              .setPGStartupWait(Duration.ofSeconds(60))
              .start()
              .getJdbcUrl("postgres", "postgres"),
          "postgres",
          "postgres");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
