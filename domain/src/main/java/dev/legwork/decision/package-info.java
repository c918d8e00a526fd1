/** What to do next: pure functions of the book, the policy and the clock. */
package dev.legwork.decision;
