/**
 * Virtual time: events in an order that the seed decides, randomness in named streams, and the
 * story of what happened with a hash that two equal runs share.
 */
package dev.legwork.simulation.time;
