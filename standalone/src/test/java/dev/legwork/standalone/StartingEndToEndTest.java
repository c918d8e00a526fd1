package dev.legwork.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import dev.legwork.standalone.Conversion.Market;
import io.temporal.api.common.v1.Payload;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.converter.RawValue;
import io.temporal.failure.ApplicationFailure;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

@EndToEnd
@ResourceLock(value = EndToEnd.ALONE, mode = ResourceAccessMode.READ)
class StartingEndToEndTest {

  private static final Map<String, Integer> CONVERSION = Map.of("stock", 100, "put", 1, "call", -1);

  @Test
  void tradesOnceWhenTheSameKeyComesTwiceAtTheSameInstant(Trader trader) {
    String id = trader.id("twice");
    trader.market(Market.OPEN);
    ObjectNode request = trader.marketable(id);

    List<Integer> answers =
        Stream.generate(() -> CompletableFuture.supplyAsync(() -> post(trader, request)))
            .limit(8)
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .map(JsonHttp.Answer::status)
            .toList();
    JsonNode ended = trader.awaitEnd(id);

    assertThat(answers).containsOnly(200, 202).containsOnlyOnce(202);
    assertThat(ended.path("state").asText()).isEqualTo("COMMITTED");
    assertThat(trader.held(id)).isEqualTo(CONVERSION);
    assertThat(post(trader, request).status()).isEqualTo(200);
    assertThat(trader.venue().orders(id)).hasSize(3);
    trader.assertInOrder(id);
  }

  /** README's own, but for the account and the day's expiry; the rest of it is in ReadmeTest. */
  @Test
  void commitsTheRequestThatANewUserBeginsWith(Trader trader) throws Exception {
    String id = trader.id("first");
    ObjectNode request =
        (ObjectNode)
            new ObjectMapper().readTree(ExampleCommand.text(id, LocalDate.now(Market.ZONE)));
    request.put("account", trader.account());
    String[][] quotes = {{"69.47", "69.48"}, {"3.35", "3.50"}, {"3.15", "3.30"}};
    for (int leg = 0; leg < quotes.length; leg++) {
      ObjectNode contract = (ObjectNode) request.at("/legs/" + leg + "/contract");
      trader.venue().quote(contract, quotes[leg][0], "500", quotes[leg][1], "500");
    }

    JsonNode ended = trader.execute(request);

    assertThat(ended.path("state").asText()).isEqualTo("COMMITTED");
    assertThat(trader.held(id)).isEqualTo(CONVERSION);
    trader.assertInOrder(id);
  }

  @Test
  void refusesTheSameKeyWithAnotherBody(Trader trader) {
    String id = trader.id("changed");
    trader.market(Market.OPEN);
    trader.execute(trader.marketable(id));

    JsonHttp.Answer answer =
        post(trader, trader.conversion().request(id, trader.account(), 2, "99.85"));

    assertThat(answer.status()).isEqualTo(409);
    assertThat(trader.held(id)).isEqualTo(CONVERSION);
  }

  @Test
  void tradesForAPlainTemporalClientAsItDoesForRest(House house, Trader trader) throws Exception {
    String id = trader.id("plain");
    trader.market(Market.OPEN);

    temporal(
        house,
        "workflow",
        "execute",
        "--type",
        "ExecutionWorkflow",
        "--task-queue",
        "legwork",
        "--workflow-id",
        "execution/" + id,
        "--input",
        trader.marketable(id).toString());

    assertThat(trader.trades().state(id)).isEqualTo("COMMITTED");
    assertThat(trader.held(id)).isEqualTo(CONVERSION);
    trader.assertInOrder(id);
  }

  @Test
  void answersASecondRunOfAFinishedIdWithTheStoredOutcome(House house, Trader trader) {
    String id = trader.id("again");
    trader.market(Market.OPEN);
    trader.execute(trader.marketable(id));

    JsonNode outcome = execute(house, id, payload(trader.marketable(id).toString()));

    assertThat(outcome.path("state").asText()).isEqualTo("COMMITTED");
    assertThat(trader.venue().orders(id)).hasSize(3);
    trader.assertInOrder(id);
  }

