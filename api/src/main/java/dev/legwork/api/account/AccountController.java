package dev.legwork.api.account;

import dev.legwork.api.ApiSettings;
import dev.legwork.api.LedgerAccess;
import dev.legwork.api.web.BodyReader;
import dev.legwork.api.web.ProblemException;
import dev.legwork.guard.AccountSwitch;
import dev.legwork.guard.AccountSwitch.Kind;
import dev.legwork.ledger.guard.Switches;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/accounts}, and the switches that stop them. */
@RestController
@RequestMapping("/api")
@Tag(name = "Accounts")
class AccountController {
  private static final int MOST_UNFINISHED = 500;

  private final ApiSettings settings;
  private final LedgerAccess ledger;
  private final BodyReader bodies;
  private final KillSwitchNews news;

  AccountController(
      ApiSettings settings, LedgerAccess ledger, BodyReader bodies, KillSwitchNews news) {
    this.settings = settings;
    this.ledger = ledger;
    this.bodies = bodies;
    this.news = news;
  }

  /**
   * @param accounts names, in alphabetical order
   * @param lockScope {@code account} or {@code global}
   * @param temporalUi address of the Temporal Web UI, empty for none
   */
  public record Accounts(List<String> accounts, String lockScope, String temporalUi) {}

  @GetMapping("/accounts")
  @Operation(summary = "The configured accounts")
  Accounts list() {
    return new Accounts(
        List.copyOf(settings.broker().names()), settings.lock().scope(), settings.temporal().ui());
  }

  @GetMapping("/accounts/{account}")
  @Operation(summary = "What stands on an account: kill switch, reducing only, paused underlyings")
  @ApiResponse(responseCode = "404", description = "the account is not configured")
  AccountAnswer show(@PathVariable String account) {
    return answer(configured(account));
  }

  @PostMapping(
      path = "/accounts/{account}/kill-switch",
      consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Stop an account, or let it go on; audited",
      description =
          "While it is on no opening order is written, and entries that work are withdrawn: what"
              + " has executed is unwound. Cancels, unwinding and whatever else reduces risk go on."
              + " It stays on over every restart until somebody clears it. With flatten all that"
              + " the account's trades hold is closed as well, also of trades that end while it is"
              + " on; flattened tells how far each is, and which have not ended (NOT_ENDED)."
              + " Repeating is safe.",
      requestBody =
          @RequestBody(
              required = true,
              content =
                  @Content(
                      schema = @Schema(type = "object"),
                      examples = @ExampleObject(SwitchBody.KILL_SWITCH_EXAMPLE))))
  @ApiResponse(responseCode = "200", description = "it is committed; what stands on the account")
  AccountAnswer killSwitch(@PathVariable String account, HttpServletRequest request) {
    SwitchBody body = SwitchBody.ofKillSwitch(bodies.tree(request));
    return killSwitch(List.of(configured(account)), body).getFirst();
  }

  @PostMapping(path = "/kill-switch", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Stop all configured accounts in one transaction, or let them go on; audited",
      requestBody =
          @RequestBody(
              required = true,
              content =
                  @Content(
                      schema = @Schema(type = "object"),
                      examples = @ExampleObject(SwitchBody.KILL_SWITCH_EXAMPLE))))
  @ApiResponse(responseCode = "200", description = "it is committed; what stands on each account")
  List<AccountAnswer> killSwitches(HttpServletRequest request) {
    return killSwitch(settings.broker().names(), SwitchBody.ofKillSwitch(bodies.tree(request)));
  }

  @PostMapping(
      path = "/accounts/{account}/reducing-only",
      consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Let an account only reduce what it holds, or open again; audited",
      description =
          "While it is on no opening order is written; trades in the market go on as far as that"
              + " allows, nothing is withdrawn.",
      requestBody =
          @RequestBody(
              required = true,
              content =
                  @Content(
                      schema = @Schema(type = "object"),
                      examples = @ExampleObject(SwitchBody.EXAMPLE))))
  AccountAnswer reducingOnly(@PathVariable String account, HttpServletRequest request) {
    SwitchBody body = SwitchBody.read(bodies.tree(request));
    change(Kind.REDUCING_ONLY, List.of(configured(account)), "", body);
    return answer(account);
  }

  @PostMapping(
      path = "/accounts/{account}/underlyings/{underlying}/pause",
      consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Begin no trade of an underlying on an account, or begin them again; audited",
      requestBody =
          @RequestBody(
              required = true,
              content =
                  @Content(
                      schema = @Schema(type = "object"),
                      examples = @ExampleObject(SwitchBody.EXAMPLE))))
  AccountAnswer pause(
      @PathVariable String account, @PathVariable String underlying, HttpServletRequest request) {
    SwitchBody body = SwitchBody.read(bodies.tree(request));
    if (!underlying.matches("[A-Z0-9][A-Z0-9. ]{0,15}")) {
      throw ProblemException.invalid("underlying", underlying, "must be a symbol, e.g. TWX");
    }
    change(Kind.PAUSED, List.of(configured(account)), underlying, body);
    return answer(account);
  }

  private List<AccountAnswer> killSwitch(Collection<String> accounts, SwitchBody body) {
    if (body.flatten()) {
      news.tellFlattened(
          ledger
              .get()
              .switches()
              .flatten(
                  accounts,
                  body.operator(),
                  body.reason(),
                  UUID.randomUUID().toString(),
                  Instant.now()));
    } else {
      change(Kind.KILL_SWITCH, accounts, "", body);
    }
    if (body.on()) {
      accounts.stream()
          .flatMap(account -> ledger.get().switches().of(account).stream())
          .filter(one -> one.kind() == Kind.KILL_SWITCH)
          .forEach(this.news::tell);
    }
    return accounts.stream().map(this::answer).toList();
  }

  private void change(Kind kind, Collection<String> accounts, String underlying, SwitchBody body) {
    Switches switches = ledger.get().switches();
    if (body.on()) {
      switches.set(kind, accounts, underlying, body.operator(), body.reason());
    } else {
      switches.clear(kind, accounts, underlying, body.operator(), body.reason());
    }
  }

  private AccountAnswer answer(String account) {
    List<AccountSwitch> standing = ledger.get().switches().of(account);
    boolean flattens = standing.stream().anyMatch(AccountSwitch::flattens);
    return AccountAnswer.of(
        account,
        standing,
        ledger.get().stops().flattened(account),
        flattens
            ? ledger.get().executions().unfinished(account, Duration.ZERO, MOST_UNFINISHED)
            : List.of());
  }

  private String configured(String account) {
    if (!settings.broker().names().contains(account)) {
      throw ProblemException.notFound(
          "account " + account + " is not configured; configured are " + settings.broker().names());
    }
    return account;
  }
}
