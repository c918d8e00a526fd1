package dev.legwork.api;

import static dev.legwork.api.ApiProcess.CALLS;
import static dev.legwork.api.ApiProcess.LEDGER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.legwork.ledger.audit.AuditEntry;
import dev.legwork.ledger.reconciliation.Reconciliations;
import dev.legwork.num.Decimals;
import dev.legwork.reconcile.Answer;
import dev.legwork.reconcile.BrokerCensus;
import dev.legwork.reconcile.Divergence;
import dev.legwork.reconcile.Divergence.Kind;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReconciliationApiTest {
  private static final String WHO = "{\"operator\": \"ann\", \"reason\": \"assigned\"}";

  private static Reconciliations store() {
    return LEDGER.reconciliations();
  }

  private static JsonNode latest(String account) {
    for (JsonNode one : CALLS.get("/api/reconciliations/latest").json().at("/reconciliations")) {
      if (one.at("/account").asText().equals(account)) {
        return one;
      }
    }
    throw new AssertionError("nothing about " + account);
  }

  private static Divergence of(Kind kind, String difference) {
    return new Divergence(
        kind,
        "contract 11 by " + difference,
        null,
        11,
        difference == null ? null : Decimals.of(difference),
        "as it was found");
  }

  private static List<JsonNode> listed(String query) {
    return CALLS.get("/api/divergences?" + query).json().at("/divergences").valueStream().toList();
  }

  @Test
  void callsAnAccountStaleThatWasNeverCompared() {
    JsonNode one = latest(ApiProcess.OTHER_ACCOUNT);

    assertThat(one.at("/stale").asBoolean()).isTrue();
    assertThat(one.at("/latest").isNull()).isTrue();
    assertThat(one.at("/ageSeconds").isNull()).isTrue();
  }

  @Test
  void tellsTheAgeOfTheLastCompleteComparisonAndWhyTheLatestFailed() {
    String account = "DU7000001";
    BrokerCensus nothing =
        new BrokerCensus(
            account,
            Answer.complete(List.of()),
            Answer.complete(List.of()),
            Answer.complete(List.of()),
            Answer.complete(List.of()));
    store().runs().complete(store().runs().begin(account, "reconcile/x-1"), nothing, 0);
    store().runs().fail(store().runs().begin(account, "reconcile/x-2"), "no gateway");

    JsonNode one = latest(account);

    assertThat(one.at("/stale").asBoolean()).isFalse();
    assertThat(new BigDecimal(one.at("/ageSeconds").asText()))
        .isBetween(BigDecimal.ZERO, BigDecimal.valueOf(60));
    assertThat(one.at("/latest/outcome").asText()).isEqualTo("FAILED");
    assertThat(one.at("/latest/detail").asText()).isEqualTo("no gateway");
  }

  @Test
  void listsWhatDiffersByAccountAndWhetherItLasts() {
    String account = "DU7000002";
    store().divergences().found(account, List.of(of(Kind.FOREIGN_ORDER, "10")));
    store().divergences().found(account, List.of(of(Kind.POSITION_OFFSET, "-100")));

    assertThat(listed("account=" + account))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.at("/kind").asText()).isEqualTo("POSITION_OFFSET");
              assertThat(one.at("/alarming").asBoolean()).isTrue();
              assertThat(one.at("/difference").asText()).isEqualTo("-100");
              assertThat(one.at("/closedAt").isNull()).isTrue();
            });
    assertThat(listed("account=" + account + "&open=false"))
        .extracting(one -> one.at("/kind").asText())
        .containsExactly("FOREIGN_ORDER");
    assertThat(listed("account=" + account + "&open=all")).hasSize(2);
  }

  @Test
  void refusesWhatItDoesNotUnderstand() {
    assertThat(CALLS.get("/api/divergences?open=maybe").status()).isEqualTo(400);
    assertThat(CALLS.post("/api/divergences/0/accept", WHO).status()).isEqualTo(404);
    assertThat(CALLS.post("/api/divergences/x/accept", WHO).status()).isEqualTo(404);
  }

  /** fault O25. */
  @Test
  void letsAPersonDeclareAPositionToBeForeign() {
    String account = "DU7000003";
    long id =
        store()
            .divergences()
            .found(account, List.of(of(Kind.POSITION_DIFFERS, "-100")))
            .getFirst()
            .id();
    String path = "/api/divergences/" + id + "/accept";

    assertThat(CALLS.post(path, "{}").status()).isEqualTo(400);
    assertThat(CALLS.post(path, WHO).status()).isEqualTo(204);
    assertThat(CALLS.post(path, WHO).status()).isEqualTo(204);

    assertThat(store().foreign().positions(account)).isEqualTo(Map.of(11L, Decimals.of("-100")));
    assertThat(store().divergences().find(id).orElseThrow().acceptedBy()).isEqualTo("ann");
    assertThat(LEDGER.audit().of("divergence/" + id, 5))
        .extracting(AuditEntry::reason)
        .containsExactly("assigned");
  }

  @Test
  void acceptsNothingThatIsOver() {
    String account = "DU7000004";
    long id =
        store()
            .divergences()
            .found(account, List.of(of(Kind.POSITION_OFFSET, "-100")))
            .getFirst()
            .id();
    store().divergences().found(account, List.of());

    assertThat(CALLS.post("/api/divergences/" + id + "/accept", WHO).status()).isEqualTo(409);
  }
}
