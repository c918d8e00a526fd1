/**
 * What a trader asks for: the execution request, how it is read from JSON with all errors named at
 * once, and its canonical text and hash, by which the repetition of a request is told from another
 * one with the same id.
 */
package dev.legwork.request;
