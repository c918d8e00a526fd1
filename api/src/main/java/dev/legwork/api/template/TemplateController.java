package dev.legwork.api.template;

import dev.legwork.api.web.BodyReader;
import dev.legwork.api.web.ProblemException;
import dev.legwork.request.ReadRequest;
import dev.legwork.request.TemplateLegs;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/templates}. Nothing is executed here. */
@RestController
@RequestMapping("/api/templates")
@Tag(name = "Templates")
class TemplateController {
  private final BodyReader bodies;

  TemplateController(BodyReader bodies) {
    this.bodies = bodies;
  }

  /** What a template's parameters make. */
  record Legs(List<Object> legs) {}

  @GetMapping
  @Operation(summary = "The templates, with the parameters that each needs")
  TemplateList list() {
    return TemplateList.all();
  }

  @PostMapping(path = "/legs", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "The legs that a template makes; nothing is executed",
      description = "The same object may stand in a request, under template, in place of legs.",
      requestBody =
          @RequestBody(
              required = true,
              content =
                  @Content(
                      schema = @Schema(type = "object"),
                      examples =
                          @ExampleObject(
                              "{\"name\": \"CONVERSION\", \"symbol\": \"TWX\","
                                  + " \"expiry\": \"2027-01-15\", \"strike\": \"70\"}"))))
  @ApiResponse(responseCode = "200", description = "legs, as a request has them")
  @ApiResponse(responseCode = "400", description = "a parameter cannot be read")
  @ApiResponse(responseCode = "422", description = "the parameters contradict each other")
  Legs legs(HttpServletRequest request) {
    return switch (TemplateLegs.of(bodies.tree(request))) {
      case TemplateLegs.Made made -> new Legs(made.legs());
      case TemplateLegs.Wrong wrong ->
          throw ProblemException.invalid(new ReadRequest.Invalid(wrong.errors(), null));
    };
  }
}
