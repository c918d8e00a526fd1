/**
 * Deploys without fear: this build as a version of Temporal's worker deployment {@code legwork}. A
 * trade stays with the version it began on while any worker of it lives; trades whose version is
 * gone are moved on, so that none is ever stuck.
 */
package dev.legwork.worker.version;
