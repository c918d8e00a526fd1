package dev.legwork.api.alert;

import dev.legwork.api.LedgerAccess;
import dev.legwork.api.web.BodyReader;
import dev.legwork.api.web.ProblemException;
import dev.legwork.ledger.alert.AlertStore;
import dev.legwork.ledger.alert.StoredAlert;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
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
  @Operation(
      summary =
          "Open alerts, or with all=true also closed ones; open and critical ones first, then the"
              + " newest, at most 200")
  AlertList list(@RequestParam(defaultValue = "false") boolean all) {
    AlertStore alerts = ledger.get().alerts();
    List<StoredAlert> listed = all ? alerts.all(MOST) : alerts.open(MOST);
    return AlertList.of(
        alerts.countOpen(),
        listed,
        ledger.get().sendings().of(listed.stream().map(StoredAlert::id).toList()));
  }

  @PostMapping(path = "/{id}/acknowledge", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Note that somebody has seen it; the first stays",
      description =
          "With the changedAt of what was seen, nothing is noted where the alert has changed since:"
              + " 409 with its present text. Without it, whatever stands now counts as seen. An"
              + " alert about something that happened (passing) is closed by it.",
      requestBody =
          @RequestBody(
              required = true,
              content =
                  @Content(
                      schema = @Schema(type = "object"),
                      examples =
                          @ExampleObject(
                              "{\"operator\": \"ann\","
                                  + " \"changedAt\": \"2014-06-06T13:45:00.123456Z\"}"))))
  @ApiResponse(responseCode = "204", description = "noted")
  @ApiResponse(responseCode = "409", description = "it has changed since")
  ResponseEntity<Void> acknowledge(@PathVariable String id, HttpServletRequest request) {
    Map<String, String> given = bodies.texts(request, List.of("operator"), List.of("changedAt"));
    Instant seen = instant(given.get("changedAt"));
    if (!id.matches("[0-9]{1,18}")) {
      throw ProblemException.notFound("there is no alert " + id);
    }
    long number = Long.parseLong(id);
    AlertStore alerts = ledger.get().alerts();
    return switch (alerts.acknowledge(number, given.get("operator"), seen, clock.instant())) {
      case NOTED -> ResponseEntity.noContent().build();
      case CHANGED -> throw changed(alerts.find(number).orElseThrow());
      case UNKNOWN -> throw ProblemException.notFound("there is no alert " + id);
    };
  }

  private static ProblemException changed(StoredAlert now) {
    return ProblemException.conflict(
        "alert %d has changed since and was not noted as seen; changedAt %s: %s"
            .formatted(now.id(), now.changedAt(), now.alert().text()));
  }

  private static Instant instant(String given) {
    try {
      return given == null ? null : Instant.parse(given);
    } catch (DateTimeParseException e) {
      throw ProblemException.invalid("changedAt", given, "must be the changedAt of the alert");
    }
  }
}