  @Test
  void failsAnotherTradeUnderAFinishedId(House house, Trader trader) {
    String id = trader.id("other");
    trader.market(Market.OPEN);
    trader.execute(trader.marketable(id));
    ObjectNode other = trader.conversion().request(id, trader.account(), 2, "99.85");

    assertThatThrownBy(() -> execute(house, id, payload(other.toString())))
        .isInstanceOf(WorkflowFailedException.class)
        .satisfies(e -> assertThat(failure(e).getType()).isEqualTo("DuplicateExecution"));
    assertThat(trader.venue().orders(id)).hasSize(3);
  }

  @Test
  void failsAWorkflowWithRestsOwnFieldErrorsWhenTheRequestIsWrong(House house, Trader trader) {
    String id = trader.id("wrong");
    ObjectNode request = trader.marketable(id);
    request.put("quantity", -1).put("colour", "blue");
    JsonNode overRest = post(trader, request).json().path("errors");

    assertThatThrownBy(() -> execute(house, id, payload(request.toString())))
        .isInstanceOf(WorkflowFailedException.class)
        .satisfies(
            e -> {
              assertThat(failure(e).getType()).isEqualTo("InvalidRequest");
              JsonNode details = failure(e).getDetails().get(0, JsonNode.class);
              assertThat(fields(details))
                  .isEqualTo(fields(overRest))
                  .contains("quantity", "colour");
            });
    assertThat(trader.venue().orders(id)).isEmpty();
  }

  @Test
  void failsAWorkflowWhoseInputIsNotJson(House house, Trader trader) {
    String id = trader.id("torn");

    assertThatThrownBy(() -> execute(house, id, payload("{\"id\": ")))
        .isInstanceOf(WorkflowFailedException.class)
        .satisfies(e -> assertThat(failure(e).getType()).isEqualTo("InvalidRequest"));
    assertThat(trader.venue().orders(id)).isEmpty();
  }

  private static List<String> fields(JsonNode errors) {
    JsonNode list = errors.isArray() ? errors : errors.path("errors");
    return list.findValuesAsText("field").stream().sorted().toList();
  }

  private static ApplicationFailure failure(Throwable failed) {
    return (ApplicationFailure) failed.getCause();
  }

  private static JsonHttp.Answer post(Trader trader, ObjectNode request) {
    return trader.trades().http().post("/api/executions", request);
  }

  /** JSON as a client in another language would send it, broken or not. */
  private static RawValue payload(String json) {
    return new RawValue(
        Payload.newBuilder()
            .putMetadata("encoding", ByteString.copyFromUtf8("json/plain"))
            .setData(ByteString.copyFrom(json, StandardCharsets.UTF_8))
            .build());
  }

  private static JsonNode execute(House house, String id, RawValue input) {
    WorkflowServiceStubs stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget(house.temporalTarget()).build());
    try {
      WorkflowClient client = WorkflowClient.newInstance(stubs);
      awaitClosed(client, id);
      WorkflowStub workflow =
          client.newUntypedWorkflowStub(
              "ExecutionWorkflow",
              WorkflowOptions.newBuilder()
                  .setWorkflowId("execution/" + id)
                  .setTaskQueue("legwork")
                  .build());
      workflow.start(input);
      return workflow.getResult(60, TimeUnit.SECONDS, JsonNode.class);
    } catch (java.util.concurrent.TimeoutException e) {
      throw new AssertionError("the workflow of " + id + " did not end", e);
    } finally {
      stubs.shutdownNow();
    }
  }

  /** The ledger has a trade's ending before its workflow is closed. */
  private static void awaitClosed(WorkflowClient client, String id)
      throws java.util.concurrent.TimeoutException {
    try {
      client
          .newUntypedWorkflowStub("execution/" + id)
          .getResult(60, TimeUnit.SECONDS, JsonNode.class);
    } catch (WorkflowNotFoundException e) {
      assertThat(e.getExecution().getWorkflowId()).as("starts for the first time").endsWith(id);
    }
  }

  private static void temporal(House house, String... arguments) throws Exception {
    List<String> command =
        Stream.concat(
                Stream.of(new TemporalBinary(line -> {}).installed().orElseThrow().toString()),
                Stream.concat(Stream.of(arguments), Stream.of("--address", house.temporalTarget())))
            .toList();
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = read(process);
    assertThat(process.waitFor()).as(output).isZero();
  }

  private static String read(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
