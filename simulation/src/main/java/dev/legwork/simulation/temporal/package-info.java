/**
 * Temporal as far as a trade can tell: workflow state that survives every worker, tasks that wait
 * for one, activities attempted at least once or at most once, signals at least once, timers. Sagas
 * run as coroutines: exactly one thing happens at a time.
 */
package dev.legwork.simulation.temporal;
