/**
 * What deciding costs: the pure decisions and allocations of a trade of six legs, by JMH, each to
 * take 50 µs at most.
 */
package dev.legwork.bench.decision;
