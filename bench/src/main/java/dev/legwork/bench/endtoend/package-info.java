/**
 * End-to-end measurements against a running Legwork: over REST, the simulated gateway's control
 * port and a Temporal client, so that nothing is measured that a user does not get. Every figure
 * stands beside what it is compared with, taken in the same run.
 */
package dev.legwork.bench.endtoend;
