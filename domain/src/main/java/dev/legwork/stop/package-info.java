/**
 * What a protective stop decides: when the stop order of a leg is placed, when it is given up for
 * the market, when a group is left. Pure; {@link dev.legwork.saga.StopSaga} does what it says.
 */
package dev.legwork.stop;
