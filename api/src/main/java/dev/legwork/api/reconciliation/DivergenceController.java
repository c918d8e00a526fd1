package dev.legwork.api.reconciliation;

import dev.legwork.api.LedgerAccess;
import dev.legwork.api.web.BodyReader;
import dev.legwork.api.web.ProblemException;
import dev.legwork.ledger.reconciliation.DivergenceStore;
import dev.legwork.ledger.reconciliation.DivergenceStore.Acceptance;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/divergences}. */
@RestController
@RequestMapping("/api/divergences")
@Tag(name = "Reconciliation")
class DivergenceController {
  private static final int MOST = 200;

  private final LedgerAccess ledger;
  private final BodyReader bodies;

  DivergenceController(LedgerAccess ledger, BodyReader bodies) {
    this.ledger = ledger;
    this.bodies = bodies;
  }

  @GetMapping
  @Operation(
      summary =
          "What differs between the broker and the ledger, and what is other people's; newest"
              + " first, at most 200")
  DivergenceList list(
      @RequestParam(required = false) String account,
      @RequestParam(defaultValue = "true") String open) {
    if (!open.equals("true") && !open.equals("false") && !open.equals("all")) {
      throw ProblemException.invalid("open", open, "must be true, false or all");
    }
    return DivergenceList.of(
        ledger
            .get()
            .reconciliations()
            .divergences()
            .list(account, open.equals("all") ? null : Boolean.valueOf(open), MOST));
  }

  @PostMapping(path = "/{id}/accept", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary =
          "Declare it to be right: it alarms nobody any more, and a position that differs counts"
              + " as other people's from now on (an assignment, a transfer); audited",
      requestBody =
          @RequestBody(
              required = true,
              content =
                  @Content(
                      schema = @Schema(type = "object"),
                      examples =
                          @ExampleObject("{\"operator\": \"ann\", \"reason\": \"assigned\"}"))))
  ResponseEntity<Void> accept(@PathVariable String id, HttpServletRequest request) {
    Map<String, String> who = bodies.texts(request, "operator", "reason");
    DivergenceStore divergences = ledger.get().reconciliations().divergences();
    if (!id.matches("[0-9]{1,18}") || divergences.find(Long.parseLong(id)).isEmpty()) {
      throw ProblemException.notFound("there is no divergence " + id);
    }
    Acceptance acceptance =
        divergences.accept(Long.parseLong(id), who.get("operator"), who.get("reason"));
    if (acceptance == Acceptance.OVER) {
      throw ProblemException.conflict("divergence " + id + " is closed already");
    }
    return ResponseEntity.noContent().build();
  }
}
