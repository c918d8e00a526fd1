package dev.legwork.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.OptionRight;
import dev.legwork.desk.memory.InMemoryDeskLedger;
import dev.legwork.order.BrokerEvent;
import dev.legwork.order.OrderEvent;
import dev.legwork.order.OrderIntent;
import dev.legwork.order.OrderRef;
import dev.legwork.order.OrderSnapshot;
import dev.legwork.order.Purpose;
import dev.legwork.order.Side;
import dev.legwork.order.Verdict;
import dev.legwork.order.WriteOutcome;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.Placing;
import dev.legwork.request.Pricing;
import dev.legwork.request.RequestedLeg;
import dev.legwork.request.Timeouts;
import dev.legwork.saga.EntryAnswer;
import dev.legwork.saga.EntryPlan;
import dev.legwork.saga.PlaceAnswer;
import dev.legwork.simulator.Simulator;
import dev.legwork.simulator.SimulatorOptions;
import dev.legwork.tws.session.SessionSettings;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The desk over TCP against the simulated gateway; the gateway's own ledger is the witness. */
class DeskOnSimulatorTest {
  private static final String ACCOUNT = "DU1000001";
  private static final int CLIENT = 7;
  private static final LocalDate EXPIRY = LocalDate.of(2026, 12, 18);

  private final InMemoryDeskLedger ledger = new InMemoryDeskLedger(CLIENT, Instant::now);
  private final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private Simulator simulator;
  private Desk desk;

  @BeforeEach
  void start() throws Exception {
    simulator =
        Simulator.start(
            SimulatorOptions.scripted().toBuilder()
                .date(LocalDate.of(2026, 11, 20))
                .start(LocalTime.of(10, 0))
                .build());
    quote("\"type\":\"STOCK\",\"symbol\":\"TWX\"", "69.58", "69.60");
    quote(option("PUT"), "1.20", "1.25");
    quote(option("CALL"), "1.00", "1.05");
    startDesk();
  }

  @AfterEach
  void stop() throws Exception {
    desk.close();
    simulator.close();
  }

  private void startDesk() throws Exception {
    desk =
        new Desk(
            DeskSettings.of(ACCOUNT, CLIENT),
            SessionSettings.of("127.0.0.1", simulator.port(), CLIENT),
            ledger,
            new DeskListener() {
              @Override
              public void committed(List<BrokerEvent> events) {
                heard.addAll(events);
              }

              @Override
              public void sessionLost(String why) {
                heard.add("LOST");
              }

              @Override
              public void sessionRestored() {
                heard.add("RESTORED");
              }
            },
            DeskLease.unshared());
    desk.start();
    awaitHeard("RESTORED"::equals);
  }

  @Test
  void fillsAConversionAndProvesIt() throws Exception {
    EntryAnswer answer = enter("t1", "70.50");

    assertThat(answer)
        .isInstanceOfSatisfying(
            EntryAnswer.Entered.class,
            entered -> {
              assertThat(entered.outcome()).isEqualTo(WriteOutcome.WRITTEN);
              assertThat(entered.executableNet()).isEqualByComparingTo("69.85");
            });
    awaitFilled("t1", "stock", "put", "call");
    OrderSnapshot snapshot = snapshot("t1", "stock", "put", "call");
    assertThat(snapshot.verdicts().values()).containsOnly(Verdict.PROVEN_TERMINAL);
    assertThat(ordersAtTheVenue()).isEqualTo(List.of("t1|stock", "t1|put", "t1|call"));
    assertThat(get("/orders")).contains("\"tif\":\"GTD\"").doesNotContain("\"tif\":\"DAY\"");
  }

  @Test
  void aNewProcessFindsTheFillThatItsPredecessorMissed() throws Exception {
    fault("{\"on\":\"execDetails\",\"match\":{\"replay\":\"false\"},\"do\":\"drop\",\"times\":9}");
    fault("{\"on\":\"orderStatus\",\"do\":\"drop\",\"times\":99}");
    fault("{\"on\":\"openOrder\",\"do\":\"drop\",\"times\":99}");
    enter("t1", "70.50");
    desk.close();
    delete("/faults");
    heard.clear();
    startDesk();

    assertThat(snapshot("t1", "stock", "put", "call").verdicts().values())
        .containsOnly(Verdict.PROVEN_TERMINAL);
    assertThat(executed("t1")).isEqualByComparingTo("102");
    assertThat(enter("t1", "70.50")).isInstanceOf(EntryAnswer.Entered.class);
    assertThat(ordersAtTheVenue()).hasSize(3);
  }

