package dev.legwork.saga;

import dev.legwork.contract.Instrument;
import java.math.BigDecimal;

/**
 * A position that a trade left behind.
 *
 * @param position signed: positive is long
 */
public record Residual(Instrument instrument, BigDecimal position) {}
