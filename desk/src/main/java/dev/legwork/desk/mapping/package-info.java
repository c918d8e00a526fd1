/**
 * Between the words of the trade and those of the TWS API: orders, statuses, error codes,
 * contracts, times. Pure; nothing of TWS goes past the desk.
 */
package dev.legwork.desk.mapping;
