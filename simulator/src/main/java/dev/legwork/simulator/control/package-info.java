/**
 * The control port: what the venue holds to be true, as JSON over HTTP, and the ways to change what
 * it does (faults, quotes, clock, deposits). The witness for every end-to-end test.
 */
package dev.legwork.simulator.control;
