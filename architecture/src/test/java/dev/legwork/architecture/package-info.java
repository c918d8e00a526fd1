/**
 * The house rules as tests: which module may use which, what a workflow must never do, and how the
 * source is laid out.
 *
 * <p>Every rule is also run against a class that breaks it (package {@code fixture}), so that a
 * rule that no longer catches anything fails by itself.
 */
package dev.legwork.architecture;
