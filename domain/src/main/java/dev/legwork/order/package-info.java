/**
 * Orders and what becomes of them: references, intents, fills and the events that a venue reports.
 *
 * <p>Executions (here: fills) give quantities; a status speaks only of an order's life.
 */
package dev.legwork.order;
