/**
 * The desk's ports without a database and without threads: for simulations and tests. The ledger
 * holds the same constraints as the real one (unique references, fence, order ids).
 */
package dev.legwork.desk.memory;
