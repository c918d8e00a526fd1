package dev.legwork.api.execution;

import dev.legwork.api.LedgerAccess;
import dev.legwork.api.execution.Submissions.Submitted;
import dev.legwork.api.web.BodyReader;
import dev.legwork.api.web.ProblemException;
import dev.legwork.ledger.execution.ExecutionFilter;
import dev.legwork.ledger.execution.ExecutionPage;
import dev.legwork.report.ExecutionView;
import dev.legwork.saga.TradeState;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/executions}. */
@RestController
@RequestMapping(path = "/api/executions")
@Tag(name = "Executions")
class ExecutionController {
  private static final String NOBODY_NAMED = "nobody named";

  private final Submissions submissions;
  private final Cancellations cancellations;
  private final Executions executions;
  private final LedgerAccess ledger;
  private final BodyReader bodies;

  ExecutionController(
      Submissions submissions,
      Cancellations cancellations,
      Executions executions,
      LedgerAccess ledger,
      BodyReader bodies) {
    this.submissions = submissions;
    this.cancellations = cancellations;
    this.executions = executions;
    this.ledger = ledger;
    this.bodies = bodies;
  }

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Execute a trade",
      description =
          "The id (header Idempotency-Key or field id) makes repeating safe: the same request again"
              + " answers 200 and the first trade, another request 409.",
      requestBody =
          @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_JSON_VALUE,
                      schema = @Schema(implementation = RequestSchema.class),
                      examples = @ExampleObject(name = "conversion", value = RequestExample.TEXT))))
  @ApiResponse(
      responseCode = "202",
      description = "accepted",
      content = @Content(schema = @Schema(implementation = ExecutionView.class)))
  @ApiResponse(responseCode = "200", description = "repeated, or ended while waiting")
  @ApiResponse(responseCode = "400", description = "the request cannot be read")
  @ApiResponse(responseCode = "409", description = "the id belongs to another request")
  @ApiResponse(responseCode = "413", description = "the body is too large")
  @ApiResponse(responseCode = "422", description = "the trade is impossible")
  @ApiResponse(responseCode = "503", description = "Temporal or database away; see id and outcome")
  ResponseEntity<Object> submit(
      @RequestHeader(name = "Idempotency-Key", required = false) String key,
      @RequestParam(required = false) String wait,
      HttpServletRequest request) {
    Duration longest = Waits.read(wait);
    Submitted submitted = submissions.submit(bodies.tree(request), key);
    Object view = submitted.view();
    if (longest.isPositive() && !isOver(view)) {
      view = submissions.awaitEnd(submitted, longest);
    }
    boolean done = !submitted.isNew() || isOver(view);
    return ResponseEntity.status(done ? HttpStatus.OK : HttpStatus.ACCEPTED)
        .location(URI.create("/api/executions/" + submitted.id()))
        .body(view);
  }

  @GetMapping("/{id}")
  @Operation(summary = "An execution as it is now")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = ExecutionView.class)))
  ResponseEntity<Object> show(@PathVariable String id) {
    return ResponseEntity.ok(executions.view(id));
  }

  @GetMapping
  @Operation(summary = "Executions, newest first")
  ExecutionList list(
      @RequestParam(required = false) String state,
      @RequestParam(required = false) String account,
      @RequestParam(required = false) String underlying,
      @RequestParam(defaultValue = "50") String limit,
      @RequestParam(required = false) String cursor) {
    ExecutionFilter filter = new ExecutionFilter(state(state), given(account), given(underlying));
    ExecutionPage page = page(filter, limit, given(cursor));
    return new ExecutionList(
        page.executions().stream()
            .map(stored -> ExecutionList.Item.of(stored, executions.links(stored.id())))
            .toList(),
        page.nextCursor());
  }

  @PostMapping(path = "/{id}/cancel", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Ask to cancel; what has executed is unwound, never abandoned; audited",
      requestBody =
          @RequestBody(
              required = true,
              content =
                  @Content(
                      schema = @Schema(type = "object"),
                      examples =
                          @ExampleObject(
                              "{\"reason\": \"no longer wanted\", \"operator\": \"ann\"}"))))
  @ApiResponse(responseCode = "202", description = "the trade knows")
  @ApiResponse(responseCode = "409", description = "the trade has ended")
  ResponseEntity<Object> cancel(@PathVariable String id, HttpServletRequest request) {
    Map<String, String> given = bodies.texts(request, List.of("reason"), List.of("operator"));
    cancellations.cancel(id, given.getOrDefault("operator", NOBODY_NAMED), given.get("reason"));
    return ResponseEntity.accepted().body(executions.view(id));
  }

  private ExecutionPage page(ExecutionFilter filter, String limit, String cursor) {
    int size = size(limit);
    try {
      return ledger.get().executions().list(filter, size, cursor);
    } catch (IllegalArgumentException e) {
      throw ProblemException.invalid("cursor", cursor, "must be the nextCursor of an answer");
    }
  }

  private static int size(String limit) {
    if (limit.matches("[0-9]{1,3}") && Integer.parseInt(limit) >= 1) {
      int size = Integer.parseInt(limit);
      if (size <= 500) {
        return size;
      }
    }
    throw ProblemException.invalid("limit", limit, "must be a whole number from 1 to 500");
  }

  private static TradeState state(String name) {
    if (given(name) == null) {
      return null;
    }
    return Arrays.stream(TradeState.values())
        .filter(state -> state.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                ProblemException.invalid(
                    "state", name, "must be one of " + List.of(TradeState.values())));
  }

  private static String given(String parameter) {
    return parameter == null || parameter.isBlank() ? null : parameter;
  }

  private static boolean isOver(Object view) {
    return switch (view) {
      case ExecutionView execution -> execution.state().isEnding();
      case UnregisteredExecution refused -> refused.state().isEnding();
      default -> throw new IllegalArgumentException("no view: " + view);
    };
  }
}
