/** When doubt about an order ends (order-rules: Proof). */
package dev.legwork.proof;
