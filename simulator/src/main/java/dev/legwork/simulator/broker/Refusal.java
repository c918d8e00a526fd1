package dev.legwork.simulator.broker;

/**
 * Why the venue does not do what it was asked for.
 *
 * @param code TWS's error code
 * @param text for people, in TWS's words where they are known
 */
public record Refusal(int code, String text) {}
