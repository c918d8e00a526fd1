/** The gateway of the world: the simulator's venue behind simulated sockets, and its market. */
package dev.legwork.simulation.venue;
