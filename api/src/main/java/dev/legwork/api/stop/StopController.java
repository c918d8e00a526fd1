package dev.legwork.api.stop;

import dev.legwork.api.LedgerAccess;
import dev.legwork.api.web.BodyReader;
import dev.legwork.api.web.ProblemException;
import dev.legwork.ledger.stop.StoredStop;
import dev.legwork.ledger.trade.TradeDetails;
import dev.legwork.stop.StopWish;
import dev.legwork.workflow.execution.StopRuns;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.temporal.client.WorkflowClient;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/executions/{id}/stop} and {@code /api/executions/{id}/exit}. */
@RestController
@RequestMapping("/api/executions/{id}")
@Tag(name = "Stops")
class StopController {
  private static final Logger LOG = LoggerFactory.getLogger(StopController.class);
  private static final String EXAMPLE = "{\"reason\": \"earnings tonight\", \"operator\": \"ann\"}";

  private final WorkflowClient client;
  private final LedgerAccess ledger;
  private final BodyReader bodies;

  StopController(WorkflowClient client, LedgerAccess ledger, BodyReader bodies) {
    this.client = client;
    this.ledger = ledger;
    this.bodies = bodies;
  }

  @GetMapping("/stop")
  @Operation(summary = "The protective stop of a committed trade as it is now")
  @ApiResponse(responseCode = "404", description = "the trade has none, or has not committed")
  StopView show(@PathVariable String id) {
    TradeDetails trade = trade(id);
    return StopView.of(trade, stop(trade));
  }

  @PostMapping(path = "/stop/cancel", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "End the stop and keep the position; audited",
      requestBody =
          @RequestBody(
              required = true,
              content =
                  @Content(schema = @Schema(type = "object"), examples = @ExampleObject(EXAMPLE))))
  @ApiResponse(responseCode = "202", description = "it is stored, and the stop is told")
  @ApiResponse(responseCode = "409", description = "the stop is over")
  ResponseEntity<StopView> cancel(@PathVariable String id, HttpServletRequest request) {
    return ask(id, StopWish.Kind.CANCEL, request);
  }

  @PostMapping(path = "/exit", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Close now what the trade's stop guards: cancel, proof, remainder; audited",
      requestBody =
          @RequestBody(
              required = true,
              content =
                  @Content(schema = @Schema(type = "object"), examples = @ExampleObject(EXAMPLE))))
  @ApiResponse(responseCode = "202", description = "it is stored, and the stop is told")
  @ApiResponse(responseCode = "409", description = "the stop is over")
  ResponseEntity<StopView> exit(@PathVariable String id, HttpServletRequest request) {
    return ask(id, StopWish.Kind.EXIT, request);
  }

  private ResponseEntity<StopView> ask(String id, StopWish.Kind kind, HttpServletRequest request) {
    Map<String, String> given = bodies.texts(request, "reason", "operator");
    TradeDetails trade = trade(id);
    StoredStop stop = stop(trade);
    if (stop.isOver()) {
      throw ProblemException.conflict(
          "the stop of execution " + id + " is over: " + stop.status().state());
    }
    StopWish wish =
        new StopWish(
            kind, given.get("operator"), given.get("reason"), UUID.randomUUID().toString());
    if (!ledger.get().stops().ask(id, wish)) {
      throw ProblemException.conflict("all that execution " + id + " holds is being closed");
    }
    LOG.warn("execution {}: {} asked for by {}", id, kind, wish.text());
    tell(id, wish);
    return ResponseEntity.accepted().body(StopView.of(trade, stop));
  }

  /** Stored it is: where Temporal is away, the next comparison with the broker tells it. */
  private void tell(String id, StopWish wish) {
    try {
      StopRuns.tell(client, id, wish);
    } catch (RuntimeException away) {
      LOG.warn("execution {}: its stop is told later: {}", id, away.toString());
    }
  }

  private TradeDetails trade(String id) {
    return ledger
        .get()
        .trades()
        .details(id)
        .orElseThrow(() -> ProblemException.notFound("there is no execution " + id));
  }

  private static StoredStop stop(TradeDetails trade) {
    return trade
        .stop()
        .orElseThrow(
            () ->
                ProblemException.notFound(
                    "execution %s has no protective stop%s"
                        .formatted(
                            trade.execution().id(),
                            trade.execution().request().stop() == null
                                ? ""
                                : " yet: it is " + trade.execution().state())));
  }
}
