package dev.legwork.api.account;

import dev.legwork.api.ApiSettings;
import dev.legwork.api.LedgerAccess;
import dev.legwork.api.web.BodyReader;
import dev.legwork.api.web.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/accounts/{account}/limits}. */
@RestController
@RequestMapping("/api/accounts/{account}/limits")
@Tag(name = "Accounts")
class LimitsController {
  private final ApiSettings settings;
  private final LedgerAccess ledger;
  private final BodyReader bodies;

  LimitsController(ApiSettings settings, LedgerAccess ledger, BodyReader bodies) {
    this.settings = settings;
    this.ledger = ledger;
    this.bodies = bodies;
  }

  @GetMapping
  @Operation(summary = "Where an account stands in its limits: rollbacks, loss, bound capital")
  @ApiResponse(responseCode = "404", description = "the account is not configured")
  LimitsAnswer show(@PathVariable String account) {
    return LimitsAnswer.of(configured(account), ledger.get().limits());
  }

  @PostMapping(path = "/reset", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Let the trades that were undone up to now count no more; audited",
      description =
          "For the number of rollbacks, the cooldown and the loss; with underlying only those of"
              + " it.",
      requestBody =
          @RequestBody(
              required = true,
              content =
                  @Content(
                      schema = @Schema(type = "object"),
                      examples =
                          @ExampleObject(
                              "{\"operator\": \"ann\", \"reason\": \"thin book, seen\","
                                  + " \"underlying\": \"TWX\"}"))))
  LimitsAnswer reset(@PathVariable String account, HttpServletRequest request) {
    Map<String, String> given =
        bodies.texts(request, List.of("operator", "reason"), List.of("underlying"));
    ledger
        .get()
        .limits()
        .reset(
            configured(account),
            given.getOrDefault("underlying", ""),
            given.get("operator"),
            given.get("reason"));
    return show(account);
  }

  @PostMapping(path = "/release", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Release the capital of an ended trade whose position is no more; audited",
      requestBody =
          @RequestBody(
              required = true,
              content =
                  @Content(
                      schema = @Schema(type = "object"),
                      examples =
                          @ExampleObject(
                              "{\"execution\": \"twx-0001\", \"operator\": \"ann\","
                                  + " \"reason\": \"expired\"}"))))
  @ApiResponse(responseCode = "409", description = "it binds nothing, or has not ended")
  LimitsAnswer release(@PathVariable String account, HttpServletRequest request) {
    Map<String, String> given = bodies.texts(request, "execution", "operator", "reason");
    String execution = given.get("execution");
    boolean released =
        ledger
            .get()
            .limits()
            .release(configured(account), execution, given.get("operator"), given.get("reason"));
    if (!released) {
      throw ProblemException.conflict(
          "execution %s binds no capital of %s, or has not ended".formatted(execution, account));
    }
    return show(account);
  }

  private String configured(String account) {
    if (!settings.broker().names().contains(account)) {
      throw ProblemException.notFound(
          "account " + account + " is not configured; configured are " + settings.broker().names());
    }
    return account;
  }
}
