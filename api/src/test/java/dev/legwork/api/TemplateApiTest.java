package dev.legwork.api;

import static dev.legwork.api.ApiProcess.CALLS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.api.ApiCalls.Answer;
import org.junit.jupiter.api.Test;

class TemplateApiTest {
  private static final String LEGS = "/api/templates/legs";

  @Test
  void answersTheLegsThatATemplateMakes() {
    Answer answer =
        CALLS.post(
            LEGS,
            """
            {"name": "CONVERSION", "symbol": "TWX", "expiry": "2027-01-15", "strike": "70"}
            """);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("legs").findValuesAsText("name"))
        .containsExactly("stock", "put", "call");
    assertThat(answer.json().at("/legs/0/ratio").asInt()).isEqualTo(100);
    assertThat(answer.json().at("/legs/2/contract/strike").asText()).isEqualTo("70");
  }

  @Test
  void namesWhatIsWrongWithAParameter() {
    Answer malformed = CALLS.post(LEGS, "{\"name\": \"BUTTERFLY\"}");
    Answer impossible =
        CALLS.post(
            LEGS,
            """
            {"name": "COLLAR", "symbol": "TWX", "expiry": "2027-01-15", "putStrike": "75",
             "callStrike": "65"}
            """);

    assertThat(malformed.status()).isEqualTo(400);
    assertThat(malformed.json().at("/errors/0/field").asText()).isEqualTo("template.name");
    assertThat(impossible.status()).isEqualTo(422);
    assertThat(impossible.json().at("/errors/0/field").asText()).isEqualTo("template.callStrike");
  }

  @Test
  void listsTheTemplatesWithTheirParameters() {
    Answer answer = CALLS.get("/api/templates");

    assertThat(answer.json().path("templates").findValuesAsText("name"))
        .contains("CONVERSION", "IRON_CONDOR", "BOX");
    assertThat(answer.json().at("/templates/0/parameters").toString())
        .isEqualTo("[\"symbol\",\"expiry\",\"strike\"]");
  }
}
