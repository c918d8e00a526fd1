package dev.legwork.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.legwork.audit.Audit;
import dev.legwork.invariant.Violation;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class AuditReportTest {
  private static final Violation VIOLATION = new Violation(3, "t1", "TWX", "100 held, 0 booked");
  private static final Audit.Result RESULT =
      new Audit.Result(1, 3, 3, 1, List.of(3), List.of("who holds the locks"), List.of(VIOLATION));

  private static String printed(boolean json, Supplier<OpenTroubles> open) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new AuditReport(RESULT, json).print(new PrintStream(out, true, StandardCharsets.UTF_8), open);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static OpenTroubles databaseIsGone() {
    throw new IllegalStateException("connection refused");
  }

  @Test
  void losesNoViolationWhereWhatIsOpenCannotBeRead() {
    assertThat(printed(false, AuditReportTest::databaseIsGone).lines())
        .startsWith(VIOLATION.toString())
        .endsWith("open: divergences and critical alerts could not be read: connection refused");
  }

  @Test
  void losesNoViolationForProgramsEither() throws JsonProcessingException {
    JsonNode told = new ObjectMapper().readTree(printed(true, AuditReportTest::databaseIsGone));

    assertThat(told.at("/violations/0/executionId").asText()).isEqualTo("t1");
    assertThat(told.path("open").isNull()).isTrue();
    assertThat(told.path("openUnread").asText()).contains("connection refused");
  }

  @Test
  void tellsWhatIsOpenBesideWhatWasFound() {
    assertThat(printed(false, () -> new OpenTroubles(Map.of("ORDER_MISSING", 1L), Map.of())))
        .contains(VIOLATION.toString(), "1 violations; 1 trades", "not checked: who holds")
        .contains("open: divergences 1 (ORDER_MISSING 1)");
  }
}
