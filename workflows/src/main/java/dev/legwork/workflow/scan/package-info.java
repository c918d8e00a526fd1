/**
 * One pass over option chains, looked at near the desk. What was found, the funnel and the troubles
 * are in its history, and no quotes but those of the opportunities' legs.
 */
package dev.legwork.workflow.scan;
