/**
 * Faults by script: rules that make the venue behave as gateways have been seen to behave on bad
 * days. A rule says at which message it strikes, which ones it means, and what then happens.
 */
package dev.legwork.simulator.faults;
