package dev.legwork.api.scan;

import dev.legwork.api.ApiSettings;
import dev.legwork.api.web.BodyReader;
import dev.legwork.api.web.ProblemException;
import dev.legwork.request.RequestRules;
import dev.legwork.scan.ReadScan;
import dev.legwork.scan.ScanPlan;
import dev.legwork.scan.ScanPlanReader;
import dev.legwork.strategy.Strategies;
import dev.legwork.workflow.scan.ScanResult;
import dev.legwork.workflow.scan.ScanStart;
import dev.legwork.workflow.scan.ScanWorkflow;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TemporalFailure;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/scans}. */
@RestController
@RequestMapping("/api/scans")
@Tag(name = "Scans")
class ScanController {
  private static final Logger LOG = LoggerFactory.getLogger(ScanController.class);
  private static final String PLAN =
      "{\"symbols\": [\"TWX\", \"GOOG\"], \"strategies\": {\"SFR\": {\"min-profit\": \"0.05\"},"
          + " \"SYNTHETIC\": {\"max-loss\": \"50\"}}, \"quantity\": 1, \"atMost\": \"PT20S\"}";

  private final WorkflowClient client;
  private final BodyReader bodies;
  private final RequestRules rules;
  private final Strategies strategies = Strategies.load(ScanController.class.getClassLoader());

  ScanController(WorkflowClient client, BodyReader bodies, ApiSettings settings) {
    this.client = client;
    this.bodies = bodies;
    rules =
        new RequestRules(
            settings.broker().names(), Set.copyOf(settings.broker().liveAccounts()), null);
  }

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Look at option chains once; trades nothing",
      description = "Answers when all quotes are there, at the latest after atMost.",
      requestBody =
          @RequestBody(
              required = true,
              content =
                  @Content(schema = @Schema(type = "object"), examples = @ExampleObject(PLAN))))
  @ApiResponse(responseCode = "200", description = "what was found, perhaps nothing")
  @ApiResponse(responseCode = "400", description = "it cannot be looked at; all errors at once")
  @ApiResponse(responseCode = "503", description = "no worker has the account's broker session")
  ScanView scan(HttpServletRequest request) {
    ScanPlan plan =
        switch (ScanPlanReader.read(bodies.tree(request), rules, strategies::problems)) {
          case ReadScan.Valid valid -> valid.plan();
          case ReadScan.Invalid invalid -> throw ProblemException.invalid(invalid.errors());
        };
    String id = UUID.randomUUID().toString();
    WorkflowStub scan =
        client.newUntypedWorkflowStub(
            ScanWorkflow.class.getSimpleName(), ScanStart.options(id, plan));
    scan.start(plan);
    return ScanView.of(id, plan, result(scan, plan));
  }

  private static ScanResult result(WorkflowStub scan, ScanPlan plan) {
    try {
      return scan.getResult(
          plan.atMost().plus(ScanStart.BESIDE_QUOTES).toMillis(),
          TimeUnit.MILLISECONDS,
          ScanResult.class);
    } catch (TimeoutException late) {
      throw ProblemException.unavailable("the scan was not done in time; does a worker run?");
    } catch (WorkflowFailedException failed) {
      throw problem(failed);
    }
  }

  private static ProblemException problem(WorkflowFailedException failed) {
    LOG.warn("{} failed: {}", failed.getExecution().getWorkflowId(), failed.getCause());
    ApplicationFailure told = told(failed.getCause());
    if (told == null) {
      return ProblemException.unavailable("the scan was not done in time; does a worker run?");
    }
    return told.getType().equals(ScanWorkflow.INVALID_PLAN)
        ? ProblemException.invalid("strategies", null, told.getOriginalMessage())
        : ProblemException.unavailable(told.getOriginalMessage());
  }

  /** The innermost that says why. */
  private static ApplicationFailure told(Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof TemporalFailure && !(cause instanceof ApplicationFailure)) {
      cause = cause.getCause();
    }
    return cause instanceof ApplicationFailure told ? told : null;
  }
}
