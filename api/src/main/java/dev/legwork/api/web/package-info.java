/**
 * What all answers share: problems in one form (RFC 9457), bodies read with a limit, and the
 * trade's own JSON.
 */
package dev.legwork.api.web;
