/** The api as a process: real port, real PostgreSQL, Temporal's in-memory server. */
package dev.legwork.api;
