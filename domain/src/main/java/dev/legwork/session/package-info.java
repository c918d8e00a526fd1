/**
 * A trading session: what it is to do (the plan), how far it is (the state), what it does next (the
 * book), and who may execute an opportunity (claims). Pure.
 */
package dev.legwork.session;
