/**
 * Limits for the legs of an entry, allocated together from the trade's bound.
 *
 * <p>{@code netLimit} alone is the authority (order-rules: Money and the bound). Legs are never
 * priced by independent percentages.
 */
package dev.legwork.allocation;
