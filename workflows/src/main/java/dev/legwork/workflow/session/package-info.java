/**
 * The durable trading session: it has chains looked at near the desk, executes the best opportunity
 * as a trade of its own workflow, and goes on or ends by its policy. No quotes are in its history.
 */
package dev.legwork.workflow.session;
