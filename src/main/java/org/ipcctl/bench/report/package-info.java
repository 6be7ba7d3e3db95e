/**
 * What a benchmark looks like: its charts, the page of {@code bench --report}, and its round trips as HdrHistogram's
 * text.
 */
package org.ipcctl.bench.report;
