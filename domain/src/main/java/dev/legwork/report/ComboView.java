package dev.legwork.report;

import java.math.BigDecimal;

/**
 * What an order of all legs is as a whole; it stands beside each leg's part of it.
 *
 * @param units ordered
 * @param limit net, USD per share of the underlying for one unit; negative for a credit
 * @param executed units of which every leg has executed
 */
public record ComboView(BigDecimal units, BigDecimal limit, BigDecimal executed) {}
