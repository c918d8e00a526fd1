/**
 * Option chains through the desk: what a watcher wishes to see, what there is of it at a moment,
 * and which contracts get one of the gateway's few lines ({@link dev.legwork.desk.chain.LinePlan}).
 * The decisions are pure; the desk carries them out.
 */
package dev.legwork.desk.chain;
