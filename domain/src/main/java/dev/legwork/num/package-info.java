/**
 * Exact decimals.
 *
 * <p>Every price, quantity and amount of money in Legwork is a {@link java.math.BigDecimal} in one
 * normal form, so that {@code 69.720} equals {@code 69.72} wherever values are compared or hashed.
 */
package dev.legwork.num;
