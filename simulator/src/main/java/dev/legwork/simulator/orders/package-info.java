/** Orders and fills as the venue sees them, and how orders meet quotes. */
package dev.legwork.simulator.orders;
