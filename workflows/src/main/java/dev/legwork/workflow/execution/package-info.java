/**
 * The workflow of a trade: it gives the saga its port to the world with activities, signals and
 * timers, and adds nothing to what the saga decides.
 */
package dev.legwork.workflow.execution;