  /** fault O7. */
  @Test
  void countsAFillThatCameAfterTheCancelWasConfirmed() throws Exception {
    quote(option("CALL"), "0.50", "0.55");
    enterGiven("t1", "0.80");
    awaitFilled("t1", "stock", "put");
    fault("{\"on\":\"cancelOrder\",\"do\":\"fillAfterCancel\",\"ms\":300}");

    desk.cancel(refs("t1", "call"), "test").get(30, TimeUnit.SECONDS);
    awaitFilled("t1", "call");

    assertThat(snapshot("t1", "call").verdicts()).containsValue(Verdict.PROVEN_TERMINAL);
    assertThat(executed("t1")).isEqualByComparingTo("102");
  }

  @Test
  void provesACancelAndCountsNothing() throws Exception {
    quote(option("CALL"), "0.50", "0.55");
    enterGiven("t1", "0.80");
    awaitFilled("t1", "stock", "put");

    desk.cancel(refs("t1", "call"), "test").get(30, TimeUnit.SECONDS);

    assertThat(provenVerdict("t1", "call")).isEqualTo(Verdict.PROVEN_TERMINAL);
    assertThat(executed("t1")).isEqualByComparingTo("101");
  }

  /** fault O1. */
  @Test
  void clearsUpAnOrderThatTheVenueSilentlyLost() throws Exception {
    fault("{\"on\":\"placeOrder\",\"match\":{\"right\":\"CALL\"},\"do\":\"drop\",\"times\":1}");
    enter("t1", "70.50");
    awaitFilled("t1", "stock", "put");

    assertThat(provenVerdict("t1", "call")).isEqualTo(Verdict.PROVEN_ABSENT);
    assertThat(ordersAtTheVenue()).doesNotContain("t1|call");
  }

  /** fault O30: the venue holds a stop back, keeps it while the desk is away, and fills it once. */
  @Test
  void aStopRestsAtTheVenueUntilItIsTriggeredAndFillsWithoutTheDesk() throws Exception {
    enter("t1", "70.50");
    awaitFilled("t1", "stock", "put", "call");
    OrderRef stop = new OrderRef("t1", "stock", Purpose.STOP, 1);
    place(stop, "68", "67.50");
    assertThat(get("/orders"))
        .contains("\"type\":\"STP LMT\"", "\"tif\":\"GTC\"", "\"state\":\"PreSubmitted\"");
    assertThat(desk.snapshot(List.of(stop)).get(30, TimeUnit.SECONDS).verdicts())
        .containsEntry(stop, Verdict.LIVE);

    desk.close();
    quote("\"type\":\"STOCK\",\"symbol\":\"TWX\"", "67.90", "67.95");
    heard.clear();
    startDesk();

    assertThat(desk.snapshot(List.of(stop)).get(30, TimeUnit.SECONDS).verdicts())
        .containsEntry(stop, Verdict.PROVEN_TERMINAL);
    assertThat(executed("t1")).isEqualByComparingTo("202");
  }

