/** The commands against a small HTTP server that answers what a test wants. */
package dev.legwork.cli;
