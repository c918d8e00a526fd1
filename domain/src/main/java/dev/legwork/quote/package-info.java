/** Quotes with their sizes and ages, and when they may be used for a price. */
package dev.legwork.quote;
