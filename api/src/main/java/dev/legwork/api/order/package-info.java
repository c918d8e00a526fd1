/** What people may do about single orders. */
package dev.legwork.api.order;
