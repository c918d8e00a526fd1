/**
 * Orders that a person has answered for, because nobody could prove any more what became of them.
 */
package dev.legwork.ledger.settlement;
