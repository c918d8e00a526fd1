package dev.legwork.api.session;

import dev.legwork.api.LedgerAccess;
import dev.legwork.api.web.BodyReader;
import dev.legwork.api.web.ProblemException;
import dev.legwork.ledger.session.StoredSession;
import dev.legwork.session.PlanChange;
import dev.legwork.session.SessionPlan;
import dev.legwork.session.SessionState;
import dev.legwork.session.SessionWish;
import dev.legwork.workflow.WorkflowIds;
import dev.legwork.workflow.session.SessionStart;
import dev.legwork.workflow.session.TradingSessionWorkflow;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.failure.ApplicationFailure;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/sessions}. */
@RestController
@RequestMapping("/api/sessions")
@Tag(name = "Sessions")
class SessionController {
  private static final Logger LOG = LoggerFactory.getLogger(SessionController.class);
  private static final int MOST = 200;
  private static final String PLAN =
      "{\"name\": \"morning\", \"symbols\": [\"TWX\", \"GOOG\"], \"strategies\": {\"SFR\":"
          + " {\"min-profit\": \"0.05\"}, \"SYNTHETIC\": {\"max-loss\": \"50\"}}, \"quantity\": 1,"
          + " \"stopAfter\": {\"success\": true, \"partial\": true, \"trades\": 3}}";
  private static final String WISH = "{\"reason\": \"lunch\", \"operator\": \"ann\"}";
  private static final String CHANGE =
      "{\"reason\": \"wider\", \"operator\": \"ann\", \"plan\": {\"symbols\": [\"TWX\"]}}";

  private final WorkflowClient client;
  private final LedgerAccess ledger;
  private final BodyReader bodies;
  private final Plans plans;
  private final Clock clock;

