/** The database: constraints as in PostgreSQL, and days on which it is slow, away or ambiguous. */
package dev.legwork.simulation.ledger;
