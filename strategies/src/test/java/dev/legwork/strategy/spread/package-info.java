/** Tests of reversal, box and vertical spread, with figures worked out by hand. */
package dev.legwork.strategy.spread;
