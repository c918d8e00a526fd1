/** What a person must know: opened once for each reason, open until somebody closes it. */
package dev.legwork.ledger.alert;
