/**
 * Everything that goes wrong: the kinds of faults, which of them a seed switches on, and how each
 * of them is brought about.
 */
package dev.legwork.simulation.fault;
