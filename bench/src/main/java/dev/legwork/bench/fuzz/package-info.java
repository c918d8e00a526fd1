/**
 * Damaged frames by the million against the codec, both directions: each has to be read or to fail
 * typed, at its place, without memory claimed by a lying length.
 */
package dev.legwork.bench.fuzz;
