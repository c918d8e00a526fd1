package dev.legwork.api.account;

import dev.legwork.api.ApiSettings;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/accounts}. */
@RestController
@RequestMapping("/api/accounts")
@Tag(name = "Accounts")
class AccountController {
  private final ApiSettings settings;

  AccountController(ApiSettings settings) {
    this.settings = settings;
  }

  /**
   * @param accounts names, in alphabetical order
   * @param lockScope {@code account} or {@code global}
   * @param temporalUi address of the Temporal Web UI, empty for none
   */
  public record Accounts(List<String> accounts, String lockScope, String temporalUi) {}

  @GetMapping
  @Operation(summary = "The configured accounts")
  Accounts list() {
    return new Accounts(
        List.copyOf(settings.broker().names()), settings.lock().scope(), settings.temporal().ui());
  }
}
