package dev.legwork.saga;

/**
 * Whether a market that a trade needs can be used.
 *
 * @param usable whether any of what was asked for can be traded now, as far as quotes tell
 * @param why where it cannot, for people: closed, halted or one-sided, leg by leg; else empty
 */
public record MarketAnswer(boolean usable, String why) {}
