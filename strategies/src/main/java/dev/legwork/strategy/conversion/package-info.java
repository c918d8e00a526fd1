/**
 * Conversions: long stock, a short call and a long put of one expiry. At expiry a unit is worth the
 * stock's price held between the strikes, so that with the debit {@code D = S − C + P} the worst
 * case is {@code put strike − D} and the best {@code call strike − D}, whatever the stock does.
 *
 * <p>{@link dev.legwork.strategy.conversion.Sfr} wants a worst case above 0; {@link
 * dev.legwork.strategy.conversion.Synthetic} takes a bounded loss for a larger best case.
 */
package dev.legwork.strategy.conversion;
