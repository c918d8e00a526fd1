/**
 * The recipe of a trade and the one small port through which it touches the world.
 *
 * <p>{@link dev.legwork.saga.ExecutionSaga} asks the pure decisions what to do and {@link
 * dev.legwork.saga.TradeWorld} to do it; under Temporal the port is activities, signals and timers,
 * in the simulation it is a virtual clock and a seed.
 */
package dev.legwork.saga;
