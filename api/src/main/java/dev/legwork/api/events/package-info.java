/**
 * The event stream: changes of executions and alerts, told to whoever listens while they happen.
 */
package dev.legwork.api.events;
