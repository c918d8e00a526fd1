/**
 * A simulated IB Gateway: the TWS protocol on a TCP port, price-and-size matching, ten accounts
 * with Reg-T margin, IB's checks and codes, faults by script, and a ledger on an HTTP port that
 * tells what the venue holds to be true.
 *
 * <p>{@link dev.legwork.simulator.Simulator} starts one in this process, {@link
 * dev.legwork.simulator.SimulatorMain} in its own.
 */
package dev.legwork.simulator;
