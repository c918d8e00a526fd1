package dev.legwork.alerting;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.legwork.json.TradeJson;
import dev.legwork.ledger.alert.Channel;
import dev.legwork.ledger.alert.StoredAlert;
import dev.legwork.report.ResidualView;
import dev.legwork.saga.Alert.Severity;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Posts alerts as JSON. Any status from 200 to 299 means that it was taken. The header {@code
 * Idempotency-Key} is the same for the same alert with the same facts.
 */
final class WebhookChannel implements AlertChannel {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final AlertSettings.Webhook settings;
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(PATIENCE)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  WebhookChannel(AlertSettings.Webhook settings) {
    this.settings = settings;
  }

  /** What is posted. */
  record Body(
      long id,
      Severity severity,
      String code,
      String account,
      String execution,
      String text,
      List<ResidualView> residual,
      Instant openedAt,
      Instant changedAt) {
    static Body of(StoredAlert stored) {
      return new Body(
          stored.id(),
          stored.alert().severity(),
          stored.alert().code(),
          stored.account(),
          stored.executionId(),
          stored.alert().text(),
          stored.alert().residual().stream().map(ResidualView::of).toList(),
          stored.openedAt(),
          stored.changedAt());
    }
  }

  @Override
  public Channel name() {
    return Channel.WEBHOOK;
  }

  @Override
  public Severity leastSeverity() {
    return settings.leastSeverity();
  }

  @Override
  public void send(StoredAlert alert) throws NotSent, InterruptedException {
    try {
      HttpResponse<Void> answer = client.send(request(alert), BodyHandlers.discarding());
      if (answer.statusCode() / 100 != 2) {
        throw new NotSent(settings.url() + " answered " + answer.statusCode(), null);
      }
    } catch (IOException e) {
      throw new NotSent(settings.url() + ": " + e, e);
    }
  }

  private HttpRequest request(StoredAlert alert) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(settings.url()))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", alert.id() + "-" + alert.changedAt())
            .POST(BodyPublishers.ofString(json(alert)));
    if (!settings.authorization().isBlank()) {
      request.header("Authorization", settings.authorization());
    }
    return request.build();
  }

  private static String json(StoredAlert alert) {
    try {
      return TradeJson.mapper().writeValueAsString(Body.of(alert));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("alert " + alert.id() + " cannot be written", e);
    }
  }
}
