package dev.legwork.ledger.execution;

import dev.legwork.request.ExecutionRequest;
import java.time.Instant;

/**
 * A trade that asks to be registered under its id.
 *
 * @param requestHash of the canonical request, with defaults and normal numbers
 * @param requestJson the canonical text that was hashed
 * @param runId of the workflow run that registers it
 */
public record Registration(
    ExecutionRequest request,
    String requestHash,
    String requestJson,
    String runId,
    Instant acceptedAt) {}
