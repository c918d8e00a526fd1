/**
 * Option pricing: the Black-Scholes-Merton value and delta of a European option.
 *
 * <p>Estimates, not money: everything here is double arithmetic. Whoever turns a value into a price
 * rounds it to the contract's tick first.
 */
package dev.legwork.pricing;
