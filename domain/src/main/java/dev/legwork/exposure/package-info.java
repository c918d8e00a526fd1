/** Whether what a trade holds is a whole number of units of its ratio (invariant 11). */
package dev.legwork.exposure;
