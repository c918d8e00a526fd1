/**
 * The activities of trades and locks, thin over desk, ledger and Temporal, and the relay that
 * brings the broker's events to the workflows.
 */
package dev.legwork.activity;
