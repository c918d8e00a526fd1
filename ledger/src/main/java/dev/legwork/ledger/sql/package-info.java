/**
 * How the stores speak to PostgreSQL: transactions whose outcome is told apart (done, not done,
 * unknown), and the columns' types.
 */
package dev.legwork.ledger.sql;
