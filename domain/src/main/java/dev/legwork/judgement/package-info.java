/**
 * How trades go, and what of that people are told: pure rules over what is known of one trade,
 * running or ended. Who looks, how often, and that it is told once, is the ledger's.
 */
package dev.legwork.judgement;
