/**
 * TCP as a desk and a gateway see it: bytes in order, late and cut anyhow; connections that are
 * reset, closed, or silent without a word.
 */
package dev.legwork.simulation.net;
