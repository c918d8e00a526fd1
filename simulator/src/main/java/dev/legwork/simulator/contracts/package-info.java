/**
 * What can be traded at the simulated venue: stocks and listed options, their tick rules, and how a
 * client's description finds them.
 *
 * <p>A contract id is a function of what the contract is, so that it stays the same over restarts
 * and for every market.
 */
package dev.legwork.simulator.contracts;
