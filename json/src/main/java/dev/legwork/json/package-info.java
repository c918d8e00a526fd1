/**
 * The one JSON form of the trade's types: what stands in workflow histories, in the ledger's jsonb
 * columns and in REST answers; and the strict reading of requests.
 */
package dev.legwork.json;
