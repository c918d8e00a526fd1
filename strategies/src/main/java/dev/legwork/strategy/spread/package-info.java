/**
 * Other structures over the same chains: reversal, box and vertical spread. Each is a list of
 * option legs of one expiry, perhaps with stock, and what they are worth at expiry at worst and at
 * best; the rest is common.
 */
package dev.legwork.strategy.spread;
