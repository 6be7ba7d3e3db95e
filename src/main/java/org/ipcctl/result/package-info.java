/**
 * Floor 1: what a command found out, with no idea how it is shown.
 *
 * <p>A {@link org.ipcctl.result.Schema} has the columns of one kind of record, each with its type, its help, and how
 * its typed
 * {@link org.ipcctl.result.Value} is read from the record. Help, man pages, completions and all formats read the same
 * schema.
 */
package org.ipcctl.result;
