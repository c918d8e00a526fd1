package dev.legwork.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.legwork.invariant.BrokerFill;
import dev.legwork.invariant.BrokerOrder;
import dev.legwork.invariant.BrokerOrder.Life;
import dev.legwork.invariant.BrokerPosition;
import dev.legwork.invariant.BrokerTruth;
import dev.legwork.order.Fill;
import dev.legwork.order.Side;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** The simulated gateway's own ledger, over its control port: everything there ever was. */
public final class SimulatorWitness implements Witness {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String COMBO = "COMBO";

  private final String base;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  /**
   * @param base address of the control port
   */
  public SimulatorWitness(String base) {
    this.base = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
  }

  @Override
  public BrokerTruth tell() {
    List<BrokerOrder> orders = new ArrayList<>();
    for (JsonNode row : get("/orders")) {
      orders.add(order(row));
    }
    List<BrokerFill> fills = new ArrayList<>();
    for (JsonNode row : get("/fills")) {
      if (!row.at("/contract/type").asText().equals(COMBO)) {
        fills.add(fill(row));
      }
    }
    List<BrokerPosition> positions = new ArrayList<>();
    for (JsonNode row : get("/positions")) {
      positions.add(
          new BrokerPosition(
              row.path("account").asText(),
              row.at("/contract/conId").asLong(),
              label(row),
              decimal(row, "quantity")));
    }
    return new BrokerTruth(orders, fills, positions, BrokerTruth.Extent.WHOLE_HISTORY);
  }

  @Override
  public List<String> cannotTell() {
    return List.of();
  }

  private static BrokerOrder order(JsonNode row) {
    return new BrokerOrder(
        row.path("orderRef").asText(""),
        row.path("orderId").asInt(),
        row.path("clientId").asInt(),
        row.path("permId").asLong(),
        row.path("account").asText(),
        row.at("/contract/conId").asLong(),
        label(row),
        Side.valueOf(row.path("side").asText()),
        decimal(row, "quantity"),
        row.path("limit").isNull() ? null : decimal(row, "limit"),
        life(row.path("state").asText()),
        decimal(row, "filled"),
        receivedAt(row.path("receivedAt").asLong()));
  }

  private static BrokerFill fill(JsonNode row) {
    return new BrokerFill(
        row.path("orderRef").asText(""),
        row.path("clientId").asInt(),
        row.path("permId").asLong(),
        row.path("account").asText(),
        row.at("/contract/conId").asLong(),
        label(row),
        new Fill(
            row.path("execId").asText(),
            Side.valueOf(row.path("side").asText()),
            decimal(row, "quantity"),
            decimal(row, "price"),
            Instant.parse(row.path("at").asText()),
            row.at("/contract/conId").asLong()),
        row.path("commission").isNull() ? null : decimal(row, "commission"));
  }

  private static Life life(String state) {
    return switch (state) {
      case "Rejected" -> Life.REJECTED;
      case "Filled", "Cancelled", "ApiCancelled" -> Life.ENDED;
      default -> Life.LIVE;
    };
  }

  /** By the wall clock; 0 for an order that no client sent. */
  private static Instant receivedAt(long epochMicros) {
    return epochMicros == 0 ? null : Instant.EPOCH.plus(epochMicros, ChronoUnit.MICROS);
  }

  private static BigDecimal decimal(JsonNode row, String field) {
    return new BigDecimal(row.path(field).asText("0"));
  }

  private static String label(JsonNode row) {
    JsonNode contract = row.path("contract");
    String option =
        contract.has("strike")
            ? " %s %s%c"
                .formatted(
                    contract.path("expiry").asText().replace("-", ""),
                    contract.path("strike").asText(),
                    contract.path("right").asText("?").charAt(0))
            : "";
    return contract.path("symbol").asText() + option;
  }

  private JsonNode get(String path) {
    try {
      return JSON.readTree(
          http.send(
                  HttpRequest.newBuilder(URI.create(base + path)).timeout(PATIENCE).build(),
                  BodyHandlers.ofString())
              .body());
    } catch (IOException | IllegalArgumentException e) {
      throw new CannotReach("the simulated gateway at " + base + " does not answer: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotReach("interrupted");
    }
  }
}
