/**
 * Judges how trades go, tells that a desk is away, and brings alerts to people. It works over the
 * ledger alone, in every process that has one: they share the work, so that no single process has
 * to live for an alert to be raised and sent.
 */
package dev.legwork.alerting;
