/**
 * What hedges a position that cannot be closed: how much of it is uncovered, what it moves with the
 * underlying, and what a hedge of it may be. Pure decisions; {@code saga.Hedging} carries them out.
 */
package dev.legwork.hedge;
