/** What trading sessions need of desk and ledger. */
package dev.legwork.activity.session;
