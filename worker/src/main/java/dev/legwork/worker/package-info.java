/**
 * The worker process: it hosts the workflows and activities, owns the sessions with the broker, and
 * brings the broker's events to the workflows.
 *
 * <p>It starts in any order with Temporal, PostgreSQL and the gateway: it waits for each and says
 * for which.
 */
package dev.legwork.worker;
