/**
 * What an underlying and its listed options are quoted at, at one moment: the one input of every
 * strategy ({@link dev.legwork.chain.ChainSnapshot}).
 *
 * <p>Built for a desk that hears of thousands of contracts: a {@link dev.legwork.chain.Ticker} is
 * replaced only when its contract is heard of, an {@link dev.legwork.chain.OptionSeries} only when
 * contracts are qualified, and a snapshot is arrays of references to both. Prices are whole
 * ten-thousandths of a dollar, so that sums and comparisons are exact.
 */
package dev.legwork.chain;
