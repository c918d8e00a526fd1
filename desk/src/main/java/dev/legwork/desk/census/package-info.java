/** Rows of the venue's answers about orders, executions and positions, gathered into a census. */
package dev.legwork.desk.census;
