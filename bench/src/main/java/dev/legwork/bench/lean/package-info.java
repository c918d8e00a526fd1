/**
 * Days of LEAN minute quotes through the strategies: how many conversions there were, the best of
 * them, and how Synthetic ranks; the same lines as {@code bench/lean_days.py} works out from the
 * files alone.
 */
package dev.legwork.bench.lean;
