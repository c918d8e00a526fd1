/** Chains for tests, and tests of chains. */
package dev.legwork.chain;
