/**
 * Everything on embedded defaults: one parent process hosts PostgreSQL, Temporal, the simulated
 * gateway and the REST api, with the worker as its child, restarted when it dies.
 *
 * <p>All state lives in one folder ({@code legwork.home}); tools that were fetched or built once
 * live in the user's cache folder. Whatever outlives a killed parent is found again by its pid
 * file, and only that.
 */
package dev.legwork.standalone;
