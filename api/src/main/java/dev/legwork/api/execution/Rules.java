package dev.legwork.api.execution;

import dev.legwork.api.ApiSettings;
import dev.legwork.api.LedgerAccess;
import dev.legwork.json.StrictJson;
import dev.legwork.ledger.sql.LedgerUnavailableException;
import dev.legwork.request.ReadRequest;
import dev.legwork.request.RequestReader;
import dev.legwork.request.RequestRules;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Reads requests by the rules of this house, which are the worker's too. */
@Component
class Rules {
  /** Under which the desk stores the offset of its venue's clock, and where that venue trades. */
  private static final String VENUE = "IB";

  private static final ZoneId VENUE_ZONE = ZoneId.of("America/New_York");

  private final ApiSettings settings;
  private final LedgerAccess ledger;
  private final Clock clock;

  Rules(ApiSettings settings, LedgerAccess ledger, Clock clock) {
    this.settings = settings;
    this.ledger = ledger;
    this.clock = clock;
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
        settings.broker().names(), Set.copyOf(settings.broker().liveAccounts()), venueToday());
  }

  /** Null while nobody can tell; the worker asks again before it trades. */
  private LocalDate venueToday() {
    try {
      return ledger
          .get()
          .clocks()
          .offset(VENUE)
          .map(offset -> LocalDate.ofInstant(clock.instant().plus(offset), VENUE_ZONE))
          .orElse(null);
    } catch (LedgerUnavailableException | LedgerAccess.NotReadyException e) {
      return null;
    }
  }
}
