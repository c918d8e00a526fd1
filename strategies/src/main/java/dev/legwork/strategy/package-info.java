/**
 * What to trade: strategies look at chains ({@link dev.legwork.chain.ChainSnapshot}) and find
 * opportunities, each with the one net price that may be paid for it, and count what they refused
 * and why.
 *
 * <p>A {@link dev.legwork.strategy.Strategy} of one's own comes in a jar with a {@link
 * dev.legwork.strategy.StrategyProvider}; {@link dev.legwork.strategy.Strategies} finds both ours
 * and theirs, {@link dev.legwork.strategy.Scanner} has them look at the same chains and ranks what
 * they found. Nothing here knows the time, a broker or a thread.
 */
package dev.legwork.strategy;
