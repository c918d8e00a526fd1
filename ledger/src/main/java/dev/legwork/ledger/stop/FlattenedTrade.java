package dev.legwork.ledger.stop;

import dev.legwork.stop.StopStatus;

/**
 * A trade of a flattened account.
 *
 * @param status of its exit; until that is taken up still of its stop
 */
public record FlattenedTrade(String executionId, StopStatus status) {}
