/** Worlds by their seeds. */
package dev.legwork.simulation;
