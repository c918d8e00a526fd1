/** The locks of accounts over REST: who holds one, who waits, and how an operator takes it away. */
package dev.legwork.api.lock;
