/**
 * Charts of what was measured, as SVG and PNG: a {@link org.ipcctl.format.chart.Chart} draws itself on a
 * {@code Canvas}, which knows three things, lines, areas and texts. Text stays text in SVG, colours are classes of a
 * style sheet with a light and a dark half, and no font and no AWT is needed for it; only what becomes a PNG loads
 * them.
 */
package org.ipcctl.format.chart;
