/** One pass over option chains, answered at once. */
package dev.legwork.api.scan;
