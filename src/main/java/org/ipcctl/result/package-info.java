/**
 * Floor 1: what a command found out, with no idea how it is shown.
 *
 * <p>A {@link org.ipcctl.result.Schema} names the columns with their types and help; a {@link org.ipcctl.result.Row} holds
 * one typed {@link org.ipcctl.result.Value} for each. Help, man pages, completions and all formats read the same schema.
 */
package org.ipcctl.result;
