/** The whole ledger as the invariants' checker wants it. */
package dev.legwork.ledger.truth;