  SessionController(
      WorkflowClient client, LedgerAccess ledger, BodyReader bodies, Plans plans, Clock clock) {
    this.client = client;
    this.ledger = ledger;
    this.bodies = bodies;
    this.plans = plans;
    this.clock = clock;
  }

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Start a session that finds trades and executes them, one at a time",
      requestBody =
          @RequestBody(
              required = true,
              content =
                  @Content(schema = @Schema(type = "object"), examples = @ExampleObject(PLAN))))
  @ApiResponse(responseCode = "202", description = "it begins")
  @ApiResponse(responseCode = "200", description = "one of this name runs by this very plan")
  @ApiResponse(responseCode = "400", description = "the plan is wrong; all errors at once")
  @ApiResponse(responseCode = "409", description = "one of this name runs by another plan")
  ResponseEntity<SessionView> start(HttpServletRequest request) {
    SessionPlan plan = plans.read(bodies.tree(request));
    try {
      client
          .newUntypedWorkflowStub(
              TradingSessionWorkflow.class.getSimpleName(), SessionStart.options(plan))
          .start(plan);
    } catch (WorkflowExecutionAlreadyStarted running) {
      return ResponseEntity.ok(samePlan(plan));
    }
    LOG.info("session {}: started for account {}", plan.name(), plan.account());
    return ResponseEntity.accepted()
        .location(URI.create("/api/sessions/" + plan.name()))
        .body(SessionView.of(SessionState.fresh(plan, clock.instant()), 0, null));
  }

  private SessionView samePlan(SessionPlan plan) {
    return ledger
        .get()
        .sessions()
        .find(plan.name())
        .filter(stored -> stored.state().plan().equals(plan))
        .map(SessionView::of)
        .orElseThrow(
            () ->
                ProblemException.conflict(
                    "session " + plan.name() + " runs by another plan; change or stop it first"));
  }

  @GetMapping
  @Operation(summary = "The newest sessions")
  SessionView.All list(
      @RequestParam(defaultValue = "") String account,
      @RequestParam(defaultValue = "20") String limit) {
    if (!limit.matches("[1-9][0-9]{0,2}") || Integer.parseInt(limit) > MOST) {
      throw ProblemException.invalid("limit", limit, "must be a whole number from 1 to " + MOST);
    }
    return new SessionView.All(
        ledger.get().sessions().newest(account, Integer.parseInt(limit)).stream()
            .map(SessionView::of)
            .toList());
  }

  @GetMapping("/{name}")
  @Operation(summary = "A session as it is now")
  @ApiResponse(responseCode = "404", description = "there is none of this name")
  SessionView show(@PathVariable String name) {
    return SessionView.of(stored(name));
  }

  @PostMapping(path = "/{name}/pause", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Look at nothing until it is resumed; a trade that runs goes on; audited",
      requestBody =
          @RequestBody(
              required = true,
              content =
                  @Content(schema = @Schema(type = "object"), examples = @ExampleObject(WISH))))
  @ApiResponse(responseCode = "409", description = "the session is over")
  SessionView pause(@PathVariable String name, HttpServletRequest request) {
    SessionWish wish = wish(request);
    return asked(name, "SESSION_PAUSE", wish, session -> session.pause(wish));
  }

  @PostMapping(path = "/{name}/resume", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Go on after a pause; audited",
      requestBody =
          @RequestBody(
              required = true,
              content =
                  @Content(schema = @Schema(type = "object"), examples = @ExampleObject(WISH))))
  @ApiResponse(responseCode = "409", description = "it is not paused, or over")
  SessionView resume(@PathVariable String name, HttpServletRequest request) {
    SessionWish wish = wish(request);
    return asked(name, "SESSION_RESUME", wish, session -> session.resume(wish));
  }

  @PostMapping(path = "/{name}/stop", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "End it, a trade that runs first; audited",
      requestBody =
          @RequestBody(
              required = true,
              content =
                  @Content(schema = @Schema(type = "object"), examples = @ExampleObject(WISH))))
  @ApiResponse(responseCode = "409", description = "the session is over")
  SessionView stop(@PathVariable String name, HttpServletRequest request) {
    SessionWish wish = wish(request);
    return asked(name, "SESSION_STOP", wish, session -> session.stop(wish));
  }

  @PostMapping(path = "/{name}/parameters", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Change fields of its plan from now on; audited",
      requestBody =
          @RequestBody(
              required = true,
              content =
                  @Content(schema = @Schema(type = "object"), examples = @ExampleObject(CHANGE))))
  @ApiResponse(responseCode = "400", description = "the new plan is wrong; all errors at once")
  @ApiResponse(responseCode = "409", description = "the session is over")
  SessionView change(@PathVariable String name, HttpServletRequest request) {
    if (!(bodies.tree(request) instanceof Map<?, ?> body)
        || !(body.get("operator") instanceof String operator)
        || !(body.get("reason") instanceof String reason)
        || body.size() > 3) {
      throw ProblemException.invalid(
          "body", null, "must be a JSON object with the fields [operator, reason, plan]");
    }
    SessionWish wish = new SessionWish(operator, reason);
    if (!wish.isComplete()) {
      throw ProblemException.invalid("operator", operator, "and reason must not be blank");
    }
    SessionPlan base = stored(name).state().plan();
    PlanChange change = new PlanChange(base, plans.changed(base, body.get("plan")));
    return asked(name, "SESSION_CHANGE", wish, session -> session.change(change));
  }

  private SessionWish wish(HttpServletRequest request) {
    Map<String, String> given = bodies.texts(request, "reason", "operator");
    return new SessionWish(given.get("operator"), given.get("reason"));
  }

  private SessionView asked(
      String name,
      String action,
      SessionWish wish,
      Function<TradingSessionWorkflow, SessionState> what) {
    StoredSession before = stored(name);
    SessionState after;
    try {
      after =
          what.apply(
              client.newWorkflowStub(TradingSessionWorkflow.class, WorkflowIds.session(name)));
    } catch (WorkflowNotFoundException over) {
      throw ProblemException.conflict("session " + name + " is over");
    } catch (WorkflowUpdateException refused) {
      throw ProblemException.conflict("session " + name + ": " + why(refused));
    }
    ledger.get().audit().record(wish.operator(), action, "session " + name, wish.reason());
    LOG.info("session {}: {} by {}", name, action, wish);
    return SessionView.of(after, before.passes(), before.lastPass());
  }

  private static String why(WorkflowUpdateException refused) {
    return Optional.ofNullable(refused.getCause())
        .map(
            cause ->
                cause instanceof ApplicationFailure application
                    ? application.getOriginalMessage()
                    : cause.getMessage())
        .orElse(refused.getMessage());
  }

  private StoredSession stored(String name) {
    return ledger
        .get()
        .sessions()
        .find(name)
        .orElseThrow(() -> ProblemException.notFound("there is no session " + name));
  }
}
