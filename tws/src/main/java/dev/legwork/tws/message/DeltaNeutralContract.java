package dev.legwork.tws.message;

import java.math.BigDecimal;

/**
 * The contract that hedges the delta of a combo.
 *
 * @param delta null when absent
 * @param price null when absent
 */
public record DeltaNeutralContract(int conId, BigDecimal delta, BigDecimal price) {}
