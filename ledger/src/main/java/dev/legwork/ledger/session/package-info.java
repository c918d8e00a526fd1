/** Trading sessions as they last told of themselves, and their claims on opportunities. */
package dev.legwork.ledger.session;
