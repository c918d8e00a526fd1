package dev.legwork.api.lock;

import dev.legwork.api.ApiSettings;
import dev.legwork.api.LedgerAccess;
import dev.legwork.api.lock.LockWorkflows.Standing;
import dev.legwork.api.web.BodyReader;
import dev.legwork.api.web.ProblemException;
import dev.legwork.lock.LockEvent;
import dev.legwork.lock.LockHolder;
import dev.legwork.lock.LockStatistics;
import dev.legwork.lock.LockView;
import dev.legwork.workflow.WorkflowIds;
import dev.legwork.workflow.lock.ForceRelease;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.temporal.client.WorkflowException;
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

  private final LockWorkflows locks;
  private final LedgerAccess ledger;
  private final ApiSettings settings;
  private final BodyReader bodies;

  LockController(
      LockWorkflows locks, LedgerAccess ledger, ApiSettings settings, BodyReader bodies) {
    this.locks = locks;
    this.ledger = ledger;
    this.settings = settings;
    this.bodies = bodies;
  }

  @GetMapping
  @Operation(summary = "Who holds an account's lock and who waits for it, in order")
  LockAnswer show(@PathVariable String account) {
    String lock = lock(account);
    Standing standing = locks.standing(lock);
    return standing == Standing.LOST
        ? LockAnswer.of(account, lastKnown(lock), true)
        : answer(account, locks.view(lock).orElse(free(lock)));
  }

  @PostMapping(path = "/force-release", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Take the lock from its holder, who can open nothing any more; audited",
      description =
          "With holder, fencingToken or both, as the lock's view names them, it is taken from that"
              + " holder and nobody else, which makes repeating safe. Without them: from whoever"
              + " holds it when the request arrives.",
      requestBody =
          @RequestBody(
              required = true,
              content =
                  @Content(
                      schema = @Schema(type = "object"),
                      examples =
                          @ExampleObject(
                              "{\"reason\": \"its worker is lost\", \"operator\": \"ann\","
                                  + " \"holder\": \"twx-0001\", \"fencingToken\": 42}"))))
  @ApiResponse(responseCode = "200", description = "the holder that is meant holds it no more")
  @ApiResponse(responseCode = "409", description = "another one holds it; nothing was taken")
  LockAnswer forceRelease(@PathVariable String account, HttpServletRequest request) {
    Map<String, String> given =
        bodies.texts(request, List.of("reason", "operator"), List.of("holder", "fencingToken"));
    String operator = given.get("operator");
    String lock = lock(account);
    Long token = token(given.get("fencingToken"));
    ForceRelease command =
        new ForceRelease(operator, given.get("reason"), given.get("holder"), token);
    LOG.warn("lock of {}: {} forces its release: {}", account, operator, given);
    return switch (locks.standing(lock)) {
      case RUNNING -> taken(account, lock, command);
      case LOST -> startedAnew(account, lock, command);
      case UNKNOWN -> {
        if (ledger.get().fence().current(account) == 0) {
          throw ProblemException.conflict("nobody has ever held the lock of " + account);
        }
        yield startedAnew(account, lock, command);
      }
    };
  }

  private LockAnswer taken(String account, String lock, ForceRelease asked) {
    boolean namesNobody = asked.holder() == null && asked.token() == null;
    LockView before = namesNobody ? locks.view(lock).orElse(free(lock)) : null;
    if (namesNobody && before.holder() == null) {
      return answer(account, before);
    }
    ForceRelease command = namesNobody ? meaning(before.holder(), asked) : asked;
    LockView after = locks.forceRelease(lock, command);
    if (after.holder() == null || isForced(after, command)) {
      return answer(account, after);
    }
    throw ProblemException.conflict(
        "the lock of %s is held by %s since %s, fencing token %d; nothing was taken from it"
            .formatted(
                account,
                after.holder().requestId(),
                after.holder().since(),
                after.holder().token()));
  }

  /** Its workflow is gone, and with it who held it: nobody of them is to open anything again. */
  private LockAnswer startedAnew(String account, String lock, ForceRelease command) {
    LockView view = locks.startAnew(lock, command);
    ledger
        .get()
        .audit()
        .record(
            command.operator(),
            "FORCE_RELEASE",
            "lock of " + account + ", whose workflow was lost",
            command.reason());
    return answer(account, view);
  }

  private static ForceRelease meaning(LockHolder holder, ForceRelease asked) {
    return new ForceRelease(asked.operator(), asked.reason(), holder.requestId(), holder.token());
  }

  private static boolean isForced(LockView view, ForceRelease command) {
    return view.history().stream()
        .filter(event -> event.kind() == LockEvent.Kind.FORCED)
        .filter(event -> command.token() == null || command.token() == event.token())
        .anyMatch(event -> command.holder() == null || command.holder().equals(event.requestId()));
  }

  private static Long token(String given) {
    if (given == null) {
      return null;
    }
    if (!given.matches("[0-9]{1,18}")) {
      throw ProblemException.invalid(
          "fencingToken", given, "must be the fencingToken of the lock's view");
    }
    return Long.valueOf(given);
  }

  private LockView lastKnown(String lock) {
    try {
      return locks.view(lock).orElse(free(lock));
    } catch (WorkflowException e) {
      LOG.info("lock {}: its workflow was ended and tells nothing: {}", lock, e.getMessage());
      return free(lock);
    }
  }

  private String lock(String account) {
    if (!settings.broker().names().contains(account)) {
      throw ProblemException.notFound(
          "account " + account + " is not configured; configured are " + settings.broker().names());
    }
    return settings.lock().isGlobal() ? WorkflowIds.GLOBAL_LOCK : account;
  }

  private static LockAnswer answer(String account, LockView view) {
    return LockAnswer.of(account, view, false);
  }

  private static LockView free(String lock) {
    return new LockView(lock, null, List.of(), LockStatistics.NONE, List.of());
  }
}
