/** The protective stops of committed trades, as their workflows told of them last. */
package dev.legwork.ledger.stop;
