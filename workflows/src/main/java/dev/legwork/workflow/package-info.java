/**
 * What every Temporal client and worker of Legwork must agree on: workflow ids, task queues, search
 * attributes and the form of payloads.
 */
package dev.legwork.workflow;
