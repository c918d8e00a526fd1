package dev.legwork.api.session;

import dev.legwork.api.LedgerAccess;
import dev.legwork.api.web.BodyReader;
import dev.legwork.api.web.ProblemException;
import dev.legwork.session.SessionWish;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
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

/** {@code /api/sessions}. */
@RestController
@RequestMapping("/api/sessions")
@Tag(name = "Sessions")
class SessionController {
  private static final int MOST = 200;
  private static final String PLAN =
      "{\"name\": \"morning\", \"symbols\": [\"TWX\", \"GOOG\"], \"strategies\": {\"SFR\":"
          + " {\"min-profit\": \"0.05\"}, \"SYNTHETIC\": {\"max-loss\": \"50\"}}, \"quantity\": 1,"
          + " \"stopAfter\": {\"success\": true, \"partial\": true, \"trades\": 3}}";
  private static final String WISH = "{\"reason\": \"lunch\", \"operator\": \"ann\"}";
  private static final String CHANGE =
      "{\"reason\": \"wider\", \"operator\": \"ann\", \"plan\": {\"symbols\": [\"TWX\"]}}";

  private final SessionStarts starts;
  private final SessionWishes wishes;
  private final LedgerAccess ledger;
  private final BodyReader bodies;

  SessionController(
      SessionStarts starts, SessionWishes wishes, LedgerAccess ledger, BodyReader bodies) {
    this.starts = starts;
    this.wishes = wishes;
    this.ledger = ledger;
    this.bodies = bodies;
  }

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Start a session that finds trades and executes them, one at a time",
      description =
          "The header Idempotency-Key makes repeating safe: the same plan again answers 200 and the"
              + " session that it has started, be it over, another plan 409. Without it a session"
              + " that is over is begun anew.",
      requestBody =
          @RequestBody(
              required = true,
              content =
                  @Content(schema = @Schema(type = "object"), examples = @ExampleObject(PLAN))))
  @ApiResponse(responseCode = "202", description = "it begins")
  @ApiResponse(responseCode = "200", description = "repeated: it runs, or is over")
  @ApiResponse(responseCode = "400", description = "the plan is wrong; all errors at once")
  @ApiResponse(responseCode = "409", description = "the name or the key has another plan")
  @ApiResponse(responseCode = "503", description = "it may have started; see id and outcome")
  ResponseEntity<SessionView> start(
      @RequestHeader(name = "Idempotency-Key", required = false) String key,
      HttpServletRequest request) {
    SessionStarts.Begun begun = starts.start(bodies.tree(request), key);
    return ResponseEntity.status(begun.isNew() ? HttpStatus.ACCEPTED : HttpStatus.OK)
        .location(URI.create("/api/sessions/" + begun.view().name()))
        .body(begun.view());
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
    return ledger
        .get()
        .sessions()
        .find(name)
        .map(SessionView::of)
        .orElseThrow(() -> ProblemException.notFound("there is no session " + name));
  }

  @PostMapping(path = "/{name}/pause", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Look at nothing until it is resumed; a trade that runs goes on; audited",
      requestBody =
          @RequestBody(
              required = true,
              content =
                  @Content(schema = @Schema(type = "object"), examples = @ExampleObject(WISH))))
  @ApiResponse(responseCode = "202", description = "it is told; no worker answers for it now")
  @ApiResponse(responseCode = "409", description = "the session is over")
  ResponseEntity<SessionView> pause(@PathVariable String name, HttpServletRequest request) {
    return told(wishes.pause(name, wish(request)));
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
    return wishes.resume(name, wish(request));
  }

  @PostMapping(path = "/{name}/stop", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "End it, a trade that runs first; audited",
      requestBody =
          @RequestBody(
              required = true,
              content =
                  @Content(schema = @Schema(type = "object"), examples = @ExampleObject(WISH))))
  @ApiResponse(responseCode = "202", description = "it is told; no worker answers for it now")
  @ApiResponse(responseCode = "409", description = "the session is over")
  ResponseEntity<SessionView> stop(@PathVariable String name, HttpServletRequest request) {
    return told(wishes.stop(name, wish(request)));
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
  @ApiResponse(responseCode = "409", description = "it is over, or its plan changed meanwhile")
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
    return wishes.change(name, body.get("plan"), wish);
  }

  private static ResponseEntity<SessionView> told(Optional<SessionView> answer) {
    return answer.map(ResponseEntity::ok).orElseGet(() -> ResponseEntity.accepted().build());
  }

  private SessionWish wish(HttpServletRequest request) {
    Map<String, String> given = bodies.texts(request, "reason", "operator");
    return new SessionWish(given.get("operator"), given.get("reason"));
  }
}
