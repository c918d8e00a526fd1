package dev.legwork.api;

import static dev.legwork.api.ApiProcess.CALLS;
import static dev.legwork.api.ApiProcess.LEDGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.legwork.api.ApiCalls.Answer;
import dev.legwork.ledger.audit.AuditEntry;
import dev.legwork.lock.AcquireReply;
import dev.legwork.lock.LockBook;
import dev.legwork.lock.LockState;
import dev.legwork.workflow.TaskQueues;
import dev.legwork.workflow.WorkflowIds;
import dev.legwork.workflow.lock.ExecutionLockWorkflow;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LockApiTest {
  private static final String PATH = "/api/locks/" + ApiProcess.LOCK_ACCOUNT;
  private static final String ANN = "\"reason\": \"it is lost\", \"operator\": \"ann\"";

  @AfterEach
  void endTheLock() {
    try {
      terminate();
    } catch (WorkflowNotFoundException e) {
      assertThat(e).as("the test needed none, or ended it itself").isNotNull();
    }
  }

  @Test
  void aLockThatNobodyAskedForIsFree() {
    JsonNode lock = CALLS.get("/api/locks/" + ApiProcess.OTHER_ACCOUNT).json();
    assertThat(lock.at("/holder").isNull()).isTrue();
    assertThat(lock.at("/waiters")).isEmpty();
  }

  @Test
  void showsAndTakesAwayALock() {
    ExecutionLockWorkflow lock = lock();
    AcquireReply first = lock.acquire("first", ApiProcess.LOCK_ACCOUNT);
    lock.acquire("second", ApiProcess.LOCK_ACCOUNT);

    JsonNode held = CALLS.get(PATH).json();
    assertThat(held.at("/holder").asText()).isEqualTo("first");
    assertThat(held.at("/fencingToken").asLong()).isEqualTo(42);
    assertThat(held.at("/since").asText()).endsWith("Z");
    assertThat(held.at("/waiters/0/execution").asText()).isEqualTo("second");
    assertThat(held.at("/statistics/waits").asInt()).isEqualTo(1);

    Answer forced =
        CALLS.post(PATH + "/force-release", "{\"reason\": \"it is lost\", \"operator\": \"ann\"}");
    assertThat(forced.status()).as(forced.text()).isEqualTo(200);
    assertThat(LEDGER.audit().of("lock/" + ApiProcess.LOCK_ACCOUNT, 1))
        .extracting(AuditEntry::operator, AuditEntry::reason)
        .containsExactly(tuple("ann", "it is lost"));
    assertThat(CALLS.get(PATH).json().at("/holder").asText()).isNotEqualTo("first");
    assertThat(first).isNotNull();
  }

  @Test
  void aForcedReleaseNamesOperatorAndReason() {
    Answer answer = CALLS.post(PATH + "/force-release", "{}");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/errors").findValuesAsText("field"))
        .containsExactly("reason", "operator");
  }

  /** Whoever means a stuck holder must not hit the next one, however late the request is. */
  @Test
  void robsNobodyButTheHolderThatIsMeant() {
    ExecutionLockWorkflow lock = lock();
    long token = acquired(lock, "stuck");
    String meant = ", \"holder\": \"stuck\", \"fencingToken\": " + token + "}";
    lock.release("stuck", token);
    acquired(lock, "innocent");

    Answer late = force("{" + ANN + meant);
    assertThat(late.status()).as(late.text()).isEqualTo(409);
    assertThat(late.json().at("/detail").asText()).contains("innocent", "nothing was taken");
    assertThat(force("{" + ANN + ", \"fencingToken\": \"" + token + "\"}").status()).isEqualTo(409);
    assertThat(force("{" + ANN + ", \"holder\": \"stuck\"}").status()).isEqualTo(409);
    assertThat(CALLS.get(PATH).json().at("/holder").asText()).isEqualTo("innocent");
  }

  @Test
  void repeatingAForcedReleaseThatNamesItsHolderTakesNothingFromTheNext() {
    ExecutionLockWorkflow lock = lock();
    long token = acquired(lock, "stuck");
    String body = "{" + ANN + ", \"holder\": \"stuck\", \"fencingToken\": " + token + "}";

    assertThat(force(body).status()).isEqualTo(200);
    acquired(lock, "innocent");
    assertThat(force(body).status()).isEqualTo(200);
    assertThat(CALLS.get(PATH).json().at("/holder").asText()).isEqualTo("innocent");
    assertThat(CALLS.get(PATH).json().at("/statistics/forced").asInt()).isEqualTo(1);
  }

  @Test
  void refusesATokenThatIsNone() {
    Answer answer = force("{" + ANN + ", \"fencingToken\": \"7a\"}");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo("fencingToken");
  }

  @Test
  void saysThatALockWasLostAndFencesItsHoldersOffWhenAnOperatorForcesIt() {
    acquired(lock(), "orphan");
    terminate();

    assertThat(CALLS.get(PATH).json().at("/lost").asBoolean()).isTrue();
    Answer forced = force("{" + ANN + ", \"holder\": \"orphan\"}");
    assertThat(forced.status()).as(forced.text()).isEqualTo(200);
    assertThat(LEDGER.fence().current(ApiProcess.LOCK_ACCOUNT)).isPositive();
    assertThat(LEDGER.audit().of("lock of DU1000003, whose workflow was lost", 1))
        .extracting(AuditEntry::operator, AuditEntry::reason)
        .containsExactly(tuple("ann", "it is lost"));
    JsonNode anew = CALLS.get(PATH).json();
    assertThat(anew.at("/lost").asBoolean()).isFalse();
    assertThat(anew.at("/holder").isNull()).isTrue();
  }

  @Test
  void forcesNothingWhereNobodyHasEverHeldTheLock() {
    Answer answer = CALLS.post("/api/locks/DU1000002/force-release", "{" + ANN + "}");
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.json().at("/detail").asText()).contains("nobody has ever held");
  }

  private static Answer force(String body) {
    return CALLS.post(PATH + "/force-release", body);
  }

  private static long acquired(ExecutionLockWorkflow lock, String execution) {
    return ((AcquireReply.Granted) lock.acquire(execution, ApiProcess.LOCK_ACCOUNT)).token();
  }

  private static void terminate() {
    ApiProcess.TEMPORAL
        .newUntypedWorkflowStub(WorkflowIds.lock(ApiProcess.LOCK_ACCOUNT))
        .terminate("a test");
  }

  /** It knows the fence already: whoever asks before it does waits, however free it is. */
  private static ExecutionLockWorkflow lock() {
    LockBook book = new LockBook(LockState.NEW);
    book.seed(41);
    ExecutionLockWorkflow lock =
        ApiProcess.TEMPORAL.newWorkflowStub(
            ExecutionLockWorkflow.class,
            WorkflowOptions.newBuilder()
                .setWorkflowId(WorkflowIds.lock(ApiProcess.LOCK_ACCOUNT))
                .setTaskQueue(TaskQueues.LEGWORK)
                .build());
    WorkflowClient.start(lock::run, book.state());
    return lock;
  }
}
