/**
 * Reversing what was executed (order-rules: Unwind): short options first, their cover only as they
 * are bought back, never through zero, inside a collar.
 */
package dev.legwork.unwind;
