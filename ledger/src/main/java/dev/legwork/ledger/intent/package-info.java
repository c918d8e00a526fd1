/**
 * Intents: what was decided, committed before anything of it is written, under the account's fence
 * and with order ids that are never given out twice.
 */
package dev.legwork.ledger.intent;
