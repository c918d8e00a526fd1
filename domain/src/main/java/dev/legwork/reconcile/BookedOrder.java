package dev.legwork.reconcile;

import dev.legwork.order.OrderRef;
import dev.legwork.order.Verdict;
import dev.legwork.order.WriteOutcome;

/**
 * An order as the ledger has it, as far as the comparison needs it.
 *
 * @param verdict {@code LIVE} while nothing is proven
 * @param settled whether it was decided long enough before the census began, so that the broker
 *     must know it by then
 */
public record BookedOrder(
    OrderRef ref,
    int clientId,
    long conId,
    String label,
    WriteOutcome written,
    Verdict verdict,
    boolean settled) {}
