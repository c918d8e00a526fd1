package dev.legwork.worker;

import com.uber.m3.tally.RootScopeBuilder;
import com.uber.m3.tally.Scope;
import com.uber.m3.tally.ScopeCloseException;
import dev.legwork.workflow.TradeDataConverter;
import io.micrometer.core.instrument.MeterRegistry;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.reporter.MicrometerClientStatsReporter;
import io.temporal.serviceclient.RpcRetryOptions;
import io.temporal.serviceclient.SimpleSslContextBuilder;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connection to Temporal; opened lazily, so that making one needs no server. */
final class TemporalConnection implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TemporalConnection.class);
  private static final com.uber.m3.util.Duration REPORT_EVERY =
      com.uber.m3.util.Duration.ofSeconds(5);

  /** The SDK waits a second at first, which is the time of a whole trade. */
  private static final Duration AFTER_CONGESTION = Duration.ofMillis(50);

  private final Scope metrics;
  private final WorkflowServiceStubs stubs;
  private final WorkflowClient client;

  TemporalConnection(LegworkSettings.Temporal settings, MeterRegistry registry) {
    metrics =
        new RootScopeBuilder()
            .reporter(new MicrometerClientStatsReporter(registry))
            .reportEvery(REPORT_EVERY);
    stubs = WorkflowServiceStubs.newServiceStubs(options(settings, metrics));
    client =
        WorkflowClient.newInstance(
            stubs,
            WorkflowClientOptions.newBuilder()
                .setNamespace(settings.namespace())
                .setDataConverter(TradeDataConverter.create())
                .build());
  }

  WorkflowClient client() {
    return client;
  }

  WorkflowServiceStubs stubs() {
    return stubs;
  }

  @Override
  public void close() {
    stubs.shutdownNow();
    try {
      metrics.close();
    } catch (ScopeCloseException e) {
      LOG.warn("the last metrics of the Temporal client are lost: {}", e.getMessage());
    }
  }

  private static WorkflowServiceStubsOptions options(
      LegworkSettings.Temporal settings, Scope metrics) {
    WorkflowServiceStubsOptions.Builder options =
        WorkflowServiceStubsOptions.newBuilder()
            .setTarget(settings.target())
            .setMetricsScope(metrics)
            .setRpcRetryOptions(
                RpcRetryOptions.newBuilder()
                    .setCongestionInitialInterval(AFTER_CONGESTION)
                    .validateBuildWithDefaults());
    if (settings.isEncrypted()) {
      encrypt(options, settings);
    }
    if (settings.apiKey() != null) {
      options.addApiKey(settings::apiKey);
    }
    return options.validateAndBuildWithDefaults();
  }

  private static void encrypt(
      WorkflowServiceStubsOptions.Builder options, LegworkSettings.Temporal settings) {
    if (settings.certificate() == null) {
      options.setEnableHttps(true);
      return;
    }
    try (InputStream certificate = Files.newInputStream(Path.of(settings.certificate()));
        InputStream key = Files.newInputStream(Path.of(settings.key()))) {
      options.setSslContext(SimpleSslContextBuilder.forPKCS8(certificate, key).build());
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "the certificate for Temporal cannot be read: " + e.getMessage(), e);
    }
  }
}
