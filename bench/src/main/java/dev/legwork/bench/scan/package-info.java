/**
 * What a pass over a chain of 2,000 contracts costs, all pairs, by JMH; and the same chain as a
 * file, for the same pass in numpy ({@code bench/scan_numpy.py}).
 */
package dev.legwork.bench.scan;
