/**
 * Layouts at the edge of all commands: {@code --layout}, {@code field=value}, rows of fields; and
 * {@code ipcctl layout ...}.
 */
package org.ipcctl.cli.layout;
