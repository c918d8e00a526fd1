package dev.legwork.saga;

import dev.legwork.request.ExecutionRequest;

/**
 * Everything the desk needs to place the first wave: it finds the contracts, takes the quotes of
 * the moment, lets {@link dev.legwork.allocation.LimitAllocation} decide, stores the intents under
 * the fence and writes the frames together. One {@link dev.legwork.order.OrderRef} a leg, purpose
 * ENTRY, attempt 1.
 *
 * @param fencingToken of the lock the trade holds
 */
public record EntryPlan(ExecutionRequest request, long fencingToken) {}
