/** The accounts that can be traded here. */
package dev.legwork.api.account;
