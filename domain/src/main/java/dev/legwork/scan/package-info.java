/** One pass over option chains: what is asked, and how the asking is read and checked. */
package dev.legwork.scan;
