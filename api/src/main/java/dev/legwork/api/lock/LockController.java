package dev.legwork.api.lock;

import dev.legwork.api.ApiSettings;
import dev.legwork.api.web.BodyReader;
import dev.legwork.api.web.ProblemException;
import dev.legwork.lock.LockStatistics;
import dev.legwork.lock.LockView;
import dev.legwork.workflow.WorkflowIds;
import dev.legwork.workflow.lock.ForceRelease;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowStub;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/locks}. */
@RestController
@RequestMapping("/api/locks/{account}")
@Tag(name = "Locks")
class LockController {
  private static final Logger LOG = LoggerFactory.getLogger(LockController.class);

  private final WorkflowClient client;
  private final ApiSettings settings;
  private final BodyReader bodies;

  LockController(WorkflowClient client, ApiSettings settings, BodyReader bodies) {
    this.client = client;
    this.settings = settings;
    this.bodies = bodies;
  }

  @GetMapping
  @Operation(summary = "Who holds an account's lock and who waits for it, in order")
  LockAnswer show(@PathVariable String account) {
    try {
      return LockAnswer.of(account, lock(account).query("state", LockView.class));
    } catch (WorkflowNotFoundException e) {
      return LockAnswer.of(account, neverAskedFor(account));
    }
  }

  @PostMapping(path = "/force-release", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Take the lock from its holder, who can open nothing any more; audited",
      requestBody =
          @RequestBody(
              required = true,
              content =
                  @Content(
                      schema = @Schema(type = "object"),
                      examples =
                          @ExampleObject(
                              "{\"reason\": \"its worker is lost\", \"operator\": \"ann\"}"))))
  LockAnswer forceRelease(@PathVariable String account, HttpServletRequest request) {
    Map<String, String> given = bodies.texts(request, "reason", "operator");
    WorkflowStub lock = lock(account);
    LOG.warn(
        "lock of {}: {} forces its release: {}",
        account,
        given.get("operator"),
        given.get("reason"));
    try {
      return LockAnswer.of(
          account,
          lock.update(
              "forceRelease",
              LockView.class,
              new ForceRelease(given.get("operator"), given.get("reason"))));
    } catch (WorkflowNotFoundException e) {
      throw ProblemException.conflict("nobody has ever held the lock of " + account);
    }
  }

  private WorkflowStub lock(String account) {
    if (!settings.broker().names().contains(account)) {
      throw ProblemException.notFound(
          "account " + account + " is not configured; configured are " + settings.broker().names());
    }
    return client.newUntypedWorkflowStub(WorkflowIds.lock(name(account)));
  }

  private String name(String account) {
    return settings.lock().isGlobal() ? WorkflowIds.GLOBAL_LOCK : account;
  }

  private LockView neverAskedFor(String account) {
    return new LockView(name(account), null, List.of(), LockStatistics.NONE, List.of());
  }
}
