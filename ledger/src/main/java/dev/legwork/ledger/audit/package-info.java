/** What people did by hand, and why. */
package dev.legwork.ledger.audit;
