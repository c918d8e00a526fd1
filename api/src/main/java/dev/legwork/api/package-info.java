/**
 * The process that answers REST and shows the dashboard. It starts, cancels and queries workflows
 * and reads the ledger; it writes only what an operator commands, and never talks to the broker.
 */
package dev.legwork.api;