  /** fault O30: what follows a stop waits until the stop is proven over. */
  @Test
  void writesNoUnwindingBesideALiveStop() throws Exception {
    enter("t1", "70.50");
    awaitFilled("t1", "stock", "put", "call");
    OrderRef stop = new OrderRef("t1", "stock", Purpose.STOP, 1);
    place(stop, "68", "67.50");
    OrderIntent exit =
        new OrderIntent(
            new OrderRef("t1", "stock", Purpose.UNWIND, 1),
            ACCOUNT,
            ledger.intents(List.of(stop)).getFirst().placed().intent().instrument(),
            Side.SELL,
            BigDecimal.valueOf(100),
            new BigDecimal("69.50"),
            null);

    assertThat(desk.place(List.of(exit)).get(30, TimeUnit.SECONDS))
        .isInstanceOf(PlaceAnswer.Unanswered.class);
    assertThat(executed("t1")).isEqualByComparingTo("102");

    desk.cancel(List.of(stop), "test").get(30, TimeUnit.SECONDS);
    while (!desk.snapshot(List.of(stop)).get(30, TimeUnit.SECONDS).verdicts().get(stop).isOver()) {
      heard.poll(200, TimeUnit.MILLISECONDS);
    }
    assertThat(desk.place(List.of(exit)).get(30, TimeUnit.SECONDS))
        .isInstanceOf(PlaceAnswer.Placed.class);
    awaitHeard(
        one -> one instanceof BrokerEvent e && e.event().ref().equals(exit.ref()) && isFill(e));
    assertThat(executed("t1")).isEqualByComparingTo("202");
  }

  private void place(OrderRef stop, String trigger, String limit) throws Exception {
    OrderRef entry = new OrderRef("t1", stop.leg(), Purpose.ENTRY, 1);
    OrderIntent entered = ledger.intents(List.of(entry)).getFirst().placed().intent();
    OrderIntent intent =
        OrderIntent.stop(
            stop,
            ACCOUNT,
            entered.instrument(),
            entered.side().opposite(),
            entered.quantity(),
            new BigDecimal(trigger),
            new BigDecimal(limit));
    assertThat(desk.place(List.of(intent)).get(30, TimeUnit.SECONDS))
        .isInstanceOfSatisfying(
            PlaceAnswer.Placed.class,
            placed -> assertThat(placed.outcome()).isEqualTo(WriteOutcome.WRITTEN));
    awaitHeard(one -> one instanceof BrokerEvent e && e.event().ref().equals(stop));
  }

  /** fault S14. */
  @Test
  void readsATruncatedAnswerAsNoAnswer() throws Exception {
    enter("t1", "70.50");
    awaitFilled("t1", "stock", "put", "call");
    fault("{\"on\":\"reqExecutions\",\"do\":\"truncateSnapshot\",\"times\":1}");
    fault("{\"on\":\"reqCompletedOrders\",\"do\":\"truncateSnapshot\",\"times\":1}");
    desk.close();
    heard.clear();

    startDesk();

    assertThat(snapshot("t1", "stock", "put", "call").verdicts().values())
        .containsOnly(Verdict.PROVEN_TERMINAL);
  }

  /** fault S4. */
  @Test
  void survivesADisconnectAroundTheWrite() throws Exception {
    fault("{\"on\":\"placeOrder\",\"do\":\"disconnect\",\"times\":1}");

    enter("t1", "70.50");
    awaitHeard("RESTORED"::equals);

    for (String leg : List.of("stock", "put", "call")) {
      Verdict verdict = provenVerdict("t1", leg);
      assertThat(verdict)
          .isEqualTo(
              ordersAtTheVenue().contains("t1|" + leg)
                  ? Verdict.PROVEN_TERMINAL
                  : Verdict.PROVEN_ABSENT);
    }
    assertThat(ordersAtTheVenue()).doesNotHaveDuplicates();
  }

  private EntryAnswer enter(String id, String netLimit) throws Exception {
    return desk.enter(new EntryPlan(request(id, netLimit, null), 1), Duration.ofSeconds(5))
        .get(30, TimeUnit.SECONDS);
  }

  /** All legs priced by the caller: stock and put marketable, the call at this limit. */
  private void enterGiven(String id, String call) throws Exception {
    assertThat(
            desk.enter(new EntryPlan(request(id, "70.60", call), 1), Duration.ofSeconds(5))
                .get(30, TimeUnit.SECONDS))
        .isInstanceOf(EntryAnswer.Entered.class);
  }

