package dev.legwork.api.alert;

import dev.legwork.api.LedgerAccess;
import dev.legwork.api.web.BodyReader;
import dev.legwork.api.web.ProblemException;
import dev.legwork.ledger.alert.AlertStore;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/alerts}. */
@RestController
@RequestMapping("/api/alerts")
@Tag(name = "Alerts")
class AlertController {
  private static final int MOST = 200;

  private final LedgerAccess ledger;
  private final BodyReader bodies;
  private final Clock clock;

  AlertController(LedgerAccess ledger, BodyReader bodies, Clock clock) {
    this.ledger = ledger;
    this.bodies = bodies;
    this.clock = clock;
  }

  @GetMapping
  @Operation(summary = "Open alerts, or with all=true also closed ones; newest first, at most 200")
  AlertList list(@RequestParam(defaultValue = "false") boolean all) {
    AlertStore alerts = ledger.get().alerts();
    return AlertList.of(all ? alerts.newest(MOST) : alerts.open(MOST));
  }

  @PostMapping(path = "/{id}/acknowledge", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Note that somebody has seen it; the first stays",
      requestBody =
          @RequestBody(
              required = true,
              content =
                  @Content(
                      schema = @Schema(type = "object"),
                      examples = @ExampleObject("{\"operator\": \"ann\"}"))))
  ResponseEntity<Void> acknowledge(@PathVariable String id, HttpServletRequest request) {
    String operator = bodies.texts(request, "operator").get("operator");
    if (!id.matches("[0-9]{1,18}")
        || !ledger.get().alerts().acknowledge(Long.parseLong(id), operator, clock.instant())) {
      throw ProblemException.notFound("there is no alert " + id);
    }
    return ResponseEntity.noContent().build();
  }
}
