/** Trades that have a name: what parameters they need, and the legs that these make. */
package dev.legwork.api.template;
