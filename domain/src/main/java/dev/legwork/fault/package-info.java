/**
 * Named places in the code where a process may die, for tests that let it. Nothing happens at them
 * unless a listener was installed by the code that starts the process; no request, no setting file
 * and no argument can do that.
 */
package dev.legwork.fault;
