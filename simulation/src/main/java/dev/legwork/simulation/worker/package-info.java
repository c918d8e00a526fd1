/**
 * The worker process around the real desk: its connection, its threads for the ledger, its relay of
 * events; it can be killed at any moment, and paused.
 */
package dev.legwork.simulation.worker;
