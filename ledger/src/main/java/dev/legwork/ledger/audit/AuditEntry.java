package dev.legwork.ledger.audit;

import java.time.Instant;

/**
 * Something that a person did by hand.
 *
 * @param at by the database's clock
 * @param action short upper-case name, e.g. {@code FORCE_RELEASE}
 * @param target what it was done to, e.g. {@code lock/DU1000001}
 */
public record AuditEntry(
    long id, Instant at, String operator, String action, String target, String reason) {}
