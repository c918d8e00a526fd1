/**
 * The messages of the TWS API at server version 178, free of bytes: {@link
 * dev.legwork.tws.message.ClientMessage} is what a client sends, {@link
 * dev.legwork.tws.message.ServerMessage} what TWS, IB Gateway or our simulated venue sends.
 *
 * <p>Absent values: a text that is absent is {@code ""}, never null; a decimal or an optional
 * number that is absent is {@code null}; an absent list is empty. All spellings of "unset" on the
 * wire (empty, the largest int, long and double, infinity) become absent. Prices and sizes are
 * {@code BigDecimal}, {@code permId} is a {@code long}. Prices are in the contract's currency per
 * share (per contract unit for combos), sizes in shares or contracts.
 */
package dev.legwork.tws.message;
