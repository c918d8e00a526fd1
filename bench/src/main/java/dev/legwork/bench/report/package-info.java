/** What reports cost: a thousand trades' reports as text, JSON and pages, and a day's summary. */
package dev.legwork.bench.report;
