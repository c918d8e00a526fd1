/**
 * Option pricing: value, delta and vega of a European option by the Black-Scholes-Merton model, and
 * the volatility that a price implies.
 *
 * <p>Estimates, not money: everything here is double arithmetic. Whoever turns a value into a price
 * rounds it to the contract's tick first.
 */
package dev.legwork.pricing;
