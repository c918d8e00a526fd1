/** Reports over REST: JSON for programs, text for terminals, HTML for browsers. */
package dev.legwork.api.report;
