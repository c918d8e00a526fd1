package dev.legwork.api;

import static dev.legwork.api.ApiProcess.CALLS;
import static dev.legwork.api.ApiProcess.LEDGER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.Instrument;
import dev.legwork.contract.PriceIncrements;
import dev.legwork.ledger.execution.Registration;
import dev.legwork.ledger.intent.Wave;
import dev.legwork.ledger.reconciliation.Reconciliations;
import dev.legwork.num.Decimals;
import dev.legwork.order.OrderIntent;
import dev.legwork.order.OrderRef;
import dev.legwork.order.Purpose;
import dev.legwork.order.Side;
import dev.legwork.reconcile.Answer;
import dev.legwork.reconcile.BrokerCensus;
import dev.legwork.reconcile.Divergence;
import dev.legwork.reconcile.Divergence.Kind;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.Placing;
import dev.legwork.request.Pricing;
import dev.legwork.request.RequestedLeg;
import dev.legwork.request.Timeouts;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SettlementApiTest {
  private static final String WHO = "\"operator\": \"ann\", \"reason\": \"statement\"";

  /** An order to buy 100 at 69.60 that the broker does not list and nobody has proven over. */
  private static OrderRef lost(String account) {
    OrderRef ref = new OrderRef("settle-" + account, "stock", Purpose.ENTRY, 1);
    ContractSpec twx = ContractSpec.stock("TWX");
    ExecutionRequest request =
        new ExecutionRequest(
            ref.executionId(),
            account,
            "SFR",
            "TWX",
            List.of(new RequestedLeg("stock", Side.BUY, 100, twx, null)),
            1,
            Decimals.of("6960"),
            Placing.PARALLEL,
            Pricing.LIMIT,
            Timeouts.DEFAULT);
    LEDGER.executions().register(new Registration(request, "hash", "{}", "run", Instant.now()));
    OrderIntent intent =
        new OrderIntent(
            ref,
            account,
            new Instrument(
                11, twx, "SMART", "USD", "TWX", PriceIncrements.uniform(Decimals.of("0.01"))),
            Side.BUY,
            Decimals.of(100),
            Decimals.of("69.60"),
            null);
    LEDGER
        .intents()
        .storeWave(
            new Wave(
                account,
                1,
                0,
                ref.executionId(),
                List.of(intent),
                OptionalLong.of(1),
                1,
                LocalDate.of(2014, 6, 6)));
    return ref;
  }

  private static void unlisted(String account, OrderRef ref) {
    Reconciliations store = LEDGER.reconciliations();
    BrokerCensus nothing =
        new BrokerCensus(
            account,
            Answer.complete(List.of()),
            Answer.complete(List.of()),
            Answer.complete(List.of()),
            Answer.complete(List.of()));
    store.runs().complete(store.runs().begin(account, "reconcile/s"), nothing, 1);
    Divergence unknown =
        new Divergence(
            Kind.ORDER_UNKNOWN_AT_BROKER, ref.toString(), ref.executionId(), 11, null, "unlisted");
    store.divergences().found(account, List.of(unknown));
    ApiProcess.DATABASE
        .others()
        .sql("update divergence set first_seen = now() - interval '16 s' where account = :account")
        .param("account", account)
        .update();
    store.divergences().found(account, List.of(unknown));
  }

  private static ApiCalls.Answer settle(OrderRef ref, String fields) {
    String path = "/api/orders/" + ref.toString().replace("|", "%7C") + "/settlement";
    return CALLS.post(path, "{" + fields + ", " + WHO + "}");
  }

  private static List<String> fields(ApiCalls.Answer answer) {
    return answer.json().at("/errors").findValuesAsText("field");
  }

  @Test
  void answersForALostOrderOnceAndNamesWhatItRefuses() {
    String account = "DU7100001";
    OrderRef ref = lost(account);

    ApiCalls.Answer early = settle(ref, "\"executed\": 0");
    assertThat(early.status()).as(early.text()).isEqualTo(409);
    assertThat(fields(early)).containsExactly("orderRef");

    unlisted(account, ref);
    ApiCalls.Answer more = settle(ref, "\"executed\": 101, \"averagePrice\": 69.50");
    assertThat(more.status()).as(more.text()).isEqualTo(422);
    assertThat(fields(more)).containsExactly("executed");

    ApiCalls.Answer settled = settle(ref, "\"executed\": \"60\", \"averagePrice\": \"69.50\"");
    assertThat(settled.status()).as(settled.text()).isEqualTo(200);
    assertThat(settled.json().at("/executed").asText()).isEqualTo("60");
    assertThat(settled.json().at("/operator").asText()).isEqualTo("ann");
    assertThat(settle(ref, "\"executed\": 60, \"averagePrice\": 69.5").status()).isEqualTo(200);
    assertThat(settle(ref, "\"executed\": 0").status()).isEqualTo(409);
    assertThat(LEDGER.trades().details(ref.executionId()).orElseThrow().book().live()).isEmpty();
  }

  @Test
  void tellsAllThatIsWrongWithTheBodyAtOnce() {
    ApiCalls.Answer answer =
        CALLS.post(
            "/api/orders/lw1%7Cx%7Cstock%7CE1/settlement",
            "{\"executed\": \"1.5\", \"averagePrice\": \"x\", \"operator\": \" \", \"why\": 1}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(fields(answer))
        .containsExactlyInAnyOrder("why", "averagePrice", "operator", "reason", "executed");
  }

  @Test
  void knowsNoOtherOrders() {
    String body = "{\"executed\": 0, " + WHO + "}";
    assertThat(CALLS.post("/api/orders/lw1%7Cx%7Cstock%7CE1/settlement", body).status())
        .isEqualTo(404);
    assertThat(CALLS.post("/api/orders/foo/settlement", body).status()).isEqualTo(404);
  }
}
