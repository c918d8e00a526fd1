package dev.legwork.api;

import io.temporal.serviceclient.RpcRetryOptions;
import io.temporal.serviceclient.SimpleSslContextBuilder;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Connects to Temporal's frontend, plain, by mTLS or with an API key. */
final class TemporalStubs {
  private TemporalStubs() {}

  /**
   * Connects lazily. A call is tried once: after a repetition nobody could tell whether the first
   * one had started a trade.
   */
  static WorkflowServiceStubs create(ApiSettings.Temporal settings) {
    WorkflowServiceStubsOptions.Builder options =
        WorkflowServiceStubsOptions.newBuilder()
            .setTarget(settings.target())
            .setRpcTimeout(settings.rpcTimeout())
            .setRpcQueryTimeout(settings.rpcTimeout())
            .setRpcRetryOptions(
                RpcRetryOptions.newBuilder()
                    .setMaximumAttempts(1)
                    .setExpiration(settings.rpcTimeout())
                    .validateBuildWithDefaults());
    if (!settings.certificate().isBlank()) {
      authenticate(options, settings);
    } else if (settings.tls() || !settings.apiKey().isBlank()) {
      options.setEnableHttps(true);
    }
    if (!settings.apiKey().isBlank()) {
      options.addApiKey(settings::apiKey);
    }
    return WorkflowServiceStubs.newServiceStubs(options.validateAndBuildWithDefaults());
  }

  private static void authenticate(
      WorkflowServiceStubsOptions.Builder options, ApiSettings.Temporal settings) {
    try (InputStream certificate = Files.newInputStream(Path.of(settings.certificate()));
        InputStream key = Files.newInputStream(Path.of(settings.key()))) {
      options.setSslContext(SimpleSslContextBuilder.forPKCS8(certificate, key).build());
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "legwork.temporal.certificate or .key cannot be read: " + e.getMessage(), e);
    }
  }
}
