/** The embedded set-up, part by part and as a whole. */
package dev.legwork.standalone;
