/** Alerts over REST: what a person must know, and that somebody has seen it. */
package dev.legwork.api.alert;
