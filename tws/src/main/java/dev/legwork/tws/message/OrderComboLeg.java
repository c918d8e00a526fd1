package dev.legwork.tws.message;

import java.math.BigDecimal;

/**
 * The order's own price for a combo leg.
 *
 * @param price per share of the leg; null when the leg has none
 */
public record OrderComboLeg(BigDecimal price) {}
