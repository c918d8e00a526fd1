/**
 * What a trade may ask of an account's available funds: our margin model for every subset of its
 * legs, and the worst case by repricing every leg. It knows the trade alone, not what the account
 * holds besides; the broker's what-if knows that. Pure.
 */
package dev.legwork.margin;
