package dev.legwork.session;

import java.time.Instant;

/**
 * Why a session stands still.
 *
 * @param session who executes
 * @param execution what
 */
public record StandingStill(String session, String execution, Instant since) {}
