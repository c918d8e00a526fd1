package dev.legwork.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import dev.legwork.saga.TradeState;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What a trade that has not ended may have at the broker, as far as the api tells.
 *
 * @param listed its state in the ledger, which may be behind: on the fast road it is written late
 * @param view its view; a missing node where there was none
 */
record OpenTrade(String id, TradeState listed, JsonNode view) {

  /** Whether it has ended since it was listed. */
  boolean isOver() {
    return state(view.path("state").asText()).filter(TradeState::isEnding).isPresent();
  }

  /**
   * For the person who stops everything.
   *
   * @param grace how long after a trade's own time the broker ends its entry orders
   */
  String line(Duration grace) {
    return "%s is %s; nobody watches it until the next start; %s"
        .formatted(id, furthest(), atBroker(grace));
  }

  private String atBroker(Duration grace) {
    return switch (furthest()) {
      case RECEIVED, VALIDATED, AWAITING_LOCK, PREFLIGHT -> beforeOrders();
      case PLACING, WORKING ->
          entriesEnd(grace)
              .map(end -> "its entry orders end at the broker by " + end)
              .orElse("its entry orders may work at the broker");
      default -> "it may hold a part, and orders that complete or unwind it may work at the broker";
    };
  }

  private String beforeOrders() {
    if (view.path("legs").isEmpty()) {
      return "whether orders of it are at the broker could not be found out";
    }
    for (JsonNode leg : view.path("legs")) {
      if (!leg.path("orders").isEmpty() || holds(leg)) {
        return "orders of it may work at the broker, or have filled";
      }
    }
    return "nothing was sent so far, it goes on then";
  }

  private static boolean holds(JsonNode leg) {
    return leg.path("executed").asDouble() != 0 || leg.path("position").asDouble() != 0;
  }

  /** By ledger and timeline, of which either may be behind. */
  private TradeState furthest() {
    TradeState furthest = listed;
    for (JsonNode entry : view.path("timeline")) {
      TradeState told = state(entry.path("event").asText()).orElse(listed);
      if (!told.isEnding() && told.compareTo(furthest) > 0) {
        furthest = told;
      }
    }
    return furthest;
  }

  /** When the broker ends entry orders by itself; empty where that cannot be told. */
  private Optional<Instant> entriesEnd(Duration grace) {
    try {
      Duration total = Duration.parse(view.at("/timeouts/total").asText());
      Instant placed = null;
      for (JsonNode entry : view.path("timeline")) {
        if (state(entry.path("event").asText()).filter(OpenTrade::isEntering).isPresent()) {
          placed = Instant.parse(entry.path("at").asText());
        }
      }
      return Optional.ofNullable(placed)
          .map(at -> at.plus(total).plus(grace).plusSeconds(1).truncatedTo(ChronoUnit.SECONDS));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static boolean isEntering(TradeState state) {
    return state == TradeState.PLACING || state == TradeState.WORKING;
  }

  /** Empty for other events of a timeline. */
  private static Optional<TradeState> state(String name) {
    try {
      return Optional.of(TradeState.valueOf(name));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
