/**
 * What is known of a trade: the fold of its broker events, per order and per leg.
 *
 * <p>Events may come in any order, late, twice or never; the book is the same for every order of
 * arrival, never forgets an execution, and counts each once.
 */
package dev.legwork.book;
