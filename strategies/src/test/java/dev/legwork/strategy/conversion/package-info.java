/** Tests of SFR and Synthetic, golden vectors among them. */
package dev.legwork.strategy.conversion;
