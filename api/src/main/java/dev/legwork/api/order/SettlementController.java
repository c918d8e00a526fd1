package dev.legwork.api.order;

import dev.legwork.api.LedgerAccess;
import dev.legwork.api.web.BodyReader;
import dev.legwork.api.web.ProblemException;
import dev.legwork.ledger.settlement.SettlementAnswer;
import dev.legwork.order.OrderRef;
import dev.legwork.proof.Settlement;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/orders/{orderRef}/settlement}. */
@RestController
@RequestMapping("/api/orders/{orderRef}/settlement")
@Tag(name = "Orders")
class SettlementController {
  private final LedgerAccess ledger;
  private final BodyReader bodies;
  private final Clock clock = Clock.systemUTC();

  SettlementController(LedgerAccess ledger, BodyReader bodies) {
    this.ledger = ledger;
    this.bodies = bodies;
  }

  /** What was stored. */
  record Settled(
      String orderRef,
      String executed,
      String averagePrice,
      String operator,
      String reason,
      Instant at) {
    static Settled of(SettlementAnswer.Stored stored) {
      Settlement word = stored.settlement();
      return new Settled(
          word.ref().toString(),
          word.executed().toPlainString(),
          word.averagePrice() == null ? null : word.averagePrice().toPlainString(),
          word.operator(),
          word.reason(),
          stored.at());
    }
  }

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary =
          "Answer for an order that nobody can prove any more: it is over, and has executed so"
              + " much. Only while the latest comparison says that the broker has lost it; audited",
      requestBody =
          @RequestBody(
              required = true,
              content =
                  @Content(
                      schema = @Schema(type = "object"),
                      examples =
                          @ExampleObject(
                              "{\"executed\": \"1\", \"averagePrice\": \"2.40\", \"operator\":"
                                  + " \"ann\", \"reason\": \"yesterday's statement\"}"))))
  Settled settle(@PathVariable String orderRef, HttpServletRequest request) {
    OrderRef ref = OrderRef.parse(orderRef).orElseThrow(() -> unknown(orderRef));
    Settlement settlement = SettlementBody.read(ref, bodies.tree(request));
    return switch (ledger.get().settlements().settle(settlement, clock.instant())) {
      case SettlementAnswer.Stored stored -> Settled.of(stored);
      case SettlementAnswer.NoSuchOrder ignored -> throw unknown(orderRef);
      case SettlementAnswer.NotInDoubt known ->
          throw ProblemException.conflict("orderRef", orderRef, known.why());
      case SettlementAnswer.Contradicted said ->
          throw ProblemException.contradicted(
              "the broker has said otherwise of " + orderRef, said.errors());
    };
  }

  private static ProblemException unknown(String orderRef) {
    return ProblemException.notFound("there is no order " + orderRef);
  }
}
