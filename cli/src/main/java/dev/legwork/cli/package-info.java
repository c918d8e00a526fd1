/**
 * The commands that talk to a running api. Exit codes: 0 done, 2 bad usage or bad input, 3 the
 * execution ended other than COMMITTED, 4 cannot reach what it needs.
 */
package dev.legwork.cli;
