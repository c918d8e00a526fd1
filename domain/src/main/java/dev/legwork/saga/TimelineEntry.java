package dev.legwork.saga;

import java.time.Instant;

/**
 * One line of a trade's history.
 *
 * @param event a short upper-case name, e.g. {@code WORKING}, {@code FILL}, {@code DECIDED}
 * @param leg the leg it is about, or null
 * @param detail for people, with the numbers a decision was made from
 */
public record TimelineEntry(Instant at, String event, String leg, String detail) {}