  private static ExecutionRequest request(String id, String netLimit, String call) {
    boolean given = call != null;
    return new ExecutionRequest(
        id,
        ACCOUNT,
        null,
        "TWX",
        List.of(
            leg("stock", Side.BUY, 100, ContractSpec.stock("TWX"), given ? "69.70" : null),
            leg("put", Side.BUY, 1, spec(OptionRight.PUT), given ? "1.30" : null),
            leg("call", Side.SELL, 1, spec(OptionRight.CALL), call)),
        1,
        new BigDecimal(netLimit),
        Placing.PARALLEL,
        Pricing.LIMIT,
        Timeouts.DEFAULT);
  }

  private static RequestedLeg leg(
      String name, Side side, int ratio, ContractSpec contract, String limit) {
    return new RequestedLeg(
        name, side, ratio, contract, limit == null ? null : new BigDecimal(limit));
  }

  private static ContractSpec spec(OptionRight right) {
    return ContractSpec.option("TWX", EXPIRY, new BigDecimal("70"), right);
  }

  private static List<OrderRef> refs(String id, String... legs) {
    return Stream.of(legs).map(leg -> new OrderRef(id, leg, Purpose.ENTRY, 1)).toList();
  }

  private OrderSnapshot snapshot(String id, String... legs) throws Exception {
    return desk.snapshot(refs(id, legs)).get(30, TimeUnit.SECONDS);
  }

  /** Asks as a saga does, until the order is over. */
  private Verdict provenVerdict(String id, String leg) throws Exception {
    long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (System.nanoTime() < until) {
      try {
        Verdict verdict = snapshot(id, leg).verdicts().values().iterator().next();
        if (verdict.isOver()) {
          return verdict;
        }
      } catch (ExecutionException e) {
        assertThat(e).hasCauseInstanceOf(DeskUnavailable.class);
      }
      heard.poll(200, TimeUnit.MILLISECONDS);
    }
    return desk.snapshot(refs(id, leg)).get().verdicts().values().iterator().next();
  }

  private BigDecimal executed(String id) {
    return ledger.allEvents().stream()
        .map(BrokerEvent::event)
        .filter(event -> event.ref().executionId().equals(id))
        .filter(OrderEvent.Filled.class::isInstance)
        .map(event -> ((OrderEvent.Filled) event).fill().quantity())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private void awaitFilled(String id, String... legs) throws Exception {
    for (OrderRef ref : refs(id, legs)) {
      if (ledger.eventsOf(List.of(ref)).stream().noneMatch(DeskOnSimulatorTest::isFill)) {
        awaitHeard(one -> one instanceof BrokerEvent e && e.event().ref().equals(ref) && isFill(e));
      }
    }
  }

  private static boolean isFill(BrokerEvent event) {
    return event.event() instanceof OrderEvent.Filled;
  }

  private void awaitHeard(Predicate<Object> wanted) throws Exception {
    long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (System.nanoTime() < until) {
      Object one = heard.poll(1, TimeUnit.SECONDS);
      if (one != null && wanted.test(one)) {
        return;
      }
    }
    throw new AssertionError("not heard in 30 s; stored: " + ledger.allEvents());
  }

  /** What reached the market, as the venue itself says, in order of arrival. */
  private List<String> ordersAtTheVenue() throws Exception {
    return Stream.of(get("/orders").split("\"orderRef\":\"lw1\\|"))
        .skip(1)
        .map(text -> text.substring(0, text.indexOf("|E1")))
        .toList();
  }

  private static String option(String right) {
    return "\"type\":\"OPTION\",\"symbol\":\"TWX\",\"expiry\":\"%s\",\"strike\":\"70\",\"right\":\"%s\""
        .formatted(EXPIRY, right);
  }

  private void quote(String contract, String bid, String ask) throws Exception {
    send(
        "POST",
        "/quotes",
        "{\"contract\":{%s},\"bid\":\"%s\",\"bidSize\":\"900\",\"ask\":\"%s\",\"askSize\":\"900\"}"
            .formatted(contract, bid, ask));
  }

  private void fault(String rule) throws Exception {
    send("POST", "/faults", rule);
  }

  private void delete(String path) throws Exception {
    send("DELETE", path, "");
  }

  private String get(String path) throws Exception {
    return send("GET", path, "");
  }

  private String send(String method, String path, String body) throws Exception {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + simulator.controlPort() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", "application/json")
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
    return answer.body();
  }
}
