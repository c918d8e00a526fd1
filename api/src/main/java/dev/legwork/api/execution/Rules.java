package dev.legwork.api.execution;

import dev.legwork.api.ApiSettings;
import dev.legwork.json.StrictJson;
import dev.legwork.request.ReadRequest;
import dev.legwork.request.RequestReader;
import dev.legwork.request.RequestRules;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Reads requests by the rules of this house. */
@Component
class Rules {
  private final ApiSettings settings;

  Rules(ApiSettings settings) {
    this.settings = settings;
  }

  ReadRequest read(Object tree, String id) {
    return RequestReader.read(tree, id, rules());
  }

  /** The request of a start event; empty if it cannot be read. */
  Optional<ReadRequest> reread(byte[] json, String id) {
    try {
      return Optional.of(read(StrictJson.read(json), id));
    } catch (StrictJson.Malformed e) {
      return Optional.empty();
    }
  }

  private RequestRules rules() {
    return new RequestRules(
        settings.broker().names(), Set.copyOf(settings.broker().liveAccounts()), null);
  }
}
