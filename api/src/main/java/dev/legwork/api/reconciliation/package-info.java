/** How the accounts compare with the broker, over REST. */
package dev.legwork.api.reconciliation;
