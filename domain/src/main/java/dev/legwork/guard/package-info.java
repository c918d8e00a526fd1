/**
 * Guards before the first byte: what forbids to open a position on an account, judged from facts
 * that one transaction has read. Whatever reduces risk is never asked. Pure; the ledgers gather the
 * facts and store nothing where an opening is refused.
 */
package dev.legwork.guard;
