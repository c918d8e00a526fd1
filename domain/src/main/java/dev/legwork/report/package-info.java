/**
 * What people and programs are told about a trade: the view that REST and the workflow's query
 * answer, and the report of an ended trade. Both are pure functions of a {@link
 * dev.legwork.report.TradeRecord}, which the ledger fills from its rows and a workflow from its
 * book, so that the same facts always read the same.
 */
package dev.legwork.report;
