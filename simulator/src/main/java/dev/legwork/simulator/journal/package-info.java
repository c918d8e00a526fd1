/**
 * The venue's memory: an append-only file of everything that changed orders, ids, fills and cash.
 * What it holds was handed to the operating system before any client was told of it, so that it
 * outlives the process.
 */
package dev.legwork.simulator.journal;
