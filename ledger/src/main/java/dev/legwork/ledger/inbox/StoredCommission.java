package dev.legwork.ledger.inbox;

import dev.legwork.order.OrderRef;
import java.math.BigDecimal;

/**
 * The fee of a fill, as last said.
 *
 * @param amount in {@code currency}, negative for a rebate
 */
public record StoredCommission(OrderRef ref, String execId, BigDecimal amount, String currency) {}
