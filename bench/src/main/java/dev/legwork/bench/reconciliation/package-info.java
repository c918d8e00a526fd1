/** How long it takes to compare an account with the broker. */
package dev.legwork.bench.reconciliation;
