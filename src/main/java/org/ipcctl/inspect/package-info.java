/**
 * Floor 1, beneath the mechanisms: what each of them says of its objects ({@link org.ipcctl.inspect.IpcKind}), so that
 * lists, completion, removal and names need to know none of them. {@link org.ipcctl.host.Kinds} lists the kinds.
 */
package org.ipcctl.inspect;
