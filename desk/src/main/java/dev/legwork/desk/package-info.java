/**
 * The order desk: the only writer of one account's orders. {@link dev.legwork.desk.DeskCore} is a
 * single-threaded loop without a thread: it is handed bytes, commands and the time, and everything
 * it does to the outside goes through ports ({@link dev.legwork.desk.DeskLedger}, {@link
 * dev.legwork.desk.DeskClock}, {@link dev.legwork.desk.Background} and the transport), so that a
 * simulation drives the same code step by step. {@link dev.legwork.desk.Desk} gives it a thread.
 */
package dev.legwork.desk;
